"""The office's report of a year: page, lists, PDF and spreadsheet; and the same to share, without small numbers."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.documents.report import report_pdf
from samrad.duties.routine import Routine
from samrad.exchange.sheets import Sheet, workbook
from samrad.kernel.clock import today
from samrad.oversight.queries.report import registry_rows, year_by_year
from samrad.oversight.rules.numbers import Numbers, numbers, shareable
from samrad.oversight.rules.report import YEARS_BACK, Frame, Row, What, frame_of, listed
from samrad.oversight.rules.returns import HEAD, returns
from samrad.web.layout.context import present_municipality, present_routine
from samrad.web.layout.files import pdf as paper
from samrad.web.layout.files import sheet as spreadsheet
from samrad.web.layout.gate import log_list, office
from samrad.web.oversight.telling import LOOK_AT, TOP, as_data, figures, said, small_print, tables, what_words

PAGE = 50
LISTED = ("Sak", "Person", "Startet", "Avsluttet", "Koordinator", "Enhet", "Gruppe fra", "Plan fra", "Siste møte",
          "Møter siste 12 md.", "Siste gjennomgang")  # fmt: skip


def _frame(request: Any) -> tuple[Frame, Routine]:
    asked = request.GET.get("aar", "")
    newest = today().year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else newest
    routine = present_routine(request)
    return frame_of(min(max(year, newest - YEARS_BACK), newest), today(), routine), routine


def _rows(request: Any, frame: Frame, routine: Routine) -> list[Row]:
    return registry_rows(request.actor, frame, routine.setting("consent_warning"))


def _numbers(request: Any, frame: Frame, rows: list[Row], *, shared: bool) -> Numbers:
    found = year_by_year(request.actor, frame, rows)
    own = numbers(rows, frame, {"saker": found.cases, "grupper": found.groups, "planer": found.plans})
    return shareable(own) if shared else own


@office
def report(request: Any) -> HttpResponse:
    """The numbers of a year as the office sees them: all of them, each leading to its list."""
    return _page(request, shared=False)


@office
def shared(request: Any) -> HttpResponse:
    """The same as it may be shared: without small numbers and what would tell them, and nobody named."""
    return _page(request, shared=True)


def _page(request: Any, *, shared: bool) -> HttpResponse:
    frame, routine = _frame(request)
    found = _numbers(request, frame, _rows(request, frame, routine), shared=shared)
    newest = today().year
    context = {
        "heading": f"Rapport for {frame.year}" + (" til deling" if shared else ""),
        "frame": frame,
        "years": range(newest, newest - YEARS_BACK - 1, -1),
        "shared": shared,
        "small_print": small_print(shared),
        "top": figures(found, routine, TOP),
        "look_at": figures(found, routine, LOOK_AT),
        "tables": tables(found, routine),
    }
    return render(request, "oversight/report.html", context)


@office
def report_list(request: Any, what: str) -> HttpResponse:
    """The cases behind one count of the report, page by page."""
    if what not in set(What):
        raise Http404
    frame, routine = _frame(request)
    rows = listed(_rows(request, frame, routine), What(what), frame)
    text, help_text = what_words(routine)[What(what)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    here = f"?aar={frame.year}&side="
    context = {
        "heading": text,
        "help": help_text,
        "frame": frame,
        "page": page,
        "before": f"{here}{page.number - 1}",
        "after": f"{here}{page.number + 1}",
    }
    response = render(request, "oversight/report_list.html", context)
    log_list(request, [row.case_id for row in page])
    return response


@office
def report_pdf_file(request: Any) -> HttpResponse:
    """The report as it may be shared, on paper."""
    frame, routine = _frame(request)
    found = _numbers(request, frame, _rows(request, frame, routine), shared=True)
    counted = figures(found, routine, (*TOP, *LOOK_AT))
    data = report_pdf(
        present_municipality(request),
        year=frame.year,
        until=frame.day,
        made_on=today(),
        counts=[(one.text, one.said, one.help) for one in counted],
        tables=[as_data(one) for one in tables(found, routine)],
        notice=small_print(shared=True),
    )
    return paper(data, f"rapport-{frame.year}")


@office
def report_sheet(request: Any) -> HttpResponse:
    """The report as a spreadsheet: the office's own with every case, group and plan; `deling` without small numbers."""
    frame, routine = _frame(request)
    rows = _rows(request, frame, routine)
    to_share = request.GET.get("utgave") == "deling"
    found = _numbers(request, frame, rows, shared=to_share)
    counted = figures(found, routine, (*TOP, *LOOK_AT))
    sheets = [Sheet("Tallene", ("Hva", "Antall"), [(one.text, _cell(one.number)) for one in counted])]
    sheets += [
        Sheet(one.title, one.head, [(name, *cells) for name, cells in one.lines]) for one in tables(found, routine)
    ]
    if to_share:
        return spreadsheet(workbook(f"Rapport {frame.year}", sheets), f"rapport-{frame.year}-til-deling")
    words = what_words(routine)
    for what in (What.GOING_ON, What.GROUPS, What.PLANS):
        sheets.append(Sheet(words[what][0], LISTED, [_cells(row) for row in listed(rows, what, frame)]))
    log_list(request, [row.case_id for row in rows])
    return spreadsheet(workbook(f"Rapport {frame.year}", sheets), f"rapport-{frame.year}")


def _cell(number: int | None) -> int | str:
    return said(number) if number is None else number


def _cells(row: Row) -> list[Any]:
    return [row.number, row.name, row.opened_on, row.ended_on, row.coordinator, row.unit, row.team_since,
            row.plan_since, row.last_meeting, row.meetings, row.reviewed_on]  # fmt: skip


@office
def returns_sheet(request: Any) -> HttpResponse:
    """A list to look up in while reporting to KPR and KOSTRA, case by case. Samråd sends nothing itself."""
    frame, routine = _frame(request)
    found = returns(_rows(request, frame, routine), frame)
    log_list(request, [one.case_id for one in found])
    data = workbook(f"KPR og KOSTRA {frame.year}", [Sheet("Hjelpeliste", HEAD, [one.cells for one in found])])
    return spreadsheet(data, f"kpr-kostra-{frame.year}")
