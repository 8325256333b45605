"""What is consented to: the list, one consent with its very text and its form, and who sees what."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.consents.queries import consent_in, may_withdraw, own_giver, standing_by_unit
from samrad.consents.queries import consents as consents_of
from samrad.consents.queries.standing import shared_by_law
from samrad.consents.rules import Ear, Status, Step
from samrad.documents.consent import consent_pdf
from samrad.kernel.clock import now
from samrad.web.consent.present import OPEN, ConsentView, circumstances_today, plainly, present, warn_from
from samrad.web.layout.ageing import changes_ahead
from samrad.web.layout.case import Head, head
from samrad.web.layout.files import pdf
from samrad.web.layout.gate import case_page, whole
from samrad.web.layout.readers import looks, readers
from samrad.web.layout.words import word


def _coordinator(top: Head) -> str:
    return top.coordinator.employment.name if top.coordinator else "Koordinatoren"


@case_page(None, *LEADING, *PERSONAL)
@whole
def consents(request: Any, sight: Sight) -> HttpResponse:
    """Every consent of the case, those in use first, and what to do next."""
    case, at = sight.case, now()
    then, soon = circumstances_today(request, sight), warn_from(request)
    shown = [present(one, then, at, case.subject, soon=soon) for one in consents_of(case)]
    required = then.required()
    own = {one.consent.pk: own_giver(request.actor, case, one.required.givers) for one in shown}
    top = head(sight, "consent:consents")
    in_use = [one for one in shown if one.in_use]
    context = {
        "head": top,
        "heading": "Samtykke",
        "person": case.subject,
        "in_use": in_use,
        "earlier": [one for one in shown if not one.in_use],
        "ageing": [] if top.closed else changes_ahead(request, case.subject, own=sight.has("subject")),
        "own": sight.has("subject"),
        "required": required,
        "givers": required.givers,
        "waits_for_me": [one for one in in_use if own[one.consent.pk] in one.waiting],
        "next_step": _next(shown),
    }
    return render(request, "consent/consents.html", context)


def _next(shown: list[ConsentView]) -> Step:
    called = any(one.status is Status.GIVEN for one in shown)
    return Step.WRITTEN if called else Step.CALL_IN


@case_page(None, *LEADING, *PERSONAL)
@whole
def consent(request: Any, sight: Sight, consent_id: int) -> HttpResponse:
    """One consent: the text that was shown, who may see what by it, the answers, and what to do next."""
    found = consent_in(sight.case, consent_id)
    if found is None:
        raise Http404
    then = circumstances_today(request, sight)
    shown = present(found, then, now(), sight.case.subject, soon=warn_from(request))
    mine = own_giver(request.actor, sight.case, shown.required.givers)
    top = head(sight, "consent:consents")
    context = {
        "head": top,
        "heading": word("step", found.step),
        "person": sight.case.subject,
        "shown": shown,
        "consent": found,
        "mine": mine,
        "my_turn": mine is not None and shown.may_be_answered and not top.closed,
        "may_withdraw": found.withdrawn_at is None
        and shown.in_use
        and (top.leading or (request.actor.is_personal and may_withdraw(request.actor, found, then))),
        "may_hear": shown.status in OPEN
        and shown.ear is not Ear.NOT_NEEDED
        and not top.closed
        and (top.leading or sight.has("subject")),
        "hearings": list(found.hearings.all()),
        "plainly": plainly(sight, _coordinator(top), now()),
    }
    return render(request, "consent/consent.html", context)


@case_page(None, *LEADING, *PERSONAL)
@whole
def form_pdf(request: Any, sight: Sight, consent_id: int) -> HttpResponse:
    """The form to print and sign."""
    found = consent_in(sight.case, consent_id, bare=True)
    if found is None:
        raise Http404
    return pdf(consent_pdf(sight, found), f"samtykke-{found.pk}")


@case_page(None, *LEADING, *PERSONAL)
@whole
def who(request: Any, sight: Sight) -> HttpResponse:
    """Who may see what, and why; and who has looked."""
    context = {
        "head": head(sight, "consent:consents"),
        "heading": "Hvem ser hva",
        "person": sight.case.subject,
        "groups": readers(sight.case),
        "consents": _by_unit(sight),
        "shared": {one.employment.name: one for one in shared_by_law(sight.case) if one.stopped_at is None},
        "looks": looks(sight.case, but_user=request.actor.user_id),
    }
    return render(request, "consent/who.html", context)


def _by_unit(sight: Sight) -> dict[str, Any]:
    """The consent by which each unit sees now, by its name: the written one, else the one to call in."""
    return {one.unit.name: one.consent for one in standing_by_unit(sight.case, now())}
