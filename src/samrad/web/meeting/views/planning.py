"""Planning a meeting, changing what is around it, moving and cancelling it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samrad.cases.access import LEADING, Sight
from samrad.cases.queries import askable
from samrad.consents.queries import callable_units
from samrad.kernel.clock import now, today
from samrad.meetings.operations.calling import Invited, cancel_meeting, change_meeting, move_meeting, plan_meeting
from samrad.meetings.queries import Course, course
from samrad.meetings.rules import MeetingKind, next_minute_taker, proposed_length
from samrad.teams.queries import members, places
from samrad.web.layout.acting import act, form_page
from samrad.web.layout.case import Head, at
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import case_page, going_on
from samrad.web.meeting.forms.planning import CancelForm, ChangeForm, MoveForm, PlanForm, starts
from samrad.web.meeting.looking import HERE, Look, case_head, preparing
from samrad.web.meeting.present.asking import (
    employee_words,
    kind_choices,
    related_words,
    seat_words,
    seats_to_tick,
)


@case_page(None, *LEADING)
@going_on
def new(request: Any, sight: Sight) -> HttpResponse:
    """Planning a meeting, also one that was held before it was written in."""
    known = course(sight.case, request.actor)
    head = case_head(sight, known)
    form = _plan_form(request, sight, known, head)
    back = at(HERE, sight)
    if request.method == "POST":
        made: list[Any] = []
        if act(form, lambda given: made.append(_plan(request, sight, given))):
            held = form.cleaned_data["already_held"]
            messages.success(
                request, "Møtet er skrevet inn. Kryss av hvem som var med." if held else "Møtet er planlagt."
            )
            _warn_of_two_roles(request, made[0])
            _tell_of_chair(request, made[0], head)
            return redirect(at("meeting:minutes" if held else "meeting:meeting", sight, meeting_id=made[0].pk))
    context = {
        "form": form,
        "head": head,
        "heading": "Planlegg et møte",
        "submit": "Planlegg møtet",
        "back": back,
        "base": "layout/case.html",
        "notes": present_routine(request).advice_at("invitation"),
    }
    return render(request, "meeting/new.html", context, status=422 if form.errors else 200)


def _plan_form(request: Any, sight: Sight, known: Course, head: Head) -> PlanForm:
    case, routine = sight.case, present_routine(request)
    first = not known.has_team_meeting()
    sitting, near = places(case, now()), askable(case)
    covered = callable_units(case, now())
    coordinator = head.coordinator.employment_id if head.coordinator else None
    people = members(case, today(), also=(coordinator, request.actor.employment_id))
    initial = {
        "kind": MeetingKind.START if first else MeetingKind.ORDINARY,
        "minutes": proposed_length(
            routine.setting("meeting_length"),
            interpreter=bool(case.interpreter_needed),
            extra=routine.setting("interpreter_extra"),
        ),
        "seats": seats_to_tick(sitting, first=first),
        "related": [one for one in near if one.wanted and not one.withheld],
        "chair": coordinator,
        "minute_taker": _proposed_minute_taker(request, known, people, coordinator),
        "interpreter": case.interpreter_needed,
        "interpreter_language": case.interpreter_language,
        "word_first": True,
        "on": today(),
    }
    form = PlanForm(request.POST or None, initial=initial)
    form.fields["kind"].choices = kind_choices(routine)
    form.fields["word_first"].label = f"{case.subject.given_name} får ordet først"
    form.fields["subject_chairs"].label = f"{case.subject.given_name} leder møtet selv"
    form.fields["seats"].offer((place.seat, seat_words(place, covered)) for place in sitting)
    form.fields["related"].offer((one, related_words(one)) for one in near)
    for name in ("chair", "minute_taker"):
        form.fields[name].offer([(one, employee_words(one)) for one in people], blank="Ikke bestemt")
    for name, rows in (("seats", sitting), ("related", near)):
        if not rows:
            del form.fields[name]
    return form


def _proposed_minute_taker(request: Any, known: Course, people: list[Any], coordinator: int | None) -> int | None:
    if present_routine(request).setting("referent") != "rotates":
        return None
    return next_minute_taker([one.pk for one in people], known.minute_takers(), coordinator)


def _warn_of_two_roles(request: Any, meeting: Any) -> None:
    """Where the task rotates, who leads the meeting should not take its minutes (S1-012, S1-028)."""
    both = meeting.minute_taker_id is not None and meeting.minute_taker_id == meeting.chair_id
    if both and present_routine(request).setting("referent") == "rotates":
        messages.warning(request, "Den som leder møtet, bør ikke være referent. Det går på omgang blant de andre.")


def _tell_of_chair(request: Any, meeting: Any, head: Head) -> None:
    """The coordinator or the person leads as a rule; it is told when somebody else does (S2-005)."""
    coordinator = head.coordinator.employment_id if head.coordinator else None
    if meeting.chair_id is not None and meeting.chair_id != coordinator:
        usual = f"Vanligvis leder koordinatoren eller {head.person.given_name} møtet."
        messages.info(request, f"{usual} Denne gangen er {meeting.chair.name} satt opp.")


def _plan(request: Any, sight: Sight, given: dict[str, Any]) -> Any:
    return plan_meeting(
        actor=request.actor,
        case=sight.case,
        kind=MeetingKind(given["kind"]),
        starts_at=starts(given),
        minutes=given["minutes"],
        on=given["on"],
        invited=Invited(seats=given.get("seats", ()), related=given.get("related", ())),
        place=given["place"],
        interpreter=given["interpreter"],
        interpreter_language=given["interpreter_language"],
        chair=given["chair"],
        subject_chairs=given["subject_chairs"],
        minute_taker=given["minute_taker"],
        word_first=given["word_first"],
        already_held=given["already_held"],
        same_day_too=given["same_day_too"],
    )


@case_page(None, *LEADING)
@going_on
def change(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Changing place, length, who leads and takes minutes, interpreter, and whether the child attends."""
    found = preparing(request, sight, meeting_id)
    meeting, head = found.meeting, found.head
    names = (
        "minutes",
        "place",
        "subject_chairs",
        "interpreter",
        "interpreter_language",
        "child_attends",
        "child_attends_reason",
    )
    initial = {name: getattr(meeting, name) for name in names}
    form = ChangeForm(
        request.POST or None, initial={**initial, "chair": meeting.chair_id, "minute_taker": meeting.minute_taker_id}
    )
    coordinator = head.coordinator.employment_id if head.coordinator else None
    known = (coordinator, request.actor.employment_id, meeting.chair_id, meeting.minute_taker_id)
    people = members(sight.case, today(), also=known)
    for name in ("chair", "minute_taker"):
        form.fields[name].offer([(one, employee_words(one)) for one in people], blank="Ikke bestemt")
    form.fields["subject_chairs"].label = f"{sight.case.subject.given_name} leder møtet selv"
    _ask_of_child(form, found)

    def run(given: dict[str, Any]) -> None:
        kept = {name: getattr(meeting, name) for name in ("child_attends", "child_attends_reason")}
        changed = change_meeting(actor=request.actor, meeting=meeting, **{**kept, **given})
        _warn_of_two_roles(request, changed)
        _tell_of_chair(request, changed, head)

    return form_page(
        request,
        form,
        run,
        heading="Endre møtet",
        submit="Lagre",
        to=found.at("meeting"),
        back=found.at("meeting"),
        done="Møtet er endret.",
        lead="Tidspunktet endrer du ved å flytte møtet.",
        base="layout/case.html",
        head=head,
    )


