"""The transitions of a case: the coming years, school, questions, tasks, aids and the contact person."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samrad.cases.access import LEADING, OFFICE, Sight
from samrad.cases.rules import LifeArea, Part
from samrad.consents.queries import required_givers
from samrad.duties.routine import Routine
from samrad.duties.transitions import Piece, Question, Task, Transition, phases
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.meetings.queries import held_meetings
from samrad.people.rules import age
from samrad.plans.queries import open_goals
from samrad.teams.queries import seat_in
from samrad.transitions.operations import (
    answer,
    end_contact,
    mark_aid,
    name_contact,
    record_school,
    take_back_school,
    tick,
    untick,
)
from samrad.transitions.queries import (
    aids_of,
    answers_of,
    contact_in,
    contact_person,
    open_task,
    record_in,
    records_of,
    school_of,
    standing_answer,
    transition_in,
    transitions_of,
)
from samrad.transitions.rules import SCHOOL_KINDS, AidStatus, grade_on
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.context import present_routine
from samrad.web.layout.duties import present
from samrad.web.layout.gate import case_page, going_on
from samrad.web.layout.numbers import whole_number
from samrad.web.layout.templatetags.words import day
from samrad.web.transition import forms
from samrad.worklist.queries import duties

HOME, LIFE = "transition:transitions", "transition:life"
DOING = (*LEADING, "seat")
AHEAD_STATES = ("late", "open", "upcoming")


@dataclass(frozen=True)
class Asked:
    """A question of a phase, and the answer that stands."""

    question: Question
    answer: Any


@dataclass(frozen=True)
class AidLine:
    """An aid of a phase, and what is thought of it."""

    id: str
    title: str
    mark: Any


@dataclass(frozen=True)
class Phase:
    """A phase of life the person is in, or comes to next."""

    title: str
    here: bool
    questions: list[Asked]
    aids: list[AidLine]


def grade_words(grade: int | None) -> str:
    """A school year in words: "3. trinn"."""
    if grade is None:
        return "Ikke på skolen"
    return next(text for key, text in forms.GRADES if key == str(grade))


def sees(sight: Sight, transition: Transition) -> bool:
    """Whether a phase or kind of change is of an area of life that may be seen."""
    return sight.may(Part.GOALS, transition.life_area or None)


def tasks_of(routine: Routine) -> dict[str, Task]:
    """Every task of the routine by its id."""
    return {task.id: task for one in routine.transitions.values() for task in one.tasks}


def questions_of(routine: Routine) -> dict[str, Question]:
    """Every question of the routine by its id."""
    return {question.id: question for one in routine.transitions.values() for question in one.questions}


@case_page(Part.GOALS)
def transitions(request: Any, sight: Sight) -> HttpResponse:
    """What comes in the next three years, and what is known of it."""
    case, routine, on = sight.case, present_routine(request), today()
    known = {task.id for one in routine.transitions.values() if sees(sight, one) for task in one.tasks}
    schooling = sight.may(Part.GOALS, LifeArea.SCHOOL)
    rows = [row for row in duties(case.pk) if row.rule in known]
    ahead = [one for one in present(request, rows) if one.state in AHEAD_STATES]
    records = records_of(case) if schooling else []
    years = school_of(case, records) if schooling else []
    context = {
        "heading": "Overganger",
        "schooling": schooling,
        "head": head(sight, HOME),
        "leading": sight.has(*LEADING) and case.ended_on is None,
        "acting": sight.has(*DOING) and case.ended_on is None,
        "ahead": ahead,
        "grade": grade_words(grade_on(years, on)) if years else "",
        "years": [(grade_words(one.grade), one) for one in years if one.end >= on][:4],
        "records": [(grade_words(one.grade) if one.grade is not None else "Slutter på skolen", one) for one in records],
        "changes": [one for one in transitions_of(case) if schooling or one.kind not in SCHOOL_KINDS],
    }  # fmt: skip
    return render(request, "transition/transitions.html", context)


@case_page(Part.GOALS)
def life(request: Any, sight: Sight) -> HttpResponse:
    """The phase of life the person is in and the next: what must be answered, and what one may apply for."""
    case = sight.case
    context = {
        "heading": "Spørsmål og søknader",
        "head": head(sight, HOME),
        "back": at(HOME, sight),
        "leading": sight.has(*LEADING) and case.ended_on is None,
        "phases": _phases(present_routine(request), sight, today()),
        "contact": contact_person(case, today()),
    }
    return render(request, "transition/life.html", context)


def _phases(routine: Routine, sight: Sight, on: Any) -> list[Phase]:
    case = sight.case
    born = case.subject.born_on
    years = age(born, on) if born else None
    answers, marks = answers_of(case), aids_of(case)
    listed = phases(one for one in routine.transitions.values() if sees(sight, one))
    here = [one for one in listed if years is not None and one.holds(years)]
    ahead = [one for one in listed if years is not None and one not in here and one.ages and one.ages[0] > years][:1]
    return [_phase(one, one in here, routine, answers, marks) for one in [*here, *ahead]]


def _phase(one: Transition, here: bool, routine: Routine, answers: Any, marks: Any) -> Phase:
    asked = [Asked(question, answers.get((None, question.id))) for question in one.questions]
    aids = [AidLine(key, str(routine.aids[key].title), marks.get(key)) for key in one.aids]
    return Phase(str(one.title), here, asked, aids)


# ── school ───────────────────────────────────────────────────────────────────


@case_page(Part.GOALS, *LEADING)
@going_on
def school(request: Any, sight: Sight) -> HttpResponse:
    """School goes otherwise than age tells."""
    form = forms.SchoolForm(request.POST or None)
    return form_page(
        request, form, lambda given: record_school(actor=request.actor, case=sight.case, **given),
        heading="Skolegang", submit="Lagre", done="Skolegangen er registrert. Datoene er regnet ut på nytt.",
        lead="Skriv bare det som er annerledes enn alderen tilsier: utsatt skolestart, eller et annet trinn.",
        **form_frame(sight, HOME, at(HOME, sight)),
    )  # fmt: skip


@case_page(Part.GOALS, *LEADING)
@going_on
def take_back(request: Any, sight: Sight, record_id: int) -> HttpResponse:
    """What was recorded of school no longer counts."""
    record = record_in(sight.case, record_id)
    if record is None:
        raise Http404
    form = forms.Form(request.POST or None)
    return form_page(
        request, form, lambda given: take_back_school(actor=request.actor, record=record),
        heading="Fjern fra skolegangen", submit="Fjern", done="Det er fjernet. Alderen gjelder igjen.", danger=True,
        lead=f"Det som gjelder fra {day(record.on)}, teller ikke lenger.",
        **form_frame(sight, HOME, at(HOME, sight)),
    )  # fmt: skip


# ── tasks and questions ──────────────────────────────────────────────────────


@dataclass(frozen=True)
class Concern:
    """What a task or an answer hangs on beside the case: a change, or the seat of a new member."""

    key: str = ""
    transition: Any = None
    seat: Any = None


def concern(request: Any, sight: Sight) -> Concern:
    """What the address says it concerns (`gjelder`). Raises `Http404` for a thing that is not in the case."""
    key = request.GET.get("gjelder", "")
    kind, _, written = key.partition("-")
    if not key:
        return Concern()
    number = whole_number(written)
    if number is None:
        raise Http404
    if kind == "transition" and (found := transition_in(sight.case, number)) is not None:
        return Concern(key, transition=found)
    if kind == "seat" and (seat := seat_in(sight.case, number, today())) is not None:
        return Concern(key, seat=seat)
    raise Http404


def known_task(request: Any, sight: Sight, task_id: str) -> Task:
    """The task of the routine with that id. Raises `Http404`, and `Refused` for an area of life that is not seen."""
    routine = present_routine(request)
    found = tasks_of(routine).get(task_id)
    if found is None:
        raise Http404
    if not any(found in one.tasks and sees(sight, one) for one in routine.transitions.values()):
        raise Refused("Du ser ikke denne delen av livet i saken. Personen bestemmer hvem som ser hva.")
    return found


@case_page(Part.GOALS, *DOING)
def task(request: Any, sight: Sight, task: str) -> HttpResponse:
    """A task: its parts, which of them are done, and the way to the next."""
    wanted, about = known_task(request, sight, task), concern(request, sight)
    if wanted.question:
        question = at("transition:answer", sight, question=wanted.question)
        return redirect(f"{question}?gjelder={about.key}" if about.key else question)
    record = open_task(sight.case, wanted.id, about.transition, about.seat.pk if about.seat else None)
    done: dict[str, Any] = record.pieces if record else {}
    asked = questions_of(present_routine(request))
    waits = next((one for one in (wanted.after, wanted.consent) if one), "")
    given = standing_answer(sight.case, waits, about.transition) if waits else None
    context = {
        "heading": str(wanted.title),
        "head": head(sight, HOME),
        "back": at(HOME, sight),
        "task": wanted,
        "about": about,
        "pieces": [(one, done.get(one.id)) for one in wanted.pieces],
        "record": record,
        "waits": asked.get(waits) if waits else None,
        "given": given,
        "acting": sight.case.ended_on is None,
    }
    return render(request, "transition/task.html", context)


@case_page(Part.GOALS, *DOING)
@going_on
def piece(request: Any, sight: Sight, task: str, piece: str) -> HttpResponse:
    """A part of a task is done; sent again by «Fjern», it is not."""
    wanted, about = known_task(request, sight, task), concern(request, sight)
    found = next((one for one in wanted.pieces if one.id == piece), None)
    if found is None:
        raise Http404
    back = at("transition:task", sight, task=task) + (f"?gjelder={about.key}" if about.key else "")
    if "fjern" in request.POST:
        record = open_task(sight.case, wanted.id, about.transition, about.seat.pk if about.seat else None)
        if record is None:
            raise Http404
        return press(request, lambda: untick(actor=request.actor, record=record, piece=found), to=back, done="Fjernet.")
    form = forms.PieceForm(request.POST or None, piece=found)
    _offer(form, found, sight)

    def run(given: dict[str, Any]) -> None:
        tick(
            actor=request.actor, case=sight.case, task=wanted, piece=found, on=given["on"],
            name=given.get("name", ""), text=_text(given), transition=about.transition, seat=about.seat,
        )  # fmt: skip

    return form_page(
        request, form, run, heading=str(found.title), submit="Registrer", lead=str(wanted.title), done="Registrert.",
        **form_frame(sight, HOME, back),
    )  # fmt: skip


def _offer(form: forms.PieceForm, piece: Piece, sight: Sight) -> None:
    if piece.asks == "goal":
        form.fields["goal"].offer((one, one.title) for one in open_goals(sight.case))
    if piece.asks == "meeting":
        form.fields["meeting"].offer((one, day(one.held_on)) for one in held_meetings(sight.case))


def _text(given: dict[str, Any]) -> str:
    if goal := given.get("goal"):
        return str(goal.title)
    if meeting := given.get("meeting"):
        return f"Møtet {day(meeting.held_on)}"
    return str(given.get("text", ""))


@case_page(Part.GOALS, *LEADING)
@going_on
def answering(request: Any, sight: Sight, question: str) -> HttpResponse:
    """Answers a question with yes or no."""
    wanted, about = questions_of(present_routine(request)).get(question), concern(request, sight)
    if wanted is None:
        raise Http404
    givers = [one.name for one in required_givers(sight.case, today())] if wanted.consent else []
    form = forms.AnswerForm(request.POST or None, question=wanted, givers=givers)

    def run(given: dict[str, Any]) -> None:
        answer(actor=request.actor, case=sight.case, question=wanted, transition=about.transition, **given)

    back = at("transition:one", sight, transition_id=about.transition.pk) if about.transition else at(LIFE, sight)
    return form_page(
        request, form, run, heading="Svar på spørsmålet", submit="Lagre svaret", done="Svaret er lagret.",
        lead=str(wanted.help), **form_frame(sight, HOME, back),
    )  # fmt: skip


@case_page(Part.GOALS, *LEADING)
@going_on
def aid(request: Any, sight: Sight, aid: str) -> HttpResponse:
    """What is thought of an allowance or a service."""
    found = present_routine(request).aids.get(aid)
    if found is None:
        raise Http404
    form = forms.AidForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        mark_aid(actor=request.actor, case=sight.case, aid=aid, status=AidStatus(given["status"]), on=given["on"])

    return form_page(
        request, form, run, heading=str(found.title), submit="Lagre", done="Lagret.", lead=str(found.help),
        **form_frame(sight, HOME, at(LIFE, sight)),
    )  # fmt: skip


@case_page(None, *LEADING, *OFFICE)
@going_on
def contact(request: Any, sight: Sight) -> HttpResponse:
    """Names a contact person in the municipality."""
    form = forms.ContactForm(request.POST or None)
    return form_page(
        request, form, lambda given: name_contact(actor=request.actor, case=sight.case, **given),
        heading="Kontaktperson i kommunen", submit="Lagre kontaktpersonen", done="Kontaktpersonen er registrert.",
        lead="For den som er på videregående og ikke har koordinator.", template="transition/contact.html",
        present=contact_person(sight.case, today()), **form_frame(sight, HOME, _from_contact(sight)),
    )  # fmt: skip


@case_page(None, *LEADING, *OFFICE)
@going_on
def contact_ends(request: Any, sight: Sight, contact_id: int) -> HttpResponse:
    """The contact person is so no longer."""
    found = contact_in(sight.case, contact_id)
    if found is None:
        raise Http404
    return form_page(
        request, forms.EndContactForm(request.POST or None),
        lambda given: end_contact(actor=request.actor, contact=found, **given),
        heading=f"{found.name} slutter som kontaktperson", submit="Registrer", done="Det er registrert.",
        lead="Den som er på videregående, skal ha en koordinator eller en kontaktperson. Velg gjerne en ny nå.",
        **form_frame(sight, HOME, _from_contact(sight)),
    )  # fmt: skip


def _from_contact(sight: Sight) -> str:
    return at(LIFE, sight) if sight.may(Part.GOALS) else at("case:overview", sight)
