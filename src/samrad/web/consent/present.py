"""A consent as it is shown: its status, what each unit may see, who has answered and who must still do it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from samrad.cases.access import ADULT_AGE, YOUTH_AGE, Sight
from samrad.cases.rules import BY_LIFE_AREA
from samrad.consents.queries import ages_of, required_givers, status
from samrad.consents.rules import Giver, Status
from samrad.kernel.clock import day_of, today
from samrad.people.rules import age
from samrad.web.layout.context import present_routine
from samrad.web.layout.readers import parts_in_words
from samrad.web.layout.words import TABLES

if TYPE_CHECKING:
    from samrad.consents.models import Consent, ConsentAnswer, Grant

OPEN = (Status.AWAITING, Status.REFUSED, Status.CONFLICTING)


def givers_today(request: Any, sight: Sight) -> tuple[Giver, ...]:
    """Who must answer a consent in the case today."""
    return required_givers(sight.case, today(), ages=ages_of(present_routine(request)))


def warn_from(request: Any) -> date:
    """Consents that end on this day or before are soon to be renewed, by the routine."""
    warning: date = present_routine(request).setting("consent_warning").after(today())
    return warning


@dataclass(frozen=True)
class GrantView:
    """What one unit may see by a consent, in words, and whether it still may."""

    grant: "Grant"
    parts: list[str]
    areas: list[str]
    by_area: bool

    @property
    def stands(self) -> bool:
        """Whether the unit's access is neither withdrawn nor replaced."""
        return self.grant.withdrawn_at is None and self.grant.replaced_at is None


@dataclass(frozen=True)
class AnswerView:
    """One giver's answer, and the giver's name."""

    answer: "ConsentAnswer"
    name: str


@dataclass(frozen=True)
class ConsentView:
    """One consent, ready for a page."""

    consent: "Consent"
    status: Status
    grants: list[GrantView]
    answers: list[AnswerView]
    waiting: list[Giver]
    ends_soon: bool

    @property
    def in_use(self) -> bool:
        """Whether it is given, or may still be answered."""
        return self.status is Status.GIVEN or self.status in OPEN

    @property
    def may_be_answered(self) -> bool:
        """Whether an answer, or another answer, can be registered."""
        return self.status in OPEN


def _grant(grant: "Grant") -> GrantView:
    named = [text for key, text in TABLES["life_area"].items() if key in grant.life_areas]
    by_area = any(str(part) in grant.parts for part in BY_LIFE_AREA)
    return GrantView(grant, parts_in_words(grant.parts), named, by_area)


def present(
    consent: "Consent", givers: tuple[Giver, ...], at: datetime, subject: Any, *, soon: date | None = None
) -> ConsentView:
    """The consent as it stands at the instant. It ends soon when its last day is `soon` or before."""
    found = status(consent, givers, at)
    answers = [
        AnswerView(one, one.representation.related_person.name if one.representation else subject.name)
        for one in consent.answers.all()
    ]
    answered = {one.answer.representation_id for one in answers}
    waiting = [giver for giver in givers if giver.representation_id not in answered] if found in OPEN else []
    ends_soon = found is Status.GIVEN and soon is not None and consent.ended_on <= soon
    return ConsentView(consent, found, [_grant(one) for one in consent.grants.all()], answers, waiting, ends_soon)


@dataclass(frozen=True)
class Plainly:
    """What a child or youth is told of who may read: by the coordinator, and by parents at this age."""

    coordinator: str
    parents_read_all: bool


def plainly(sight: Sight, coordinator: str, at: datetime) -> Plainly | None:
    """What to tell the person plainly when she reads it herself and is under 18; else None (S3-120, L-CO-13)."""
    years = age(sight.case.subject.born_on, day_of(at))
    if not sight.has("subject") or years is None or years >= ADULT_AGE:
        return None
    return Plainly(coordinator, years < YOUTH_AGE)
