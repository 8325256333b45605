"""A consent as it is shown: its status, what each unit may see, who has answered and who must still do it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import ADULT_AGE, YOUTH_AGE, Sight
from samrad.cases.rules import BY_LIFE_AREA
from samrad.consents.queries import ages_of, circumstances, heard, status
from samrad.consents.rules import UNABLE_BASES, Circumstances, Ear, Giver, Required, Status
from samrad.kernel.clock import day_of, today
from samrad.people.rules import age
from samrad.web.layout.context import present_routine
from samrad.web.layout.readers import parts_in_words
from samrad.web.layout.words import TABLES

if TYPE_CHECKING:
    from samrad.consents.models import Consent, ConsentAnswer, Grant, SharedByLaw

OPEN = (Status.AWAITING, Status.REFUSED, Status.CONFLICTING)


def circumstances_today(request: Any, sight: Sight) -> Circumstances:
    """All that decides who must answer a consent in the case today."""
    return circumstances(sight.case, today(), ages=ages_of(present_routine(request), today()))


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
    latest: bool

    @property
    def stands(self) -> bool:
        """Whether the unit's access is neither withdrawn nor replaced."""
        return self.grant.withdrawn_at is None and self.grant.replaced_at is None


@dataclass(frozen=True)
class AnswerView:
    """One giver's answer, and the giver's name; `counts` tells that no later one came in its place."""

    answer: "ConsentAnswer"
    name: str
    counts: bool


@dataclass(frozen=True)
class ConsentView:
    """One consent, ready for a page."""

    consent: "Consent"
    status: Status
    grants: list[GrantView]
    answers: list[AnswerView]
    waiting: list[Giver]
    ends_soon: bool
    required: Required
    ear: Ear

    @property
    def unheard(self) -> bool:
        """Whether the person is still to be heard before it can be given."""
        return self.status in OPEN and self.ear is Ear.NEEDED

    @property
    def against(self) -> bool:
        """Whether the person is against what the others answer, and that stops it."""
        return self.status in OPEN and self.ear is Ear.AGAINST

    @property
    def never_against(self) -> bool:
        """Whether the others can never answer against her will: she cannot answer herself."""
        return self.required.basis in UNABLE_BASES

    @property
    def changes(self) -> list["GrantView"]:
        """What each unit may see now by it: the narrowest of each unit."""
        return [one for one in self.grants if one.latest]

    @property
    def in_use(self) -> bool:
        """Whether it is given, or may still be answered."""
        return self.status is Status.GIVEN or self.status in OPEN

    @property
    def may_be_answered(self) -> bool:
        """Whether an answer, or another answer, can be registered."""
        return self.status in OPEN


def _grant(grant: "Grant", latest: bool) -> GrantView:
    named = [text for key, text in TABLES["life_area"].items() if key in grant.life_areas]
    by_area = any(str(part) in grant.parts for part in BY_LIFE_AREA)
    return GrantView(grant, parts_in_words(grant.parts), named, by_area, latest)


def present(
    consent: "Consent", then: Circumstances, at: datetime, subject: Any, *, soon: date | None = None
) -> ConsentView:
    """The consent as it stands at the instant. It ends soon when its last day is `soon` or before."""
    found, required = status(consent, then, at), then.required(consent.matter)
    latest = {one.representation_id: one.pk for one in consent.answers.all()}
    answers = [
        AnswerView(
            one,
            one.representation.related_person.name if one.representation else subject.name,
            latest[one.representation_id] == one.pk,
        )
        for one in consent.answers.all()
    ]
    answered = {one.answer.representation_id for one in answers}
    waiting = [giver for giver in required.givers if giver.representation_id not in answered]
    waiting = waiting if found in OPEN else []
    ends_soon = found is Status.GIVEN and soon is not None and consent.ended_on <= soon
    last = {one.unit_id: one.pk for one in consent.grants.all()}
    grants = [_grant(one, last[one.unit_id] == one.pk) for one in consent.grants.all()]
    return ConsentView(consent, found, grants, answers, waiting, ends_soon, required, heard(consent, then))


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


def refusal_means(actor: Actor, name: str) -> str:
    """What whoever is asked is told of what a no means; it is kept with the no (L-CO-12, L-CO-19)."""
    who = f"{name} mister" if actor.capacity is Capacity.ON_BEHALF else "Du mister"
    return (
        f"Sier du nei, får ingen vite noe. {who} ingen rettigheter, men det kan bli vanskeligere å samarbeide om "
        "hjelpen. Du kan ombestemme deg når du vil."
    )


@dataclass(frozen=True)
class SharingView:
    """What is shared by law, in words, and whether it still is."""

    sharing: "SharedByLaw"
    parts: list[str]
    stands: bool


def sharings(found: "list[SharedByLaw]") -> list[SharingView]:
    """What is and was shared by law."""
    return [
        SharingView(one, parts_in_words(one.parts, one.life_areas), one.stopped_at is None and one.ended_on >= today())
        for one in found
    ]
