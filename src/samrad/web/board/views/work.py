"""The record of a board's work: training, quality, users' voices, sector plans, numbers, the routine."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.accounts.queries import current_employments
from samrad.board.operations import work as operations
from samrad.board.queries import boards as found_in
from samrad.board.queries.figures import figures, quality
from samrad.board.rules import About
from samrad.cases.access import LEADING, Sight
from samrad.duties.routine import Routine
from samrad.kernel.clock import today
from samrad.web.board import forms
from samrad.web.board.looking import as_member, board_form, the_board, works_in
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.context import present_routine
from samrad.web.layout.fields import by_unit
from samrad.web.layout.gate import case_page, employed

YEARS = 4


@dataclass(frozen=True)
class Record:
    """Something the board writes down: its heading, form and operation, and the page it stands on."""

    heading: str
    form: type
    run: Callable[..., Any]
    page: str = "board:work"


RECORDS = {
    "opplaring": Record("Opplæring eller veiledning", forms.TrainingForm, operations.record_training),
    "brukere": Record("Brukerne er hørt", forms.VoiceForm, operations.record_voice),
    "fagplan": Record("Ny overordnet fagplan", forms.SectorPlanForm, operations.register_sector_plan),
    "rutine": Record("Rutinen er evaluert", forms.RoutineForm, operations.evaluate_routine),
    "tiltak": Record("Nytt tiltak", forms.MeasureForm, operations.decide_measure, "board:figures"),
    "rapport": Record("Rapport er sendt", forms.ReportForm, operations.send_report, "board:figures"),
}


def _questions(routine: Routine, about: str) -> list[tuple[str, str]]:
    return [(one.id, str(one.title)) for one in routine.checklists.get(f"{about}_evaluation", ())]


def _quality(routine: Routine) -> list[tuple[str, list[tuple[str, dict[str, int | None]]]]]:
    counted = quality()
    return [
        (name, [(text, counted[about][key]) for key, text in _questions(routine, about) if key in counted[about]])
        for about, name in ((About.GROUP, "Gruppene"), (About.PLAN, "Planene"))
    ]


@employed
def page(request: Any, board_id: int) -> HttpResponse:
    """What the board has done: training, users' voices, sector plans, and going through the routine."""
    board, day = the_board(request, board_id), today()
    voices = found_in.voices(board)
    years = range(day.year, max(board.started_on.year, day.year - YEARS) - 1, -1)
    context = {
        "heading": "Teamets arbeid",
        "board": board,
        "works": works_in(request, board),
        "trainings": found_in.trainings(board),
        "untrained": found_in.coordinators_without_training(),
        "years": [(year, [(forms.VOICE[one.kind], one) for one in voices if one.on.year == year]) for year in years],
        "sector_plans": found_in.sector_plans(board),
        "evaluations": [(forms.OUTCOME[one.outcome], one) for one in found_in.routine_evaluations(board)],
    }
    return render(request, "board/work.html", context)


@employed
def numbers(request: Any, board_id: int) -> HttpResponse:
    """What the board sees in numbers: nobody can be known."""
    board = the_board(request, board_id)
    context = {
        "heading": "Tall og kvalitet",
        "board": board,
        "works": works_in(request, board),
        "figures": figures(today().year),
        "reports": [(forms.SENT_TO[one.to], one) for one in found_in.reports(board)],
        "quality": _quality(present_routine(request)),
        "measures": found_in.measures(board),
    }
    return render(request, "board/figures.html", context)


@employed
def record(request: Any, board_id: int, kind: str) -> HttpResponse:
    """Writing down something the board has done."""
    board = as_member(request, board_id)
    wanted = RECORDS.get(kind)
    if wanted is None:
        raise Http404
    form = wanted.form(request.POST or None, **({"initial": {"year": today().year}} if kind == "rapport" else {}))
    staff = current_employments(today()).order_by("name")
    if kind == "opplaring":
        form.fields["participants"].offer((one, f"{one.name}, {one.unit.name}") for one in staff)
    if kind == "tiltak":
        form.fields["owner"].offer_grouped(by_unit(staff))
    return board_form(
        request,
        board_id,
        form,
        lambda given: wanted.run(actor=request.actor, board=board, **given),
        heading=wanted.heading,
        submit="Lagre",
        done="Det er lagret.",
        page=wanted.page,
    )


@employed
def finish(request: Any, board_id: int, measure_id: int) -> HttpResponse:
    """A measure is done."""
    found = found_in.measure_of(as_member(request, board_id), measure_id)
    if found is None:
        raise Http404
    return board_form(
        request,
        board_id,
        forms.NoteForm(request.POST or None),
        lambda given: operations.finish_measure(actor=request.actor, measure=found, **given),
        heading="Tiltaket er gjort",
        submit="Lagre",
        done="Tiltaket er registrert som gjort.",
        lead=found.title,
        page="board:figures",
    )


@employed
def bring(request: Any, board_id: int, sector_plan_id: int) -> HttpResponse:
    """The needs of the groups were brought into a sector plan."""
    found = found_in.sector_plan_of(as_member(request, board_id), sector_plan_id)
    if found is None:
        raise Http404
    return board_form(
        request,
        board_id,
        forms.NoteForm(request.POST or None),
        lambda given: operations.bring_needs(actor=request.actor, sector_plan=found, **given),
        heading="Behovene er tatt inn i planen",
        submit="Lagre",
        done="Det er lagret.",
        lead=found.title,
        page="board:work",
    )


@case_page(None, *LEADING)
def evaluate(request: Any, sight: Sight) -> HttpResponse:
    """The group evaluates its own work, or the plan, by the routine's questions."""
    routine = present_routine(request)
    about = About.PLAN if request.GET.get("om") == "plan" else About.GROUP
    form = forms.evaluation_form(_questions(routine, about), request.POST or None)

    def run(given: dict[str, Any]) -> None:
        operations.evaluate_group(
            actor=request.actor,
            case=sight.case,
            about=about,
            on=given["on"],
            answers=form.answers(),
            note=given["note"],
        )

    return form_page(
        request,
        form,
        run,
        heading="Evaluer planen" if about is About.PLAN else "Evaluer gruppas arbeid",
        submit="Lagre evalueringen",
        done="Evalueringen er lagret.",
        lead="Svar sammen i gruppa. Bare tall går videre, aldri hvem det gjelder.",
        **form_frame(sight, "team:team", at("case:overview", sight)),
    )
