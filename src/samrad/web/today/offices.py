"""Duties of the municipality and of its boards: which are mine, and saying that one was done outside Samråd."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samrad.board.operations.confirming import confirm_office_duty, take_back_confirmation
from samrad.board.queries.duties import mine, notes
from samrad.kernel.clock import today
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.gate import employed
from samrad.web.layout.offices import shown
from samrad.web.today.forms import DoneForm


@employed
def office_duty(request: Any) -> HttpResponse:
    """The list of them with what was said; or one of them, and the form that says that it is done."""
    actor, day, key = request.actor, today(), request.GET.get("plikt", "")
    found = mine(actor, day)
    if not key:
        own = [one for one in notes() if one.employment_id == actor.employment_id]
        context = {"heading": "Plikter over sakene", "duties": shown(found, day), "notes": own}
        return render(request, "today/offices.html", context)
    wanted = [one for one in found if one.duty.key == key]
    if not wanted:
        raise Http404
    told = shown(wanted, day)[0]
    return form_page(
        request, DoneForm(request.POST or None),
        lambda given: confirm_office_duty(actor=actor, key=key, **given),
        heading=told.title, submit="Registrer", done="Det er registrert.", lead=told.why.text,
        to=reverse("today:office_duty"), back=reverse("today:today"),
    )  # fmt: skip


@require_POST
@employed
def take_back(request: Any, office_note_id: int) -> HttpResponse:
    """Takes back that a duty was done."""
    word = next((one for one in notes() if one.pk == office_note_id), None)
    if word is None:
        raise Http404
    return press(
        request, lambda: take_back_confirmation(actor=request.actor, word=word), to=reverse("today:office_duty"),
        done="Det er tatt tilbake.",
    )  # fmt: skip
