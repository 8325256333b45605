"""A duty as people meet it: what to do, for whom, by when in words, why, and the place where it is done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from samrad.duties.duty import State, state
from samrad.duties.explain import explain, title
from samrad.duties.language import Said
from samrad.duties.routine import Routine
from samrad.kernel.clock import today
from samrad.web.layout.context import published
from samrad.worklist.queries import as_duty

if TYPE_CHECKING:
    from samrad.teams.queries import Place
    from samrad.worklist.models import DutyRow

Where = Callable[["DutyRow"], str]


def _case(name: str, fragment: str = "") -> Where:
    return lambda row: reverse(name, kwargs={"case_id": row.case_id}) + fragment


def _of(name: str, kind: str, argument: str, fragment: str = "", otherwise: str = "case:overview") -> Where:
    """The place of the very thing, when the duty hangs on one of the kind (in its id, "meeting-12")."""

    def place(row: "DutyRow") -> str:
        parts = row.anchor_fact.split("-")
        if parts[0] == kind and len(parts) > 1 and parts[1].isdigit():
            return reverse(name, kwargs={"case_id": row.case_id, argument: int(parts[1])}) + fragment
        return reverse(otherwise, kwargs={"case_id": row.case_id})

    return place


def _transition(row: "DutyRow") -> str:
    """The place of a task in a transition: its own form, with what it hangs on when that is not the case."""
    address = reverse("transition:task", kwargs={"case_id": row.case_id, "task": row.rule})
    hangs_on = row.anchor_fact.partition("-")[0] in ("transition", "seat")
    return f"{address}?gjelder={row.anchor_fact}" if hangs_on else address


def _meeting(fragment: str = "", name: str = "meeting:meeting") -> Where:
    return _of(name, "meeting", "meeting_id", fragment, "meeting:meetings")


PLACES: dict[str, tuple[str, Where]] = {
    "notice_answered": ("Svar", _of("intake:notice", "notice", "notice_id", "#svar", "intake:case")),
    "person_told": ("Registrer", _of("intake:notice", "notice", "notice_id", "#fortalt", "intake:case")),
    "need_assessed": ("Vurder", _case("intake:assess")),
    "booklet_given": ("Registrer", _case("intake:inform")),
    "coordinator_right_told": ("Registrer", _case("intake:inform")),
    "plan_right_told": ("Registrer", _case("intake:inform")),
    "coordinator_proposed": ("Foreslå", _case("intake:propose")),
    "leader_asked": ("Spør", _case("intake:ask_leader")),
    "leader_answered": ("Svar", _case("intake:clarify")),
    "coordinator": ("Oppnevn", _case("intake:appoint")),
    "coordinator_accepted": ("Ta imot", _case("case:accept")),
    "roles_explained": ("Registrer", _case("case:accept")),
    "handed_over": ("Gå gjennom", _case("case:accept")),
    "course_taken": ("Registrer kurs", _case("case:course")),
    "routine_read": ("Les rutinen", lambda row: reverse("routine:read")),
    "interpreter_mapped": ("Kartlegg", _case("case:interpreter")),
    "consent": ("Til samtykke", _case("consent:consents")),
    "contact_card_shared": ("Registrer", _case("team:contact_card")),
    "called_in": ("Til gruppa", _case("team:team")),
    "expectations_clarified": ("Avklar", _of("team:expectations", "seat", "seat_id", "", "team:team")),
    "agenda_consulted": ("Til sakslisten", _meeting("#samrad")),
    "agenda_sent": ("Til innkallingen", _meeting("#innkalling")),
    "meeting_called": ("Til innkallingen", _meeting("#innkalling")),
    "interpreter_stated": ("Til innkallingen", _meeting("#innkalling")),
    "interpreter_booked": ("Bestill tolk", _meeting("#tolk")),
    "surgery_booked": ("Registrer", _meeting("#lege")),
    "meeting_held": ("Planlegg møte", _case("meeting:new")),
    "meeting": ("Planlegg møte", _case("meeting:new")),
    "minutes_published": ("Skriv", _meeting("", "meeting:minutes")),
    "minutes_distributed": ("Send ut", _meeting("", "meeting:minutes")),
    "closing_assessed": ("Skriv", _meeting("", "meeting:minutes")),
    "next_meeting_agreed": ("Avtal", _meeting("", "meeting:next")),
    "team_reported": ("Meld fra", _case("case:report")),
    "change_reported": ("Meld fra", _case("case:report")),
    "closing_reported": ("Til avslutningen", _case("closing:closing")),
    "plan_stored": ("Til avslutningen", _case("closing:closing")),
    "plan_training_given": ("Registrer", _case("plan:training")),
    "plan_published": ("Til planen", _case("plan:plan")),
    "plan": ("Til planen", _case("plan:plan")),
    "decision": ("Avgjør", _of("intake:decide", "application", "application_id", "", "intake:case")),
    "activity_settled": ("Oppdater", _of("plan:settle", "activity", "activity_id", "", "plan:plan")),
    "team": ("Til gruppa", _case("team:team")),
    "seat": ("Til gruppa", _case("team:team")),
    "meeting_ahead": ("Planlegg møte", _case("meeting:new")),
    "municipal_contact": ("Registrer", _case("transition:contact")),
    "transition_task": ("Registrer", _transition),
    "transition_answer": ("Svar", _transition),
    "transition_step": ("Til overgangen", _of("transition:one", "transition", "transition_id", "", "case:overview")),
    "message_answered": ("Svar", _of("contact:answer", "message", "message_id", "", "contact:contact")),
    "rights_answered": ("Svar", _of("rights:answer", "rights", "request_id", "", "rights:of_case")),
    "log_question_answered": ("Svar", lambda row: reverse("rights:questions")),
    "paper_archived": ("Registrer", _of("case:archived", "paper", "paper_id", "", "case:documents")),
    "contact_made": ("Før kontakt", _case("contact:record")),
    "need_recorded": ("Skriv ned", _case("service:need")),
    "start_reported": ("Meld fra", _case("case:report")),
    "group_evaluated": ("Evaluer", _case("board:evaluate_group")),
    "emergency_reviewed": ("Se på det", _of("emergency:review", "emergency", "emergency_id", "", "emergency:case")),
    "deviation_closed": ("Til avviket", _of("deviation:deviation", "deviation", "deviation_id", "", "deviation:all")),
    "deviation_decided": ("Behandle", _of("deviation:deviation", "deviation", "deviation_id", "", "deviation:all")),
    "escalation_step": ("Til saken", _of("deviation:matter", "matter", "matter_id", "", "deviation:all")),
}


@dataclass(frozen=True)
class DutyView:
    """One duty, ready for a page."""

    row: Any
    state: State
    title: str
    why: Said
    near_due: date | None
    button: str
    place: str
    address: str
    must: bool
    holder: str
    about: str = ""
    phase: str = ""


def present(
    request: Any,
    rows: Iterable["DutyRow"],
    on: date | None = None,
    lang: str = "nb",
    *,
    about: Mapping[int, str] | None = None,
    places: Iterable["Place"] = (),
) -> list[DutyView]:
    """The rows as duties to show, in the same order. One query at most, whatever the number.

    `about` names the activities that the reader may see; `places` are the seats whose holders may be named.
    """
    routines, day = {version.id: version.routine for version in published(request)}, on or today()
    names = {place.seat.pk: place.holder.name if place.holder else place.seat.unit.name for place in places}
    return [
        _present(row, routines[str(row.version_id)], day, lang, about or {}, names)
        for row in rows
        if str(row.version_id) in routines
    ]


def activity_of(row: "DutyRow") -> int | None:
    """The activity a duty hangs on, if it hangs on one."""
    kind, _, number = row.anchor_fact.partition("-")
    return int(number) if kind == "activity" and number.isdigit() else None


def _present(
    row: "DutyRow", routine: Routine, day: date, lang: str, about: Mapping[int, str], names: Mapping[int, str]
) -> DutyView:
    duty = as_duty(row)
    address = reverse("today:duty", kwargs={"case_id": row.case_id, "duty_id": row.pk})
    button, where = PLACES.get(row.act, ("Bekreft", None))
    return DutyView(
        row,
        state(duty, day),
        title(duty, routine, lang).text,
        explain(duty, routine, lang, on=day, codes=False),
        row.due if duty.dated else None,
        button,
        where(row) if where else address,
        address,
        row.force == "must",
        names.get(row.seat_id or 0) or routine.role_name(row.role if row.holder == "seat" else row.holder, lang),
        about.get(activity_of(row) or 0, ""),
        routine.rules[row.rule].phase,
    )
