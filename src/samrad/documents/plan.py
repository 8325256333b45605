"""The individual plan on paper, as one viewer may see it: the nine items of L-IPC-1 to L-IPC-9."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from samrad.accounts.rules import Actor
from samrad.agencies.queries import municipality
from samrad.cases.access import Sight
from samrad.cases.queries import near
from samrad.cases.rules import Part
from samrad.consents.queries import in_force_by_unit
from samrad.documents.blocks import blocks, plain
from samrad.documents.letterhead import coordinator_words, day_in_words, letterhead, routine_on
from samrad.documents.typeset import pdf
from samrad.documents.words import granted, word
from samrad.duties.language import capital
from samrad.kernel.clock import now, today
from samrad.plans import queries as plans
from samrad.plans.access import own_seats
from samrad.plans.queries.editions import contents_seen
from samrad.plans.rules import SECTION_PART, Section
from samrad.teams.queries import Place, places

if TYPE_CHECKING:
    from samrad.plans.models import Activity, Evaluation, PlanEdition

Data = dict[str, Any]
VACANT = "ingen nå"
SHOWN = (Part.ABOUT_ME, Part.GOALS, Part.TEAM)


@dataclass(frozen=True)
class Whole:
    """What a plan holds, as data, before it is laid out."""

    texts: Mapping[str, str]
    goals: list[Data]
    loose: list[Data]
    coordinator: str
    members: list[list[str]]
    contributions: list[list[str]]
    related: list[str]
    consents: list[list[str]]
    agreed: str
    period: tuple[date, date | None]
    revise_on: date | None


def plan_pdf(actor: Actor, sight: Sight, sheet: "plans.Sheet") -> bytes:
    """The plan as it stands today, as far as the actor may see it. Who has a secret seat is on no paper."""
    plan = sheet.plan
    view = plans.seen(sheet, sight, frozenset() if sight.whole else own_seats(actor, plan.case_id))
    sitting = places(sight.case, now()) if sight.may(Part.TEAM) else []
    members, contributions = _members(sitting)
    whole = Whole(
        {section: text.text for section, text in view.texts.items()},
        [_goal(one) for one in view.goals if one.goal.ended_on is None],
        [_activity(each) for each in view.loose],
        coordinator_words(sight),
        members,
        contributions,
        _related(sight),
        _consents(sight, {one.seat.unit_id for one in sitting if one.seat.secret}),
        _agreed(plan.consented_on, plan.consented_by) if _reads_consents(sight) else "",
        (plan.started_on, plan.period_until),
        plan.revise_on,
    )
    day = today()
    return _pdf(sight, whole, day, [["Skrevet ut", day_in_words(day)]])


def edition_pdf(sight: Sight, edition: "PlanEdition") -> bytes:
    """A published edition as it stood, as far as today's consents let it be seen."""
    kept = contents_seen(edition, sight)
    who, consents = kept["who"] or {}, kept["consents"] or {}
    if sight.without_group:
        who, consents = {}, {}
    members = who.get("members", [])
    whole = Whole(
        kept["texts"],
        [_kept_goal(one) for one in kept["goals"]],
        [_kept_activity(each) for each in kept["loose"]],
        ", ".join(who.get("coordinator") or ()),
        [[_seat(one), one["name"] or VACANT] for one in members],
        [[_seat(one), one["contribution"]] for one in members if one["contribution"].strip()],
        [_near(one["name"], one["relation"]) for one in who.get("related", [])],
        sorted(_kept_grant(one) for one in consents.get("grants", [])),
        _agreed(*_kept_yes(consents)),
        (date.fromisoformat(kept["period"][0]), _day(kept["period"][1])),
        _day(kept["revise_on"]),
    )
    published = ["Utgave", f"{edition.number}, {day_in_words(edition.published_on)}, {edition.published_by}"]
    return _pdf(sight, whole, edition.published_on, [published])


# ── laying out ───────────────────────────────────────────────────────────────


