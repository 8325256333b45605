"""Nobody coordinates the case of somebody near."""

from django.db.models import Q, Value
from django.db.models.functions import Concat

from samrad.accounts.models import Employment
from samrad.cases.models import Case
from samrad.kernel.errors import Invalid
from samrad.people.models import RelatedPerson


def not_near(case: Case, employment: Employment) -> None:
    """Nobody coordinates the case of somebody near: it is known by the sign-in, else by the name (fvl. § 6)."""
    signs_in_as = Q(accesses__user__isnull=False, accesses__user=employment.user_id)
    near = RelatedPerson.objects.filter(subject=case.subject_id)
    named = near.annotate(whole=Concat("given_name", Value(" "), "family_name"))
    if named.filter(signs_in_as | Q(whole__iexact=employment.name)).exists():
        raise Invalid(
            f"{employment.name} står blant de nærmeste til {case.subject.given_name}, og kan ikke være koordinator i "
            "saken (forvaltningsloven § 6). Velg en annen.",
            "employment",
        )