def _ask_of_child(form: Any, found: Look) -> None:
    subject = found.sight.case.subject
    if not found.of_child:
        del form.fields["child_attends"], form.fields["child_attends_reason"]
        return
    form.fields["child_attends"].label = f"Skal {subject.given_name} være med i møtet?"


@case_page(None, *LEADING)
@going_on
def move(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Giving a meeting a new time."""
    found = preparing(request, sight, meeting_id)
    form = MoveForm(request.POST or None, initial={"on": today()})

    def run(given: dict[str, Any]) -> None:
        move_meeting(
            actor=request.actor,
            meeting=found.meeting,
            starts_at=starts(given),
            on=given["on"],
            same_day_too=given["same_day_too"],
        )

    told = "Alle som er innkalt, får beskjed, og må svare på nytt." if found.meeting.called_on else ""
    return form_page(
        request,
        form,
        run,
        heading="Flytt møtet",
        submit="Flytt møtet",
        to=found.at("meeting"),
        back=found.at("meeting"),
        done="Møtet er flyttet.",
        lead=told,
        template="meeting/move.html",
        base="layout/case.html",
        head=found.head,
        meeting=found.meeting,
    )


@case_page(None, *LEADING)
@going_on
def cancel(request: Any, sight: Sight, meeting_id: int) -> HttpResponse:
    """Cancelling a meeting, with the reason."""
    found = preparing(request, sight, meeting_id)
    told = (
        "Alle som er innkalt, får beskjed."
        if found.meeting.called_on
        else "Innkallingen er ikke sendt, så ingen får beskjed."
    )
    return form_page(
        request,
        CancelForm(request.POST or None),
        lambda given: cancel_meeting(actor=request.actor, meeting=found.meeting, **given),
        heading="Avlys møtet",
        submit="Avlys møtet",
        danger=True,
        to=found.at("meeting"),
        back=found.at("meeting"),
        done="Møtet er avlyst.",
        lead=told,
        base="layout/case.html",
        head=found.head,
    )
