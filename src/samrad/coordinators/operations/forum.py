"""The coordinators' forum: its address, and what the office tells there."""

from samrad.accounts.access import office_only
from samrad.accounts.rules import Actor
from samrad.coordinators.models import Forum
from samrad.kernel.clock import now
from samrad.kernel.operation import operation


@operation(affects="result", allow=office_only)
def set_forum(*, actor: Actor, link: str, news: str) -> Forum:
    """Sets the address of the forum and what is told there; what stood before stays as history (S3-095)."""
    return Forum.objects.create(link=link, news=news.strip(), changed_at=now(), changed_by=actor.name)
