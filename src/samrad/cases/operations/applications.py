"""Applying for a coordinator or a plan, and the municipality's answer."""

from datetime import date

from samrad.accounts.rules import Actor
from samrad.cases.access import ADULT_AGE, LEADING, OFFICE, allow
from samrad.cases.models import Application, Case, Decision
from samrad.cases.queries import current_representations
from samrad.cases.rules import Channel, Outcome, Part, Wish
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.people.models import RelatedPerson
from samrad.people.rules import Mandate, age


@operation(affects="case", allow=allow(*OFFICE, *LEADING, "subject", "representative"), part=Part.DECISION)
def apply_for(
    *,
    actor: Actor,
    case: Case,
    wish: Wish,
    channel: Channel,
    received_on: date,
    consented_on: date,
    by_related: RelatedPerson | None = None,
    helped_by: str = "",
    reason: str = "",
    coordinator_name: str = "",
) -> Application:
    """Applies for a coordinator or a plan. By the person, or by a related person who may act for her.

    No diagnosis and no lasting need is asked for (S3-148, S3-149); it is sent only after the
    person's consent (S3-139). Raises `Invalid` when the same is already applied for.
    """
    happened(received_on, field="received_on")
    happened(consented_on, field="consented_on")
    ordered(consented_on, received_on, field="received_on")
    if Application.objects.filter(case=case, wish=wish, decision__isnull=True, withdrawn_on__isnull=True).exists():
        raise Invalid("Det ligger allerede en søknad om dette som ikke er avgjort.", "wish")
    if by_related is not None:
        _may_apply(case, by_related, received_on)
    return Application.objects.create(
        case=case,
        wish=wish,
        channel=channel,
        received_on=received_on,
        by_subject=by_related is None,
        by_related=by_related,
        helped_by=helped_by,
        consented_on=consented_on,
        reason=reason.strip(),
        coordinator_name=coordinator_name.strip(),
    )


def _may_apply(case: Case, related: RelatedPerson, on: date) -> None:
    """Who may act for the person applies for her: parents of a child, a guardian, an attorney (S0-014)."""
    if related.subject_id != case.subject_id:
        raise Invalid("Den som søker, er ikke registrert hos personen.", "by_related")
    held = current_representations(case.subject, on).filter(related_person=related)
    years = age(case.subject.born_on, on)
    adult = years is not None and years >= ADULT_AGE
    if not any(one.mandate != Mandate.PARENTAL or not adult for one in held):
        raise Invalid(
            f"{related.name} kan ikke søke for {case.subject.given_name}. Personen selv, foreldre til barn under 18 år "
            "og verge kan søke. Andre kan melde et behov.",
            "by_related",
        )


@operation(affects="application", allow=allow(*OFFICE, *LEADING, "subject", "representative"), part=Part.DECISION)
def withdraw_application(*, actor: Actor, application: Application, on: date) -> Application:
    """Takes an application back before it is decided."""
    if hasattr(application, "decision"):
        raise Invalid("Søknaden er allerede avgjort.")
    application.withdrawn_on = happened(on, not_before=application.received_on)
    application.save()
    return application


@operation(affects="application", allow=allow(*OFFICE), part=Part.DECISION)
def decide(
    *, actor: Actor, application: Application, on: date, outcome: Outcome, reason: str, complaint_weeks: int
) -> Decision:
    """Decides an application; the letter tells the right to complain (L-KL-01). Raises `Invalid`."""
    if application.withdrawn_on is not None:
        raise Invalid("Søknaden er trukket.")
    if Decision.objects.filter(application=application).exists():
        raise Invalid("Søknaden er allerede avgjort.")
    return Decision.objects.create(
        case=application.case,
        application=application,
        decided_on=happened(
            on, not_before=application.received_on, before_words="Avgjørelsen kan ikke være før søknaden kom."
        ),
        decided_by=actor.name,
        outcome=outcome,
        reason=filled(reason, field="reason", sentence="Skriv begrunnelsen. Personen får den i brevet."),
        complaint_weeks=complaint_weeks,
    )
