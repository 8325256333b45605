"""Adding and removing papers, and saying that one was posted."""

from datetime import date

from samrad.accounts.rules import Actor
from samrad.cases.access import LEADING, OFFICE, PERSONAL, allow
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.kernel.checks import filled, happened
from samrad.kernel.clock import now, today
from samrad.kernel.erasing import ERASED
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.papers.models import Paper, PaperContent
from samrad.papers.operations.scanning import scan
from samrad.papers.rules import BadPaper, Origin, checksum, take


@operation(affects="case", allow=allow(*OFFICE, *LEADING, *PERSONAL, "seat", closed=True), part=Part.DOCUMENTS)
def add_paper(
    *,
    actor: Actor,
    case: Case,
    part: Part,
    title: str,
    content: bytes,
    received_on: date,
    origin: Origin = Origin.UPLOADED,
    sender: str = "",
    field: str = "file",
) -> Paper:
    """Keeps a file in the case. The type is told by the content (PDF, PNG, JPEG), at most 20 MB.

    A picture is drawn anew, without place and camera. Raises `Invalid` at the form's `field`, for a PDF that
    can do more than be read as well, and for what the scanner of the municipality knows as harmful.
    """
    try:
        taken = take(content)
        scan(content)
    except BadPaper as error:
        raise Invalid(str(error), field) from error
    paper = Paper.objects.create(
        case=case,
        part=part,
        title=filled(title, field="title", sentence="Skriv hva slags papir det er.")[:200],
        origin=origin,
        media_type=taken.media_type,
        ending=taken.ending,
        size=len(taken.content),
        sha256=checksum(taken.content),
        received_on=happened(received_on, field="received_on"),
        sender=sender.strip()[:150],
        added_at=now(),
        added_by=actor.name,
    )
    PaperContent.objects.create(paper=paper, data=taken.content)
    return paper


@operation(affects="paper", allow=allow(*OFFICE, *LEADING), part=Part.DOCUMENTS)
def remove_paper(*, actor: Actor, paper: Paper, reason: str) -> Paper:
    """Takes a paper out of the case's lists, with the reason (the wrong person's scan, say). The bytes go.

    The row stays, so that the log can tell what happened (helsepersonelloven § 44).
    """
    paper.removed_on = today()
    paper.removed_reason = filled(reason, field="reason", sentence="Skriv hvorfor papiret fjernes.")
    paper.save()
    PaperContent.objects.filter(paper=paper).delete()
    return paper


def empty_paper(paper: Paper) -> None:
    """Part of an operation: the bytes of an erased paper go, its checksum too, and it leaves the lists."""
    PaperContent.objects.filter(paper=paper).delete()
    paper.size, paper.sha256 = 0, ""
    paper.removed_on = paper.removed_on or today()
    paper.removed_reason = ERASED


@operation(affects="paper", allow=allow(*OFFICE, *LEADING), part=Part.DOCUMENTS)
def mark_posted(*, actor: Actor, paper: Paper, on: date) -> Paper:
    """Records the day a letter was posted."""
    paper.posted_on = happened(on)
    paper.save()
    return paper


@operation(affects="paper", allow=allow(*OFFICE, *LEADING, closed=True), part=Part.DOCUMENTS)
def mark_archived(*, actor: Actor, paper: Paper, on: date) -> Paper:
    """A paper that came in was sent to the central archive (S4-050)."""
    paper.archived_on = happened(on, not_before=paper.received_on)
    paper.save()
    return paper
