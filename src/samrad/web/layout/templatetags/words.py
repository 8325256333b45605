"""Tags and filters for templates: words of enumerations, dates in words, text, and the form's token."""

import uuid
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from samrad.duties.language import WEEKDAYS, capital, say_date
from samrad.kernel.clock import day_of, local, today
from samrad.people import rules as people
from samrad.rights.queries import additions_of
from samrad.web.layout import words
from samrad.web.layout.context import present_routine

register = template.Library()
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image", "html_block", "html_inline"])


@register.filter
def word(value: object, table: str) -> str:
    """The word for a value: `{{ seat.kind|word:"seat_kind" }}`."""
    return words.word(table, value)


@register.filter
def day(value: date | datetime | None) -> str:
    """ "5. mars", with the year when it is not this one."""
    if value is None:
        return ""
    return say_date(day_of(value) if isinstance(value, datetime) else value, near=today())


@register.filter
def long_day(value: date | datetime | None) -> str:
    """ "tirsdag 10. mars"."""
    if value is None:
        return ""
    return say_date(day_of(value) if isinstance(value, datetime) else value, near=today(), weekday=True)


@register.filter
def short_day(value: date | datetime | None) -> str:
    """ "tir 10. mars"."""
    if value is None:
        return ""
    on = day_of(value) if isinstance(value, datetime) else value
    return f"{WEEKDAYS['nb'][on.weekday()][:3]} {say_date(on, near=today())}"


@register.filter
def brief_day(value: date | datetime | None) -> str:
    """ "10. mars", "2. nov. 2025": for dense tables."""
    if value is None:
        return ""
    number, _, month = day(value).partition(" ")
    name, _, year = month.partition(" ")
    return " ".join(part for part in (number, name if len(name) < 6 else f"{name[:3]}.", year) if part)


@register.filter
def clock(value: datetime | None) -> str:
    """ "12.30", in Norwegian time."""
    return local(value).strftime("%H.%M") if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """ "tirsdag 10. mars klokka 12.30"."""
    return f"{long_day(value)} klokka {clock(value)}" if value else ""


@register.filter
def away(value: date | None) -> str:
    """How far a day is from today, in words: "om 3 dager", "i dag", "2 dager siden"."""
    if value is None:
        return ""
    days = (value - today()).days
    if days == 0:
        return "i dag"
    if days in (1, -1):
        return "i morgen" if days == 1 else "i går"
    count = abs(days)
    if count >= 60:
        text = f"{round(count / 30.4)} måneder" if count < 700 else f"{round(count / 365.25)} år"
    elif count >= 21:
        text = f"{round(count / 7)} uker"
    else:
        text = f"{count} dager"
    return f"om {text}" if days > 0 else f"{text} siden"


@register.filter
def markdown(text: str) -> SafeString:
    """Text with simple marking (lists, emphasis, headings) as HTML; everything else is shown as typed."""
    return mark_safe(_markdown.render(text or ""))  # noqa: S308 - the parser escapes all HTML


@register.filter
def initials(person: Any) -> str:
    """Initials, for page titles."""
    return people.initials(person.given_name, person.family_name)


@register.filter
def first(person: Any) -> str:
    """The given name, for greeting and speaking of a person."""
    return str(person.given_name.split()[0]) if person.given_name.split() else person.family_name


@register.filter
def years(person: Any) -> str:
    """ "11 år", "ventes 3. mai", or nothing when the birth date is not known."""
    if person.expected_on and not person.born_on:
        return f"ventes {say_date(person.expected_on, near=today())}"
    found = people.age(person.born_on, today())
    return "" if found is None else f"{found} år"


@register.filter
def get(table: Any, key: Any) -> Any:
    """`table[key]`, or None."""
    return table.get(key) if table is not None else None


@register.simple_tag(takes_context=True)
def our(context: Any, term: str) -> str:
    """The municipality's own word, with a capital: `{% our "team" %}` is "Ansvarsgruppe"."""
    return capital(present_routine(context["request"]).term(term).sg)


@register.simple_tag
def once() -> SafeString:
    """The token by which a form sent twice is one act."""
    return format_html('<input type="hidden" name="_once" value="{}">', uuid.uuid4())


@register.filter
def plural(count: int, forms: str) -> str:
    """ "1 sak" or "3 saker": `{{ n|plural:"sak,saker" }}`."""
    one, many = forms.split(",")
    return f"{count} {one if count == 1 else many}"


@register.filter
def plus(number: float, more: float) -> float:
    """A number moved by another, for places in figures."""
    return round(number + more, 1)


@register.inclusion_tag("layout/additions.html", takes_context=True)
def additions(context: Any, thing: Any) -> dict[str, Any]:
    """What was added beside a text (HPL § 42): `{% additions message %}`. One query for the whole page.

    A text out of an old edition of the plan is no row, and has none.
    """
    if not hasattr(thing, "_meta"):
        return {"additions": []}
    request = context["request"]
    if not hasattr(request, "_additions"):
        request._additions = {}
    known = request._additions.setdefault(thing.case_id, None)
    if known is None:
        known = request._additions[thing.case_id] = additions_of(thing.case_id)
    return {"additions": known.get((thing._meta.label_lower, thing.pk), [])}
