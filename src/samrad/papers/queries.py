"""Finding papers. Lists never load the bytes."""

from collections.abc import Iterable

from django.db.models import QuerySet

from samrad.cases.models import Case
from samrad.duties.facts import Fact
from samrad.papers.models import Paper, PaperContent
from samrad.papers.rules import Origin


def papers(case: Case) -> QuerySet[Paper]:
    """The papers of the case that are not removed, newest first."""
    return Paper.objects.filter(case=case, removed_on__isnull=True)


def content(paper: Paper) -> bytes:
    """The bytes of a paper."""
    return bytes(PaperContent.objects.values_list("data", flat=True).get(paper=paper))


def contents(paper_ids: Iterable[int]) -> dict[int, bytes]:
    """The bytes of several papers, by key. One query."""
    rows = PaperContent.objects.filter(paper__in=list(paper_ids)).values_list("paper_id", "data")
    return {key: bytes(data) for key, data in rows}


def paper_in(case: Case, paper_id: int) -> Paper | None:
    """A paper of the case that is not removed."""
    return papers(case).filter(pk=paper_id).first()


def facts(case_ids: list[int]) -> list[Fact]:
    """Papers that came in, and that they were sent to the central archive."""
    found: list[Fact] = []
    for one in Paper.objects.filter(case__in=case_ids, origin=Origin.UPLOADED):
        own = f"paper-{one.pk}"
        found.append(Fact("paper", own, one.received_on, f"case-{one.case_id}", attrs={"cancelled": one.removed_on}))
        if one.archived_on is not None:
            found.append(Fact("paper_archived", f"{own}-archived", one.archived_on, own))
    return found
