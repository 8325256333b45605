"""Taking over a case in the middle of its life from an older tool, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samrad.accounts.access import office_only
from samrad.accounts.models import Employment
from samrad.accounts.rules import Actor, system_actor
from samrad.agencies.models import Unit
from samrad.cases.models import Case
from samrad.cases.operations.notices import open_followed_case
from samrad.cases.operations.people import (
    add_related_person,
    add_representation,
    register_person,
)
from samrad.cases.rules import Part
from samrad.consents.operations import Wanted, answer_consent, ask_consent
from samrad.consents.queries import required_givers
from samrad.consents.rules import Evidence, Step
from samrad.coordinators.operations import accept, appoint
from samrad.kernel.clock import at as instant
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.meetings.operations.calling import Invited, plan_meeting
from samrad.meetings.operations.minuting import hold_meeting, record_attendance
from samrad.meetings.rules import MeetingKind
from samrad.papers.operations import add_paper
from samrad.people.rules import Mandate, Relation
from samrad.plans.operations import open_plan
from samrad.teams.operations import open_team, propose_seat
from samrad.teams.rules import SeatKind


@dataclass(frozen=True)
class Member:
    """One unit's place in the team as it was."""

    unit: Unit
    role: str
    kind: SeatKind
    employment: Employment | None = None


@dataclass(frozen=True)
class Parent:
    """Somebody with parental responsibility."""

    given_name: str
    family_name: str
    relation: Relation
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class SignedConsent:
    """A consent that was signed on paper: what it lets the units see, until when, and the scan."""

    parts: Sequence[Part]
    signed_on: date
    until: date
    scan: bytes
    text: str
    text_version: str


@dataclass(frozen=True)
class Past:
    """What is known of the life before: the team if there was one, last meeting, last review, and the plan."""

    team_since: date | None = None
    members: Sequence[Member] = ()
    last_meeting: date | None = None
    last_review: date | None = None
    plan_since: date | None = None


@operation(affects="result", allow=office_only)
def take_over(
    *,
    actor: Actor,
    given_name: str,
    family_name: str,
    born_on: date | None,
    identity_number: str,
    opened_on: date,
    followed_from: date,
    coordinator: Employment,
    coordinator_since: date,
    past: Past,
    parents: Sequence[Parent] = (),
    consent: SignedConsent | None = None,
) -> Case:
    """Writes in a case that has lived elsewhere. Rules anchored before `followed_from` give no duty.

    All of it or nothing. Raises `Invalid` at the field that is wrong.
    """
    person = register_person(
        actor=actor, given_name=given_name, family_name=family_name, born_on=born_on, identity_number=identity_number
    )
    case = open_followed_case(actor=actor, person=person, opened_on=opened_on, followed_from=followed_from)
    appointment = appoint(actor=actor, case=case, employment=coordinator, on=coordinator_since)
    accept(actor=actor, appointment=appointment, on=coordinator_since)
    job = system_actor(actor.municipality_id, f"overtakelse ved {actor.name}"[:150])
    for parent in parents:
        _parent(job, case, parent)
    _team(job, case, past)
    for kind, day in ((MeetingKind.ORDINARY, past.last_meeting), (MeetingKind.REVIEW, past.last_review)):
        if day is not None and not (kind is MeetingKind.ORDINARY and day == past.last_review):
            _meeting(job, case, kind, day)
    if past.plan_since is not None:
        open_plan(actor=job, case=case, on=past.plan_since)
    if consent is not None:
        _consent(job, case, past, consent)
    return case


def _parent(job: Actor, case: Case, parent: Parent) -> None:
    related = add_related_person(
        actor=job, case=case, given_name=parent.given_name, family_name=parent.family_name,
        relation=parent.relation, phone=parent.phone, email=parent.email,
    )  # fmt: skip
    add_representation(
        actor=job, case=case, related=related, mandate=Mandate.PARENTAL,
        started_on=case.subject.born_on or case.opened_on,
    )  # fmt: skip


def _team(job: Actor, case: Case, past: Past) -> None:
    if past.team_since is None:
        if past.members:
            raise Invalid("Skriv når gruppa begynte. Du har lagt inn deltakere.", "team_since")
        return
    team = open_team(actor=job, case=case, on=past.team_since)
    for member in past.members:
        propose_seat(
            actor=job, team=team, unit=member.unit, kind=member.kind, role=member.role, on=past.team_since,
            employment=member.employment,
        )  # fmt: skip


def _meeting(job: Actor, case: Case, kind: MeetingKind, day: date) -> None:
    meeting = plan_meeting(
        actor=job, case=case, kind=kind, starts_at=instant(day, 12), minutes=60, on=day, invited=Invited(),
        already_held=True,
    )  # fmt: skip
    record_attendance(actor=job, meeting=meeting, present=())
    hold_meeting(actor=job, meeting=meeting)


def _consent(job: Actor, case: Case, past: Past, signed: SignedConsent) -> None:
    units = {member.unit.pk: member.unit for member in past.members}
    if not units:
        raise Invalid("Legg inn deltakerne som samtykket gjelder.", "members")
    paper = add_paper(
        actor=job, case=case, part=Part.DOCUMENTS, title="Underskrevet samtykke", content=signed.scan,
        received_on=signed.signed_on, field="scan",
    )  # fmt: skip
    consent = ask_consent(
        actor=job,
        case=case,
        step=Step.WRITTEN,
        purpose="Samarbeid om tjenestene, slik det var avtalt før Samråd ble tatt i bruk.",
        text=signed.text,
        text_version=signed.text_version,
        wanted=[Wanted(unit, signed.parts) for unit in units.values()],
        made_on=signed.signed_on,
        until=signed.until,
    )
    givers = required_givers(case, signed.signed_on)
    if not givers:
        raise Invalid(
            "Barnet er for ungt til å samtykke selv. Legg inn den eller de som har foreldreansvar.", "parents"
        )
    for giver in givers:
        answer_consent(
            actor=job,
            consent=consent,
            giver_id=giver.representation_id,
            yes=True,
            on=signed.signed_on,
            evidence=Evidence.PAPER,
            paper=paper,
        )
