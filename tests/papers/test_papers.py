"""Papers: told by content, at most 20 MB, removed without leaving the bytes."""

import pytest

from samrad.cases.rules import Part
from samrad.commands.demo.beginning import A_PDF
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.papers.models import Paper, PaperContent
from samrad.papers.operations import add_paper, remove_paper
from samrad.papers.queries import papers
from tests.stories import coordinated
from tests.town import Fjordvik


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"),
        (b"MZ\x90\x00 not a pdf", "ikke av en type"),
        (b"<svg onload=alert(1)>", "ikke av en type"),
        (b"%PDF-" + b"x" * (20 * 1024 * 1024), "for stor"),
    ],
    ids=["empty", "program", "svg", "too large"],
)
def test_wrong_or_too_large_files_are_told_at_the_field(town: Fjordvik, data: bytes, words: str) -> None:
    story = coordinated(town)
    with pytest.raises(Invalid) as caught:
        add_paper(actor=story.lead, case=story.case, part=Part.DOCUMENTS, title="x", content=data, received_on=today())
    assert caught.value.field == "file"
    assert words in caught.value.sentence
    assert not Paper.objects.filter(case=story.case).exists()


def test_a_removed_paper_leaves_the_row_and_the_reason_but_no_bytes(town: Fjordvik) -> None:
    story = coordinated(town)
    paper = add_paper(
        actor=story.lead, case=story.case, part=Part.DOCUMENTS, title="Brev", content=A_PDF, received_on=today()
    )
    remove_paper(actor=story.lead, paper=paper, reason="Gjelder en annen person")
    assert list(papers(story.case)) == []
    assert not PaperContent.objects.filter(paper=paper).exists()
    assert Paper.objects.get(pk=paper.pk).removed_reason == "Gjelder en annen person"
