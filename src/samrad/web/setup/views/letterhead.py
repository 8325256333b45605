"""The letterhead, and how the coordinating unit is reached."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from samrad.accounts.operations.units import set_letterhead
from samrad.web.layout.acting import form_page
from samrad.web.layout.context import present_municipality
from samrad.web.layout.gate import system_owner
from samrad.web.setup.forms import LetterheadForm


@system_owner
def letterhead(request: Any) -> HttpResponse:
    """What stands at the head of letters."""
    own = present_municipality(request)
    initial = {name: getattr(own, name) for name in LetterheadForm.base_fields}
    form = LetterheadForm(request.POST or None, initial=initial)
    return form_page(
        request, form, lambda given: set_letterhead(actor=request.actor, municipality=own, **given),
        heading="Brevhode", submit="Lagre brevhodet", to=reverse("setup:letterhead"), back="",
        done="Brevhodet er lagret. Det står på brev fra og med nå.", template="setup/letterhead.html", own=own,
        draft="setup-letterhead",
    )  # fmt: skip