def _pdf(sight: Sight, whole: Whole, day: date, facts: list[list[str]]) -> bytes:
    case = sight.case
    routine = routine_on(day)
    name = routine.term("plan").sg if routine else "individuell plan"
    born = case.subject.born_on
    data = {
        "letterhead": letterhead(municipality(case.municipality_id)),
        "heading": capital(name),
        "whose": case.subject.name,
        "facts": [
            ["Født", day_in_words(born) if born else ""],
            ["Koordinator", whole.coordinator],
            ["Planen gjelder", _period(*whole.period)],
            ["Ses på igjen", day_in_words(whole.revise_on) if whole.revise_on else ""],
            ["Sak", case.number],
            *facts,
        ],
        "partly": any(not sight.may(part) for part in SHOWN) or sight.sees.parts.get(Part.GOALS) is not None,
        "parts": [part for part in _parts(sight, whole) if part is not None],
    }
    return pdf("plan", data, title=capital(name), on=day)


def _parts(sight: Sight, whole: Whole) -> list[Data | None]:
    """The parts in the order they are read: like a letter from the person."""
    goals, team = sight.may(Part.GOALS), sight.may(Part.TEAM)
    about_me = (Section.IMPORTANT, Section.EVERYDAY, Section.RESOURCES, Section.NEEDS)
    return [
        *(_text(sight, whole, section) for section in about_me),
        {**_part("Målene mine", not whole.goals), "goals": whole.goals} if goals else None,
        {**_part("Andre tiltak", False), "activities": whole.loose} if whole.loose else None,
        _text(sight, whole, Section.MY_CONTRIBUTION),
        _text(sight, whole, Section.KIN_CONTRIBUTION),
        _table("Dette bidrar tjenestene med", (60, 0), ("Hvem", "Bidrag"), whole.contributions) if team else None,
        _text(sight, whole, Section.COOPERATION),
        _text(sight, whole, Section.TOOK_PART),
        _who(whole) if team else None,
        _consent(whole) if _reads_consents(sight) else None,
        _again(whole),
    ]


def _part(heading: str, empty: bool, text: str = "") -> Data:
    return {"heading": heading, "empty": empty, "blocks": blocks(text)}


def _text(sight: Sight, whole: Whole, section: Section) -> Data | None:
    if not sight.may(SECTION_PART[section]):
        return None
    text = whole.texts.get(section, "")
    return _part(word("section", section), not text.strip(), text)


def _table(heading: str, columns: Iterable[int], head: Iterable[str], rows: list[list[str]], text: str = "") -> Data:
    part = _part(heading, not rows and not text, text)
    if rows:
        part["table"] = {"columns": list(columns), "head": list(head), "rows": rows}
    return part


def _who(whole: Whole) -> Data:
    near = f"De som står meg nær: {', '.join(whole.related)}." if whole.related else ""
    led = f"Koordinator: {whole.coordinator}. Koordinatoren har ansvaret for at planen går framover."
    columns = max(map(len, whole.members), default=0)
    part = _table("Hvem er med", (62, 0, 28)[:columns], ("Tjeneste", "Hvem", "Telefon")[:columns], whole.members)
    return {**part, "empty": False, "blocks": [*plain(led if whole.coordinator else ""), *plain(near)]}


def _consent(whole: Whole) -> Data:
    none = "" if whole.consents else "Ingen har samtykke til å se opplysninger i planen nå."
    part = _table("Samtykke", (50, 0, 34), ("Hvem", "Kan se", "Til og med"), whole.consents)
    return {**part, "empty": False, "blocks": [*plain(whole.agreed), *plain(none)]}


def _again(whole: Whole) -> Data:
    rows = [
        ["Planen gjelder", _period(*whole.period)],
        ["Ses på igjen", day_in_words(whole.revise_on) if whole.revise_on else "Ikke avtalt ennå"],
    ]
    return {**_part("Når vi ser på planen igjen", False), "facts": rows}


def _period(start: date, until: date | None) -> str:
    return f"{day_in_words(start)} – {day_in_words(until)}" if until else f"fra {day_in_words(start)}"


# ── out of the domain ────────────────────────────────────────────────────────


