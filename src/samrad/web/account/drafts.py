"""Where forms save themselves while one writes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samrad.accounts.operations.drafts import forget_draft, save_draft
from samrad.kernel.errors import Invalid
from samrad.web.account.coming_in import safe_address
from samrad.web.layout.drafts import typed


@require_POST
def save(request: Any) -> HttpResponse:
    """Keeps what is written at the place `?place=`: 204, or 422 with a sentence. Files and tokens are left out."""
    try:
        save_draft(actor=request.actor, place=request.GET.get("place", ""), fields=typed(request))
    except Invalid as error:
        return HttpResponse(error.sentence, status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@require_POST
def forget(request: Any) -> HttpResponse:
    """Throws a draft away, and goes back to its page."""
    try:
        forget_draft(actor=request.actor, place=request.POST.get("place", ""))
    except Invalid as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, "Utkastet er forkastet.")
    return redirect(safe_address(request, request.POST.get("to", "")))
