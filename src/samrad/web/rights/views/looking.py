"""Who has looked at what, and asking about one visit."""

from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.audit.queries import readers_in
from samrad.cases.access import Sight
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import today
from samrad.rights.access import but_own, rows_seen
from samrad.rights.operations.asking import ask_about_reading
from samrad.rights.queries import asked_about
from samrad.web.layout.acting import form_page
from samrad.web.layout.minors import own_words
from samrad.web.rights.forms import LogFilterForm, QuestionForm
from samrad.web.rights.log import by_day, line
from samrad.web.rights.own import own_context, own_page, the

PAGE = 60
DAY = timedelta(days=1)


@own_page
def log(request: Any, sight: Sight) -> HttpResponse:
    """Every visit in words, by day, newest first; `?hvem=`, `?fra=`, `?til=`, `?egne=` narrow it."""
    rows = rows_seen(sight)
    form = _filter(request, rows)
    given = form.cleaned_data if form.is_valid() else {}
    if not given.get("egne"):
        rows = but_own(rows, request.actor)
    page = Paginator(_narrowed(rows, given), PAGE).get_page(request.GET.get("side"))
    context = {
        **own_context(sight, "Hvem har sett hva"),
        "form": form,
        "page": page,
        "days": by_day(page, sight.case.pk, asked_about(sight.case), hidden=sight.without_group),
        "filtered": any(given.values()),
        "before": _address(request, page.number - 1),
        "after": _address(request, page.number + 1),
    }
    return render(request, "rights/log.html", context, status=200 if not form.errors else 422)


def _filter(request: Any, rows: Any) -> LogFilterForm:
    form = LogFilterForm(request.GET or {})
    found = [
        (f"{capacity}:{key or ''}:{unit}", f"{name}, {unit}" if unit else name)
        for capacity, key, name, unit in readers_in(but_own(rows, request.actor))
    ]
    form.fields["hvem"].choices = [("", "Alle"), *found]
    return form


def _narrowed(rows: Any, given: dict[str, Any]) -> Any:
    if given.get("hvem"):
        capacity, key, unit = given["hvem"].split(":", 2)
        rows = rows.filter(capacity=capacity, capacity_id=int(key) if key else None, actor_unit=unit)
    if given.get("fra"):
        rows = rows.filter(at__gte=_midnight(given["fra"]))
    if given.get("til"):
        rows = rows.filter(at__lt=_midnight(given["til"] + DAY))
    return rows


def _midnight(day: Any) -> datetime:
    return instant(day, 0)


def _address(request: Any, number: int) -> str:
    wish = request.GET.copy()
    wish["side"] = str(number)
    return f"?{wish.urlencode()}"


@own_page
def ask_reading(request: Any, sight: Sight, reading_id: int) -> HttpResponse:
    """Asking why somebody looked."""
    row = the(rows_seen(sight), pk=reading_id)
    return form_page(
        request, QuestionForm(request.POST or None),
        lambda given: ask_about_reading(actor=request.actor, case=sight.case, reading=row, **given),
        heading="Spør om dette oppslaget", submit="Send spørsmålet", template="rights/ask_reading.html",
        done="Spørsmålet er sendt. Du får svar her, senest om en måned.",
        line=line(row, sight.case.pk, hidden=sight.without_group),
        minor=own_words(sight, today()),
        to=reverse("rights:home"), back=reverse("rights:log"),
    )  # fmt: skip
