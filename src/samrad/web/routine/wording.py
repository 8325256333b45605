"""A routine in words: when a rule is due, what a setting amounts to, and the names of its parts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from samrad.duties.calendar import Span
from samrad.duties.language import capital, event, say_every, say_offset, say_span
from samrad.duties.routine import Routine, Setting
from samrad.duties.rule import Rule
from samrad.duties.vocabulary import KINDS

PHASES = (
    ("establishing", "Fra melding til første møte"),
    ("running", "Mens gruppa arbeider"),
    ("closing", "Avslutning"),
    ("", "Når som helst"),
)
FORCE = {"must": "Skal", "should": "Bør", "may": "Kan"}
PLACES = {
    "intake": "Når noen melder et behov",
    "appointment": "Når koordinator velges",
    "team": "Når gruppa settes sammen",
    "consent": "Om samtykke",
    "invitation": "Når dere kaller inn",
    "agenda": "På sakslisten",
    "minutes": "I referatet",
    "plan": "I planen",
    "closing": "Når dere avslutter",
}
CHECKLISTS = {
    "first_meeting": "I det første møtet",
    "interpreter": "Når tolk er med",
    "closing": "Ved avslutning",
    "handover": "Når koordinatoren byttes",
}
CHOSEN = {
    "all": "Alle",
    "without_plan": "Bare saker uten individuell plan",
    "none": "Ingen",
    "rotates": "Går på omgang",
    "agreed": "Avtales for hvert møte",
    "free": "Fritt",
    "employees": "Bare ansatte",
    "everybody": "Alle",
}
TERMS = ("team", "office", "meeting", "seat", "plan", "activity", "consent")
AT = {"due": "fristen for {}", "ended": "slutten på {}", "until": "slutten på {}"}


@dataclass(frozen=True)
class RuleWords:
    """A rule as a reader meets it."""

    id: str
    title: str
    who: str
    when: str
    force: str
    sources: str
    attached: str = ""


def anchor(rule: Rule, routine: Routine) -> str:
    """What the rule is counted from, in words without a date: "møtet", "lederen ble spurt"."""
    if rule.anchor_words is not None:
        return str(rule.anchor_words).strip().rstrip(",").removesuffix(" som kom")
    kind = rule.anchor.dated_by
    words = routine.term(kind).sg_def if kind in routine.terms else KINDS[kind].meaning.lower()
    return AT.get(rule.anchor.at, "{}").format(words)


def due(rule: Rule, routine: Routine) -> str:
    """When the rule is due, in words: "senest 1 uke før møtet"."""
    start = anchor(rule, routine)
    if rule.form == "always":
        return "til enhver tid"
    if rule.form == "once":
        return say_offset(rule.due, start) if rule.due is not None else f"etter {event(start)}, uten frist"
    if rule.span is not None:
        return f"{_every(rule.span)}, regnet fra {start}"
    count = "én gang" if rule.at_least == 1 else f"{rule.at_least} ganger"
    return f"minst {count} i {'skoleåret' if rule.per == 'school_year' else 'kalenderåret'}"


def _every(span: Span) -> str:
    if (span.count, span.unit) in ((12, "month"), (1, "year")):
        return "minst én gang i året"
    return f"minst {say_every(span)}"


def rule_words(rule: Rule, routine: Routine) -> RuleWords:
    """One rule in words."""
    return RuleWords(
        rule.id,
        str(rule.title),
        capital(routine.role_name(rule.holder)),
        due(rule, routine),
        FORCE[rule.force],
        cited(rule.source, routine),
        {"": "", "minutes": "referatmal"}.get(rule.attached, f"tekst-{rule.attached}"),
    )


def cited(sources: Iterable[str], routine: Routine) -> str:
    """The sources in words, each document once, without the places in it."""
    return "; ".join(dict.fromkeys(routine.cite(one).removesuffix(f" ({one})") for one in sources))


def grouped(routine: Routine) -> Iterator[tuple[str, list[RuleWords]]]:
    """The rules by phase, those that are steps of a flow left out."""
    steps = {step for flow in routine.flows.values() for step in flow.steps}
    for phase, name in PHASES:
        found = [
            rule_words(rule, routine) for rule in routine.rules.values() if rule.phase == phase and rule.id not in steps
        ]
        if found:
            yield name, found


def flows(routine: Routine) -> list[tuple[str, list[RuleWords]]]:
    """The flows with their steps in order."""
    return [
        (str(flow.title), [rule_words(routine.rules[step], routine) for step in flow.steps])
        for flow in routine.flows.values()
    ]


def advice(routine: Routine) -> list[tuple[str, list[Any]]]:
    """The advice by the place it is given."""
    return [
        (name, found) for place, name in PLACES.items() if (found := [a for a in routine.advice if a.place == place])
    ]


def value(setting: Setting) -> str:
    """What a setting amounts to; "" when the municipality has decided nothing."""
    found = setting.value
    if found is None:
        return ""
    if isinstance(found, Span):
        return say_span(found)
    if isinstance(found, bool):
        return "Ja" if found else "Nei"
    return CHOSEN.get(str(found), str(found)) if setting.type == "choice" else str(found)


ABOUT = ("about_team", "about_plan", "about_follow_up")


def texts(routine: Routine, on: date) -> dict[str, Any]:
    """The standing texts by their place on the page, the links, and what may be out of date."""
    apart = ("purpose", *ABOUT)
    remarks: dict[str, list[dict[str, str]]] = {}
    for one in routine.remarks:
        remarks.setdefault(one.section, []).append({"text": str(one.text), "source": cited(one.source, routine)})
    return {
        "purpose": routine.documents.get("purpose"),
        "about": [routine.documents[key] for key in ABOUT if key in routine.documents],
        "documents": [one for key, one in routine.documents.items() if key not in apart],
        "links": routine.links,
        "remarks": remarks,
        "outdated": routine.outdated(on),
    }
