"""The overview of all cases, the coordinators, and reports that are taken note of."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samrad.cases.rules import Status
from samrad.closure.operations import mark_seen
from samrad.closure.queries import unseen_report
from samrad.coordinators.operations import record_course
from samrad.coordinators.operations.forum import set_forum
from samrad.coordinators.queries import forum
from samrad.duties.language import say_span
from samrad.duties.routine import Routine
from samrad.exchange.sheets import table_xlsx
from samrad.kernel.clock import day_of, now, today
from samrad.oversight.queries import CONTACT, Line, Overview, caseloads, coordinator_among, review_rules
from samrad.oversight.rules import Only, Wanted
from samrad.people.rules import age
from samrad.routines.queries import in_force
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.context import present_routine, published
from samrad.web.layout.fields import choices
from samrad.web.layout.files import sheet as spreadsheet
from samrad.web.layout.gate import for_whom, log_list, office
from samrad.web.layout.words import word
from samrad.web.oversight.forms import CourseForm, ForumForm
from samrad.web.oversight.selection import COLUMNS, address, asked_for, columns, count

PAGE = 50


def _overview(request: Any) -> tuple[Overview, Routine]:
    version = in_force(published(request), today())
    routine = version.routine if version else present_routine(request)
    found = Overview(
        request.actor, now(), warning=routine.setting("consent_warning"), reviews=review_rules(published(request))
    )
    return found, routine


def _only_words(routine: Routine) -> dict[Only, str]:
    words = {
        Only.NO_COORDINATOR: "Uten koordinator",
        Only.UNANSWERED: "Venter på svar",
        Only.LATE: "Forfalte frister",
        Only.REVIEW_LATE: "Gjennomgang forfalt",
        Only.CONSENT_ENDS: f"Samtykke går ut innen {say_span(routine.setting('consent_warning'))}",
        Only.NO_MEETING: "Uten neste møte",
    }
    if any(rule.act == CONTACT for rule in routine.rules.values()):
        words[Only.NO_CONTACT] = "Videregående, uten koordinator eller kontaktperson"
    return words


@office
def overview(request: Any) -> HttpResponse:
    """The counts as filters, then all cases as a table: narrowed, sorted, page by page."""
    found, routine = _overview(request)
    wanted = asked_for(request.GET)
    counts = found.counts()
    narrowed = wanted != Wanted(sort=wanted.sort, down=wanted.down)
    number = found.number(wanted) if narrowed else counts.going_on
    page = _page(request.GET.get("side", ""), number)
    lines = found.lines(wanted, (page - 1) * PAGE, page * PAGE)
    context = {
        "heading": "Oversikt",
        "going_on": counts.going_on,
        "counts": [count(wanted, one, text, counts.by_only[one]) for one, text in _only_words(routine).items()],
        "wanted": wanted,
        "order": request.GET.get("sorter", ""),
        "statuses": choices("status"),
        "whose": coordinator_among(now(), wanted.employment_id) if wanted.employment_id else None,
        "columns": columns(wanted),
        "lines": lines,
        "number": number,
        "narrowed": narrowed,
        "all": address(Wanted(sort=wanted.sort, down=wanted.down)),
        "without_coordinator": address(replace(wanted, employment_id=None)),
        "sheet": reverse("oversight:sheet") + address(wanted),
        "first": (page - 1) * PAGE + 1,
        "last": (page - 1) * PAGE + len(lines),
        "pages": _pages(wanted, page, number),
        "today": today(),
        "open_statuses": (Status.NOTIFIED, Status.AWAITING_COORDINATOR),
    }
    response = render(request, "oversight/overview.html", context)
    log_list(request, [line.case_id for line in lines])
    return response


def _page(asked: str, number: int) -> int:
    last = max(1, -(-number // PAGE))
    return min(max(1, int(asked)), last) if asked.isdecimal() and len(asked) < 6 else 1


def _pages(wanted: Wanted, here: int, number: int) -> dict[str, Any] | None:
    """The steps of the pagination: first, last, those around here, and gaps (None) between."""
    last = -(-number // PAGE)
    if last < 2:
        return None
    near = sorted({1, last, *(page for page in (here - 1, here, here + 1) if 1 <= page <= last)})
    steps: list[tuple[int, str] | None] = []
    for page in near:
        if steps and steps[-1] is not None and page - steps[-1][0] > 1:
            steps.append(None)
        steps.append((page, address(wanted, page)))
    return {
        "here": here,
        "steps": steps,
        "before": address(wanted, here - 1) if here > 1 else "",
        "after": address(wanted, here + 1) if here < last else "",
    }


@office
def sheet(request: Any) -> HttpResponse:
    """The same rows as a spreadsheet: all of them, not a page."""
    found, _ = _overview(request)
    lines = found.lines(asked_for(request.GET))
    data = table_xlsx("Oversikt", ["Sak", *COLUMNS.values()], [_cells(line) for line in lines])
    log_list(request, [line.case_id for line in lines])
    return spreadsheet(data, f"oversikt-{today().isoformat()}")


def _cells(line: Line) -> list[Any]:
    return [
        line.number,
        line.person.name,
        age(line.person.born_on, today()),
        word("status", line.status),
        line.coordinator,
        line.unit,
        line.last_meeting and day_of(line.last_meeting),
        line.next_meeting and day_of(line.next_meeting),
        line.review_due,
        line.late,
    ]


@office
def coordinators(request: Any) -> HttpResponse:
    """Every coordinator: how many cases, and whether the course and the routine are taken and read."""
    version = in_force(published(request), today())
    rows = caseloads(now(), int(version.id) if version else None)
    context = {
        "heading": "Koordinatorer",
        "rows": rows,
        "course": version.routine.setting("coordinator_course") if version else "",
        "without_course": sum(1 for row in rows if row.course_on is None),
        "unread": sum(1 for row in rows if row.routine_read_on is None),
    }
    return render(request, "oversight/coordinators.html", context)


@office
def set_the_forum(request: Any) -> HttpResponse:
    """The address of the coordinators' forum, and what is told there."""
    present = forum()
    initial = {"link": present.link, "news": present.news} if present else {}
    return form_page(
        request,
        ForumForm(request.POST or None, initial=initial),
        lambda given: set_forum(actor=request.actor, **given),
        heading="Koordinatorenes forum",
        submit="Lagre",
        lead="Bare de som er koordinator nå, ser lenken og det dere skriver. Den står på siden «Mine saker».",
        to=reverse("oversight:coordinators"),
        back=reverse("oversight:coordinators"),
        done="Forumet er lagret.",
    )


@office
def course(request: Any, employment_id: int) -> HttpResponse:
    """The office registers that a coordinator took the course."""
    employment = coordinator_among(now(), employment_id)
    if employment is None:
        raise Http404
    form = CourseForm(request.POST or None, initial={"name": present_routine(request).setting("coordinator_course")})
    return form_page(
        request,
        form,
        lambda given: record_course(actor=request.actor, employment=employment, **given),
        heading="Registrer kurs",
        submit="Registrer kurset",
        lead=f"Gjelder {employment.name}, {employment.unit.name}.",
        to=reverse("oversight:coordinators"),
        back=reverse("oversight:coordinators"),
        done="Kurset er registrert.",
    )


@require_POST
@for_whom(lambda actor: actor.is_office or actor.is_system_owner, "Denne siden er for den som får meldingene.")
def seen(request: Any, report_id: int) -> HttpResponse:
    """Marks a report from a coordinator as seen; by whom the routine has it sent to."""
    told = unseen_report(report_id)
    if told is None:
        raise Http404
    return press(
        request,
        lambda: mark_seen(actor=request.actor, told=told, on=today()),
        to=reverse("intake:queue" if request.actor.is_office else "deviation:queue"),
        done="Meldingen er markert som sett.",
    )
