"""Forms and fields in Designsystemet's markup: one column, label above, help under it, error beside the field."""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

from samrad.duties.language import MONTHS
from samrad.kernel.clock import today
from samrad.web.layout.words import TABLES

if TYPE_CHECKING:
    from samrad.accounts.models import Employment
    from samrad.agencies.models import Unit

OSLO = ZoneInfo("Europe/Oslo")
TOO_LONG = "Teksten er for lang. Den kan ha %(limit_value)d tegn, og har nå %(show_value)d."


class Renderer(TemplatesSetting):
    """Fields are laid out by one template."""

    field_template_name = "layout/field.html"


class Form(forms.Form):
    """The base of every form: Norwegian messages that name the field, and Designsystemet's classes.

    `unmarked` names fields that need not be filled in, and that are not called optional: one of several is wanted,
    another answer asks for it, or the form narrows a list.
    """

    use_required_attribute = False
    unmarked: Collection[str] = ()
    fields: dict[str, Any]

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        keywords.setdefault("label_suffix", "")
        super().__init__(*arguments, **keywords)
        for name, field in self.fields.items():
            dress(field)
            field.unmarked = name in self.unmarked

    def add_sentence(self, sentence: str, field: str) -> None:
        """Puts the sentence beside the field, or at the top when the form has no such field."""
        self.add_error(field if field in self.fields else None, sentence)


def _missing(label: str, *, verb: str = "Fyll ut") -> str:
    """What to do about a field without an answer, told so that it is known from the others at the top of the page."""
    if not label:
        return f"{verb} dette feltet."
    if label.endswith("?"):
        return f"Velg et svar på «{label}»." if verb == "Velg" else f"Svar på «{label}»."
    return f"{verb}: {label[:1].lower()}{label[1:].rstrip('.')}."


# Breaks of line, other controls, and marks that turn the direction of what follows or cannot be seen at all.
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def on_one_line(text: str) -> None:
    """What a browser lets nobody type in a field of one line. Raises `ValidationError`."""
    if _HIDDEN.search(text):
        raise ValidationError("Skriv dette på én linje, uten skjulte tegn.")


def dress(field: forms.Field) -> None:
    """Gives a field its messages and classes; a form does it for the fields it is made with."""
    widget = field.widget
    if isinstance(field, forms.CharField) and isinstance(widget, forms.TextInput | forms.EmailInput):
        field.validators.append(on_one_line)
    field.error_messages["required"] = _missing(str(field.label or ""))
    if isinstance(field, forms.ChoiceField):
        field.error_messages["required"] = _missing(str(field.label or ""), verb="Velg")
        field.error_messages["invalid_choice"] = "Velg et av svarene i listen."
    if isinstance(field, forms.FileField):
        field.error_messages["required"] = _missing(str(field.label or ""), verb="Legg ved")
    if isinstance(field, forms.CharField):
        field.error_messages["max_length"] = TOO_LONG
    if isinstance(field, forms.EmailField):
        field.error_messages["invalid"] = "Skriv e-postadressen slik: navn@eksempel.no."
    if isinstance(field, forms.IntegerField):
        field.error_messages["invalid"] = "Skriv et helt tall."
    widget.attrs.pop("maxlength", None)  # a browser that goes by it cuts off what is pasted, and says nothing
    many = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    widget.attrs.setdefault("class", "ds-input")
    if isinstance(widget, forms.Textarea):
        widget.attrs["rows"] = widget.attrs.get("rows", 4) if widget.attrs.get("rows") != "10" else 4
        widget.attrs.pop("cols", None)
    if not many and field.required and not isinstance(widget, forms.CheckboxInput):
        widget.attrs["aria-required"] = "true"


