"""Taking a consent back, whole or for one unit. It bites at once."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.consents import operations
from samrad.consents.queries import consent_in, grant_in, kept_from, may_withdraw
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.web.consent import forms
from samrad.web.consent.present import circumstances_today
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.fields import Form
from samrad.web.layout.gate import case_page, whole

if TYPE_CHECKING:
    from samrad.consents.models import Consent

TakeBack = Callable[[str, datetime | None], object]
KEPT = "Det de allerede har lest, kan de ha skrevet ned i egne journaler. Retten til tjenester er den samme."


def _page(
    request: Any, sight: Sight, consent: "Consent", take_back: TakeBack, *, heading: str, lead: str, taken: bool
) -> HttpResponse:
    if taken and request.method == "GET":
        raise Refused("Samtykket er allerede trukket.")
    if request.actor.is_personal and not may_withdraw(request.actor, consent, circumstances_today(request, sight)):
        raise Refused("Du kan ikke trekke dette samtykket. Snakk med koordinatoren.")
    form: Form = Form(request.POST or None)
    if not request.actor.is_personal:
        form = forms.WithdrawForm(consent.given_on or consent.made_on, request.POST or None)

    def run(given: dict[str, Any]) -> None:
        take_back(given.get("by", ""), _said_at(given.get("on")))

    return form_page(
        request,
        form,
        run,
        heading=heading,
        submit=heading,
        danger=True,
        done="Samtykket er trukket." if consent.given_at else "Skjemaet er trukket.",
        lead=lead,
        **form_frame(sight, "consent:consents", at("consent:consent", sight, consent_id=consent.pk)),
    )


def _said_at(on: date | None) -> datetime | None:
    """The instant it was said: now, or the middle of a day that is past."""
    return None if on is None or on == today() else instant(on, 12)


@case_page(None, *LEADING, *PERSONAL)
@whole
def withdraw(request: Any, sight: Sight, consent_id: int) -> HttpResponse:
    """The whole consent is taken back."""
    found = consent_in(sight.case, consent_id)
    if found is None or kept_from(request.actor, found):
        raise Http404
    units = ", ".join(one.unit.name for one in found.grants.all())
    lead = "Da kan ingen svare på skjemaet lenger."
    if found.given_at is not None:
        lead = f"Da mister disse innsynet med en gang: {units}. {KEPT}"
    return _page(
        request,
        sight,
        found,
        lambda by, said_at: operations.withdraw_consent(actor=request.actor, consent=found, by=by, at=said_at),
        heading="Trekk samtykket",
        lead=lead,
        taken=found.withdrawn_at is not None,
    )


@case_page(None, *LEADING, *PERSONAL)
@whole
def withdraw_grant(request: Any, sight: Sight, grant_id: int) -> HttpResponse:
    """One unit's access is taken away; the rest of the consent stands."""
    found = grant_in(sight.case, grant_id)
    if found is None or kept_from(request.actor, found.consent):
        raise Http404
    return _page(
        request,
        sight,
        found.consent,
        lambda by, said_at: operations.withdraw_grant(actor=request.actor, grant=found, by=by, at=said_at),
        heading="Trekk samtykket for én enhet",
        lead=f"Da mister {found.unit.name} innsynet med en gang. De andre beholder sitt. {KEPT}",
        taken=found.withdrawn_at is not None or found.consent.withdrawn_at is not None,
    )
