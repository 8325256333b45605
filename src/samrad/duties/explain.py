"""Why a duty exists and how its date was counted, in words a caseworker can read."""

from datetime import date

from samrad.duties.duty import Duty
from samrad.duties.language import (
    PHRASES,
    Said,
    capital,
    event,
    say_date,
    say_every,
    say_offset,
    spoken,
)
from samrad.duties.routine import Routine


def explain(duty: Duty, routine: Routine, lang: str = "nb", *, on: date | None = None, codes: bool = True) -> Said:
    """The rule of `duty` in words, with its date clause and source.

    `routine` is the version the duty follows. Years are left out of dates in the year of `on`.
    The language is that of the rule's text (bokmål when it lacks `lang`). Without `codes`, a document stands
    once, and not the places in it.
    """
    rule = routine.rules[duty.rule]
    why = rule.why.said(lang)
    phrases = PHRASES[spoken(why.lang)]
    near = on or duty.anchor_on
    anchor = anchor_words(duty, routine, why.lang, near=near)
    text = why.text.format(
        anchor=anchor,
        due=_due_clause(duty, routine, why.lang, anchor, near),
        source="",
        holder=(holder := routine.role_name(duty.holder, why.lang)),
        Holder=capital(holder),
    ).strip()
    if duty.short_notice:
        text += phrases["short"].format(due=say_date(duty.opens, why.lang, near=near))
    if duty.postponed:
        text += phrases["postponed"].format(due=say_date(duty.due, why.lang, near=near))
    cited = [(one, routine.cite(one, why.lang)) for one in rule.source]
    named = [text if codes else text.removesuffix(f" ({one})") for one, text in cited]
    source = "; ".join(dict.fromkeys(named))
    return Said(f"{capital(text)} {phrases['source'].format(source=source)}", why.lang)


def title(duty: Duty, routine: Routine, lang: str = "nb") -> Said:
    """What to do, verb first ("Send sakslisten")."""
    return routine.rules[duty.rule].title.said(lang)


def anchor_words(duty: Duty, routine: Routine, lang: str, *, near: date | None = None) -> str:
    """The anchor in words: "møtet 12. mars"."""
    rule = routine.rules[duty.rule]
    day = say_date(duty.anchor_on, lang, near=near)
    if rule.anchor_words is not None:
        return f"{rule.anchor_words.said(lang).text} {day}"
    if duty.anchor_kind in routine.terms:
        return f"{routine.term(duty.anchor_kind, lang).sg_def} {day}"
    return day


def _due_clause(duty: Duty, routine: Routine, lang: str, anchor: str, near: date) -> str:
    rule = routine.rules[duty.rule]
    phrases = PHRASES[spoken(lang)]
    if rule.form == "once":
        if rule.due is None:
            return phrases["no_date"].format(anchor=event(anchor))
        clause = say_offset(rule.due, anchor, lang)
        if rule.due.span.count == 0:
            return clause
        return phrases["that_is"].format(clause=clause, due=say_date(rule.due.from_(duty.anchor_on), lang, near=near))
    if rule.form == "always":
        return phrases["gap"].format(due=say_date(duty.opens, lang, near=near))
    if rule.span is not None:
        due = say_date(rule.span.after(duty.anchor_on), lang, near=near)
        key = "rolling_year" if (rule.span.count, rule.span.unit) in ((12, "month"), (1, "year")) else "rolling"
        return phrases[key].format(every=say_every(rule.span, lang), anchor=anchor, due=due)
    year = str(duty.anchor_on.year)
    if rule.per == "school_year":
        year = f"{duty.anchor_on.year}–{duty.anchor_on.year + 1}"
    count = phrases["once"] if rule.at_least == 1 else phrases["times"].format(n=rule.at_least)
    return phrases[rule.per].format(count=count, year=year, due=say_date(duty.due, lang, near=near))