class DayField(forms.Field):
    """A calendar day, typed as dd.mm.åååå; also d.m.åååå, ISO, or in words."""

    def __init__(self, **keywords: Any) -> None:
        keywords.setdefault("help_text", "dd.mm.åååå")
        keywords.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "data-width": "auto", "size": "14"}),
        )
        super().__init__(**keywords)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        day = read_day(str(value))
        if day is None:
            raise ValidationError("Skriv datoen som dd.mm.åååå, for eksempel 5.3.2026.")
        return day

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d.%m.%Y") if isinstance(value, date) else value


def read_day(text: str) -> date | None:
    """A date as people write it; None when it is none."""
    text = text.strip().lower()
    in_words = re.fullmatch(r"(\d{1,2})\.? ([a-z]+)\.? (\d{4})", text)
    if in_words and in_words.group(2) in MONTHS["nb"]:
        numbers = (int(in_words.group(3)), MONTHS["nb"].index(in_words.group(2)) + 1, int(in_words.group(1)))
    elif found := re.fullmatch(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{2}|\d{4})", text):
        year = int(found.group(3))
        numbers = (year + 2000 if year < 100 else year, int(found.group(2)), int(found.group(1)))
    elif found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        numbers = (int(found.group(1)), int(found.group(2)), int(found.group(3)))
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


class ClockField(forms.Field):
    """A time of day, typed as tt.mm; also with a colon, or four digits."""

    def __init__(self, **keywords: Any) -> None:
        keywords.setdefault("help_text", "For eksempel 12.30")
        keywords.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "data-width": "auto", "size": "8"}))
        super().__init__(**keywords)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        found = re.fullmatch(r"(\d{1,2})[.:]?(\d{2})?", str(value).strip())
        if found and int(found.group(1)) < 24 and int(found.group(2) or 0) < 60:
            return time(int(found.group(1)), int(found.group(2) or 0))
        raise ValidationError("Skriv klokkeslettet som tt.mm, for eksempel 12.30.")

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H.%M") if isinstance(value, time) else value


def moment(day: date, clock: time) -> datetime:
    """The instant at which clocks in Norway show `clock` on `day`.

    Raises `ValidationError` for a time that is skipped the night clocks go forward.
    """
    wall = datetime.combine(day, clock, tzinfo=OSLO)
    back = wall.astimezone(ZoneInfo("UTC")).astimezone(OSLO)
    if back.replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise ValidationError("Klokka stilles fram denne natta, så dette klokkeslettet finnes ikke. Velg et annet.")
    return wall


class Happened(Form):
    """A form for something that happened: asks for the day, which is today unless something else is typed."""

    on = DayField(label="Dagen det skjedde")

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if self.fields["on"].initial is None:
            self.fields["on"].initial = today


def choices(table: str, *, blank: str | None = None, only: Iterable[object] | None = None) -> list[tuple[str, str]]:
    """The values of a word table as choices; `blank` begins with an empty one; `only` keeps some."""
    wanted = None if only is None else {str(one) for one in only}
    found = [(key, text) for key, text in TABLES[table].items() if wanted is None or key in wanted]
    return found if blank is None else [("", blank), *found]


def choice(
    table: str, label: str, *, radio: bool = True, only: Iterable[object] | None = None, **keywords: Any
) -> forms.ChoiceField:
    """One value of a word table, as radio buttons (few) or a list (many)."""
    if radio:
        keywords["widget"] = forms.RadioSelect
    blank = None if radio else "Velg"
    return forms.ChoiceField(label=label, choices=choices(table, blank=blank, only=only), **keywords)


def several(
    table: str, label: str, *, only: Iterable[object] | None = None, **keywords: Any
) -> forms.MultipleChoiceField:
    """Some values of a word table, as check boxes."""
    return forms.MultipleChoiceField(
        label=label, choices=choices(table, only=only), widget=forms.CheckboxSelectMultiple, **keywords
    )


YES_NO = [("yes", "Ja"), ("no", "Nei")]


def _is_yes(value: Any) -> bool:
    """Of what was typed, and of what was shown, which is a truth value: the two are compared."""
    return value in ("yes", True)


