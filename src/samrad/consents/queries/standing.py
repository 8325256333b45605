"""Who could not answer, the papers of mandates, and what is shared by law."""

from samrad.cases.models import Case
from samrad.consents.models import Inability, MandatePaper, SharedByLaw


def mandate_papers(case: Case) -> dict[int, MandatePaper]:
    """The latest paper that shows each representative's mandate, by representation."""
    found = MandatePaper.objects.filter(case=case).select_related("paper").order_by("seen_on", "id")
    return {one.representation_id: one for one in found}


def inabilities(case: Case) -> list[Inability]:
    """Every act that the person could not consent herself, the newest first."""
    return list(Inability.objects.filter(case=case).select_related("paper"))


def inability_in(case: Case, inability_id: int) -> Inability | None:
    """One such act of the case."""
    return Inability.objects.filter(case=case, pk=inability_id).first()


def shared_by_law(case: Case) -> list[SharedByLaw]:
    """All that was shared by law in the case, the newest first."""
    return list(SharedByLaw.objects.filter(case=case).select_related("employment__unit"))


def sharing_in(case: Case, sharing_id: int) -> SharedByLaw | None:
    """One such sharing of the case."""
    return SharedByLaw.objects.filter(case=case, pk=sharing_id).select_related("employment__unit").first()
