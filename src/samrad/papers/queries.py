"""Finding papers. Lists never load the bytes."""

from django.db.models import QuerySet

from samrad.cases.models import Case
from samrad.papers.models import Paper, PaperContent


def papers(case: Case) -> QuerySet[Paper]:
    """The papers of the case that are not removed, newest first."""
    return Paper.objects.filter(case=case, removed_on__isnull=True)


def content(paper: Paper) -> bytes:
    """The bytes of a paper."""
    return bytes(PaperContent.objects.values_list("data", flat=True).get(paper=paper))


def paper_in(case: Case, paper_id: int) -> Paper | None:
    """A paper of the case that is not removed."""
    return papers(case).filter(pk=paper_id).first()
