"""Taking a consent back, whole, for one unit or in part. It bites at once, and what will happen is shown before."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.consents import operations
from samrad.consents.queries import consent_with_grants, grant_in, may_withdraw
from samrad.consents.queries.foretelling import standing_grants
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.web.consent import forms
from samrad.web.consent.foretold import foretold
from samrad.web.consent.present import circumstances_today
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.fields import Form
from samrad.web.layout.gate import case_page, going_on, whole

if TYPE_CHECKING:
    from samrad.consents.models import Consent, Grant

TakeBack = Callable[[str, datetime | None], object]
KEPT = "Det de allerede har lest, kan de ha skrevet ned i egne journaler. Retten til tjenester er den samme."


def _page(
    request: Any,
    sight: Sight,
    consent: "Consent",
    take_back: TakeBack,
    *,
    heading: str,
    lead: str,
    taken: bool,
    grants: "list[Grant]",
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
        template="consent/withdraw.html",
        told=foretold(sight.case, grants) if consent.given_at and request.method == "GET" else None,
        person=sight.case.subject,
        **form_frame(sight, "consent:consents", at("consent:consent", sight, consent_id=consent.pk)),
    )


def _said_at(on: date | None) -> datetime | None:
    """The instant it was said: now, or the middle of a day that is past."""
    return None if on is None or on == today() else instant(on, 12)


@case_page(None, *LEADING, *PERSONAL)
@whole
def withdraw(request: Any, sight: Sight, consent_id: int) -> HttpResponse:
    """The whole consent is taken back."""
    found = consent_with_grants(sight.case, consent_id)
    if found is None:
        raise Http404
    lead = "Da kan ingen svare på skjemaet lenger."
    if found.given_at is not None:
        lead = f"Da gjelder ikke samtykket lenger, fra samme sekund. {KEPT}"
    return _page(
        request,
        sight,
        found,
        lambda by, said_at: operations.withdraw_consent(actor=request.actor, consent=found, by=by, at=said_at),
        heading="Trekk samtykket",
        lead=lead,
        taken=found.withdrawn_at is not None,
        grants=standing_grants(found),
    )


@case_page(None, *LEADING, *PERSONAL)
@whole
def withdraw_grant(request: Any, sight: Sight, grant_id: int) -> HttpResponse:
    """One unit's access is taken away; the rest of the consent stands."""
    found = grant_in(sight.case, grant_id)
    if found is None:
        raise Http404
    return _page(
        request,
        sight,
        found.consent,
        lambda by, said_at: operations.withdraw_grant(actor=request.actor, grant=found, by=by, at=said_at),
        heading="Trekk samtykket for én enhet",
        lead=f"Da gjelder ikke samtykket for {found.unit.name} lenger, fra samme sekund. {KEPT}",
        taken=found.withdrawn_at is not None or found.consent.withdrawn_at is not None,
        grants=[found],
    )


@case_page(None, *LEADING, *PERSONAL)
@whole
@going_on
def narrow(request: Any, sight: Sight, consent_id: int) -> HttpResponse:
    """Some units, parts or life areas are taken away, or the period is shortened, without a new consent."""
    found = consent_with_grants(sight.case, consent_id)
    if found is None:
        raise Http404
    if found.given_at is None or found.withdrawn_at is not None or found.ended_on < today():
        raise Refused("Dette samtykket gjelder ikke nå, så det er ikke noe å ta bort.")
    if request.actor.is_personal and not may_withdraw(request.actor, found, circumstances_today(request, sight)):
        raise Refused("Du kan ikke endre dette samtykket. Snakk med koordinatoren.")
    standing = [one for one in found.grants.all() if one.withdrawn_at is None and one.replaced_at is None]
    form = forms.NarrowForm(standing, found.ended_on, request.POST or None, asks_who=not request.actor.is_personal)

    def run(given: dict[str, Any]) -> None:
        operations.narrow_consent(
            actor=request.actor, consent=found, kept=form.kept(), until=given["until"], by=given.get("by", "")
        )

    return form_page(
        request,
        form,
        run,
        heading="Ta bort noe",
        submit="Ta bort det som ikke er krysset av",
        done="Det er tatt bort. Resten av samtykket gjelder som før.",
        lead=f"Ta bort krysset for det enheten ikke skal se lenger. Det gjelder fra samme sekund. {KEPT}",
        template="consent/narrow.html",
        **form_frame(sight, "consent:consents", at("consent:consent", sight, consent_id=found.pk)),
    )