def _goal(one: "plans.GoalView") -> Data:
    goal = one.goal
    return {
        "title": goal.title,
        "about": _about(goal.life_area, mine=goal.approved_on is not None),
        "why": blocks(goal.why, under=3),
        "activities": [_activity(each) for each in one.activities],
        "evaluations": [_evaluation(each) for each in one.evaluations],
    }


def _about(area: str, *, mine: bool) -> str:
    return word("life_area", area) + ("" if mine else " · foreslått, ikke godkjent av meg ennå")


def _kept_goal(kept: Data) -> Data:
    return {
        "title": kept["title"],
        "about": _about(kept["life_area"], mine=kept["mine"]),
        "why": blocks(kept["why"], under=3),
        "activities": [_kept_activity(each) for each in kept["activities"]],
        "evaluations": [_kept_evaluation(each) for each in kept["evaluations"]],
    }


def _activity(one: "Activity") -> Data:
    return {
        "title": one.title,
        "how": blocks(one.how, under=3),
        "extent": one.extent,
        "who": plans.responsible(one),
        "due": day_in_words(one.due_on) if one.due_on else "",
        "status": word("activity_status", one.status),
        "evaluations": [_evaluation(each) for each in one.evaluations.all()],
    }


def _evaluation(one: "Evaluation") -> Data:
    return {"on": day_in_words(one.on), "by": one.by, "blocks": blocks(one.text, under=4)}


def _kept_activity(kept: Data) -> Data:
    return {
        "title": kept["title"],
        "how": blocks(kept["how"], under=3),
        "extent": kept["extent"],
        "who": kept["who"],
        "due": day_in_words(date.fromisoformat(kept["due_on"])) if kept["due_on"] else "",
        "status": word("activity_status", kept["status"]),
        "evaluations": [],
    }


def _kept_evaluation(kept: Data) -> Data:
    on = day_in_words(date.fromisoformat(kept["on"]))
    return {"on": on, "by": kept["by"], "blocks": blocks(kept["text"], under=4)}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _members(sitting: list[Place]) -> tuple[list[list[str]], list[list[str]]]:
    """Who fills the seats, and what each contributes; of seats that are kept, that there is somebody."""
    members, contributions = [], []
    for place in sitting:
        if place.seat.secret:
            members.append([plans.SOMEBODY, "", ""])
            continue
        what = f"{place.seat.unit.name} ({place.seat.role})"
        one = place.holder
        who = ", ".join(filter(None, (one.name, one.title))) if one else VACANT
        members.append([what, who, (one.phone if one else "") or place.seat.unit.phone])
        if place.seat.contribution.strip():
            contributions.append([what, place.seat.contribution.strip()])
    return members, contributions


def _related(sight: Sight) -> list[str]:
    if not sight.may(Part.TEAM):
        return []
    return [_near(one.name, one.relation) for one in near(sight.case)]


def _reads_consents(sight: Sight) -> bool:
    return sight.has("subject", "coordinator", "stand_in", "representative") and not sight.without_group


def _consents(sight: Sight, secret: set[int]) -> list[list[str]]:
    if not _reads_consents(sight):
        return []
    by_unit = in_force_by_unit(sight.case, now())
    found = []
    for unit_id, grants in by_unit.items():
        if unit_id in secret:
            continue
        until = max(one.consent.ended_on for one in grants)
        seen = "; ".join(granted(one.parts, one.life_areas) for one in grants)
        found.append([grants[0].unit.name, seen, day_in_words(until)])
    return sorted(found)


def _agreed(on: date | None, by: str) -> str:
    return f"{by} sa ja til planen {day_in_words(on)}." if on else ""


def _kept_yes(consents: Data) -> tuple[date | None, str]:
    on, by = consents.get("plan") or (None, "")
    return _day(on), by


def _kept_grant(kept: Data) -> list[str]:
    until = day_in_words(date.fromisoformat(kept["until"]))
    return [kept["unit"], granted(kept["parts"], kept["life_areas"]), until]


def _seat(kept: Data) -> str:
    return f"{kept['unit']} ({kept['role']})"


def _near(name: str, relation: str) -> str:
    return f"{name} ({word('relation', relation).lower()})"
