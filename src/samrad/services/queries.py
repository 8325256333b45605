"""The catalogue, and what is known in a case; and the facts it gives."""

from samrad.cases.models import Case
from samrad.duties.facts import Fact
from samrad.services.models import Conveyed, Need, Offer


def offers() -> list[Offer]:
    """What the municipality offers now, by title."""
    return list(Offer.objects.filter(withdrawn_on__isnull=True))


def offer_by_id(offer_id: int) -> Offer | None:
    """One service of the catalogue of today."""
    return Offer.objects.filter(pk=offer_id, withdrawn_on__isnull=True).first()


def conveyed(case: Case) -> list[Conveyed]:
    """What the person was told of, the newest first."""
    return list(Conveyed.objects.filter(case=case).select_related("offer"))


def needs(case: Case) -> list[Need]:
    """What is known of the person's needs, by area of life."""
    return list(Need.objects.filter(case=case, removed_on__isnull=True))


def need_in(case: Case, need_id: int) -> Need | None:
    """One fact on the person's needs."""
    return Need.objects.filter(case=case, pk=need_id, removed_on__isnull=True).first()


def facts(case_ids: list[int]) -> list[Fact]:
    """That facts on the person's needs were written down."""
    return [
        Fact("need_recorded", f"need-{one.pk}", one.on, f"case-{one.case_id}", attrs={"cancelled": one.removed_on})
        for one in Need.objects.filter(case__in=case_ids)
    ]