class YesNoField(forms.TypedChoiceField):
    """A question that must be answered yes or no; nothing is chosen beforehand."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(choices=YES_NO, coerce=_is_yes, empty_value=None, widget=forms.RadioSelect, **keywords)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


def text_area(label: str, *, rows: int = 4, **keywords: Any) -> forms.CharField:
    """A text of several lines."""
    keywords.setdefault("max_length", 20_000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **keywords)


class PickField(forms.TypedChoiceField):
    """One of the given rows; cleans to the row itself. The rows are set on the form instance."""

    def __init__(self, **keywords: Any) -> None:
        self._rows: dict[str, Any] = {}
        super().__init__(coerce=self._row, empty_value=None, **keywords)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Each form has its own rows."""
        copied: Self = super().__deepcopy__(memo)
        copied._rows = {}
        copied.coerce = copied._row
        return copied

    def _row(self, value: str) -> Any:
        return self._rows[value]

    def offer(self, rows: Iterable[tuple[Any, str]], *, blank: str = "Velg") -> None:
        """Offers rows with their words."""
        pairs = [(str(row.pk), row, text) for row, text in rows]
        self._rows = {key: row for key, row, _ in pairs}
        self.choices = [("", blank), *((key, text) for key, _, text in pairs)]

    def offer_grouped(self, groups: Iterable[tuple[str, Iterable[tuple[Any, str]]]], *, blank: str = "Velg") -> None:
        """Offers rows under headings."""
        listed = []
        for heading, rows in groups:
            pairs = [(str(row.pk), row, text) for row, text in rows]
            self._rows.update({key: row for key, row, _ in pairs})
            listed.append((heading, [(key, text) for key, _, text in pairs]))
        self.choices = [("", blank), *listed]

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if hasattr(value, "pk") else value


class PickSeveralField(forms.TypedMultipleChoiceField):
    """Several of the given rows, as check boxes; cleans to the rows themselves."""

    def __init__(self, **keywords: Any) -> None:
        self._rows: dict[str, Any] = {}
        super().__init__(coerce=self._row, widget=forms.CheckboxSelectMultiple, **keywords)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Each form has its own rows."""
        copied: Self = super().__deepcopy__(memo)
        copied._rows = {}
        copied.coerce = copied._row
        return copied

    def _row(self, value: str) -> Any:
        return self._rows[value]

    def offer(self, rows: Iterable[tuple[Any, str]]) -> None:
        """Offers rows with their words."""
        pairs = [(str(row.pk), row, text) for row, text in rows]
        self._rows = {key: row for key, row, _ in pairs}
        self.choices = [(key, text) for key, _, text in pairs]

    def prepare_value(self, value: Any) -> Any:
        return [str(getattr(one, "pk", one)) for one in value or ()]


def by_unit(employments: Iterable["Employment"]) -> list[tuple[str, list[tuple["Employment", str]]]]:
    """Employees grouped by unit, for a list to choose from."""
    groups: dict[str, list[tuple[Employment, str]]] = {}
    for one in employments:
        text = f"{one.name}, {one.title}" if one.title else one.name
        groups.setdefault(one.unit.name, []).append((one, text))
    return sorted(groups.items())


def by_agency(units: Iterable["Unit"]) -> list[tuple[str, list[tuple["Unit", str]]]]:
    """Units grouped by agency, for a list to choose from."""
    groups: dict[str, list[tuple[Unit, str]]] = {}
    for unit in units:
        groups.setdefault(unit.agency.name, []).append((unit, unit.name))
    return sorted(groups.items())


def upload(label: str, **keywords: Any) -> forms.FileField:
    """A file to upload. What it may be is checked by its content when it is kept."""
    keywords.setdefault("help_text", "PDF eller bilde (PNG, JPEG), høyst 20 MB.")
    return forms.FileField(label=label, widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}), **keywords)
