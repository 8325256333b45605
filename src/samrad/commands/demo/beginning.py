"""How an invented case begins: from the notice to a team with consents."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from samrad.accounts.queries import capacities
from samrad.accounts.rules import Actor, SignInLevel
from samrad.cases.operations.notices import (
    answer_notice,
    assess_need,
    give_information,
    tell_person_of_notice,
)
from samrad.cases.operations.people import (
    add_related_person,
    add_representation,
    withhold_from,
)
from samrad.cases.operations.sign_in import give_personal_access
from samrad.cases.queries import notices_of
from samrad.cases.rules import LifeArea, Part, Told
from samrad.commands.demo.town import Town
from samrad.consents.operations import Wanted, answer_consent, ask_consent, hear_person, show_mandate
from samrad.consents.queries import circumstances, heard
from samrad.consents.rules import Ear, Evidence, Step, View
from samrad.coordinators.operations import (
    accept,
    answer_as_leader,
    appoint,
    ask_leader,
    propose,
)
from samrad.coordinators.queries import open_proposal
from samrad.coordinators.rules import LeaderAnswer
from samrad.papers.operations import add_paper
from samrad.people.rules import Mandate, Relation, Scope
from samrad.routines.queries import in_force, versions
from samrad.teams.operations import (
    open_team,
    propose_seat,
)
from samrad.teams.rules import SeatKind

if TYPE_CHECKING:
    from samrad.cases.models import Case
    from samrad.consents.models import Consent
    from samrad.people.models import RelatedPerson, Representation
    from samrad.plans.models import CarePlan, Goal
    from samrad.teams.models import CareTeam, Seat

WIDE = (Part.TEAM, Part.GOALS, Part.MINUTES, Part.ABOUT_ME, Part.DOCUMENTS)
A_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n178\n%%EOF\n"
)


@dataclass
class Beginning:
    """A case while it is being told: those near, the coordinator, the team, the consents."""

    town: Town
    case: "Case"
    coordinator: str = ""
    related: "dict[str, RelatedPerson]" = field(default_factory=dict)
    team: "CareTeam | None" = None
    seats: "dict[str, Seat]" = field(default_factory=dict)
    plan: "CarePlan | None" = None
    goals: "list[Goal]" = field(default_factory=list)
    covered: set[str] = field(default_factory=set)
    guardianship: "Representation | None" = None

    @property
    def lead(self) -> Actor:
        """The coordinator as an actor."""
        return self.town.actor(self.coordinator)

    @property
    def office(self) -> Actor:
        """Somebody in the coordinating unit."""
        return self.town.actor("ke")

    # ── before there is a coordinator ────────────────────────────────────────

    def parent(
        self, key: str, name: tuple[str, str], relation: Relation, *, insight: bool = True, email: str = ""
    ) -> "RelatedPerson":
        """Adds somebody with parental responsibility."""
        related = add_related_person(
            actor=self.office, case=self.case, given_name=name[0], family_name=name[1], relation=relation,
            phone="910 00 000", email=email,
        )  # fmt: skip
        representation = add_representation(
            actor=self.office, case=self.case, related=related, mandate=Mandate.PARENTAL,
            started_on=self.case.subject.born_on or self.case.opened_on,
        )  # fmt: skip
        if not insight:
            withhold_from(
                actor=self.office, case=self.case, representation=representation,
                reason="Avgjort etter pasient- og brukerrettighetsloven § 3-4.",
            )  # fmt: skip
        self.related[key] = related
        return related

    def guardian(self, key: str, name: tuple[str, str], scopes: Sequence[Scope]) -> "RelatedPerson":
        """Adds a guardian with a mandate."""
        related = add_related_person(
            actor=self.office, case=self.case, given_name=name[0], family_name=name[1], relation=Relation.GUARDIAN,
            phone="920 00 000",
        )  # fmt: skip
        self.guardianship = add_representation(
            actor=self.office, case=self.case, related=related, mandate=Mandate.GUARDIAN,
            started_on=self.case.opened_on, scopes=scopes, mandate_text="Oppnevnt av statsforvalteren.",
        )  # fmt: skip
        self.related[key] = related
        return related

    def mandate_shown(self, days_ago: int) -> None:
        """The paper that shows the mandate of the guardian who was added last is kept."""
        assert self.guardianship is not None
        on = self.town.ago(days_ago)
        paper = add_paper(
            actor=self.lead, case=self.case, part=Part.DECISION, title="Vergefullmakt", content=A_PDF, received_on=on
        )
        show_mandate(actor=self.lead, case=self.case, representation=self.guardianship, paper=paper, on=on)

    def sign_in(self, username: str, related: str = "") -> Actor:
        """Gives the person, or somebody near, a way to sign in, and returns them as an actor."""
        access = give_personal_access(
            actor=self.office, case=self.case, username=username, started_on=self.case.opened_on,
            related=self.related[related] if related else None,
        )  # fmt: skip
        found = capacities(access.user, SignInLevel.DEMO)
        return next(actor for actor in found if actor.person_id == self.case.subject_id)

    def received(
        self, days_ago: int, answer: str = "Takk for meldingen. Vi tar kontakt med familien denne uka."
    ) -> None:
        """The notice is answered and the person told."""
        notice = notices_of(self.case)[0]
        on = self.town.ago(days_ago)
        answer_notice(actor=self.office, notice=notice, on=on, answer=answer)
        if notice.person_told_on is None:
            tell_person_of_notice(actor=self.office, notice=notice, on=on)
        give_information(
            actor=self.office, case=self.case, what=Told.BOOKLET, on=on, given_to=self.case.subject.given_name,
            document_version="2022",
        )  # fmt: skip

    def assessed(self, days_ago: int, services: str, other: str = "Skole og PPT") -> None:
        """The need is found to be lasting."""
        assess_need(
            actor=self.office, case=self.case, on=self.town.ago(days_ago), lasting=True, services=services,
            other_sectors=other, reason="Flere tjenester må arbeide sammen over lang tid.",
        )  # fmt: skip

    def proposed(self, who: str, days_ago: int, asked_ago: int | None = None, wish: str = "") -> None:
        """Somebody is proposed as coordinator, and perhaps the leader asked."""
        proposal = propose(
            actor=self.office, case=self.case, employment=self.town.staff[who], on=self.town.ago(days_ago),
            person_wish=wish or f"Ønsker {self.town.staff[who].name}", consulted=self.case.subject.given_name,
        )  # fmt: skip
        if asked_ago is not None:
            ask_leader(
                actor=self.office,
                proposal=proposal,
                on=self.town.ago(asked_ago),
                question="Kan dere sette av tid til dette?",
            )

    def appointed(self, who: str, days_ago: int, *, through_leader: bool = True, accepted: bool = True) -> None:
        """A coordinator is found: through the leader's answer, or as it was before Samråd."""
        on = self.town.ago(days_ago)
        proposal = None
        if through_leader:
            self.proposed(who, days_ago + 12, days_ago + 8)
            proposal = open_proposal(self.case)
            assert proposal is not None
            answer_as_leader(
                actor=self.office, proposal=proposal, on=self.town.ago(days_ago + 2), answer=LeaderAnswer.CAN,
                resources="Omtrent to timer i uka", how_solved="Tid settes av fast hver torsdag.",
                talked_on=self.town.ago(days_ago + 3), answered_by="Lederen, på telefon",
            )  # fmt: skip
        appointment = appoint(
            actor=self.office, case=self.case, employment=self.town.staff[who], on=on, proposal=proposal,
            knows_person=True, most_involved=True,
        )  # fmt: skip
        self.coordinator = who
        if accepted:
            accept(actor=self.office, appointment=appointment, on=on)

    # ── the team and who may know ────────────────────────────────────────────

    def teamed(self, days_ago: int, *members: tuple[str, str, str, SeatKind], reassess_in: int | None = None) -> None:
        """A team with seats: (unit, employee or "" for vacant, role, kind)."""
        on = self.town.ago(days_ago)
        self.team = open_team(
            actor=self.lead, case=self.case, on=on, mandate="Samordne hjelpen slik at hverdagen henger sammen.",
            other_meetings="Møtene i hver tjeneste samler ikke alle som hjelper.",
            reassess_on=self.town.ago(-reassess_in) if reassess_in else None,
        )  # fmt: skip
        for unit, who, role, kind in members:
            self.seats[unit] = propose_seat(
                actor=self.lead, team=self.team, unit=self.town.units[unit], kind=kind, role=role, on=on,
                employment=self.town.staff[who] if who else None, relation=f"Kjenner {self.case.subject.given_name} fra før",
            )  # fmt: skip

    def consented(
        self,
        days_ago: int,
        *units: str,
        step: Step = Step.WRITTEN,
        parts: Sequence[Part] = WIDE,
        areas: Sequence[LifeArea] = (),
        last_days: int = 365,
        by: Actor | None = None,
    ) -> "Consent":
        """All who must answer say yes, on paper or (given `by`) signed in."""
        self.covered.update(units)
        routine = in_force(versions(), self.town.today)
        assert routine is not None
        key = "consent_written" if step is Step.WRITTEN else "consent_call_in"
        document = routine.routine.documents[key]
        on = self.town.ago(days_ago)
        consent = ask_consent(
            actor=self.lead, case=self.case, step=step, purpose="Samarbeid om tjenestene mine", text=str(document.body),
            text_version=document.version, wanted=[Wanted(self.town.units[unit], parts, areas) for unit in units],
            made_on=on, until=on + timedelta(days=last_days),
        )  # fmt: skip
        then = circumstances(self.case, on)
        if heard(consent, then) is Ear.NEEDED:
            self.heard(consent, days_ago)
        for giver in then.required().givers:
            paper = None
            if by is None and step is Step.WRITTEN:
                paper = add_paper(
                    actor=self.lead, case=self.case, part=Part.DOCUMENTS, title="Underskrevet samtykke", content=A_PDF,
                    received_on=on,
                )  # fmt: skip
            answer_consent(
                actor=by or self.lead, consent=consent, giver_id=giver.representation_id, yes=True, on=on,
                evidence=Evidence.SIGNED_IN if by else (Evidence.PAPER if paper else Evidence.SPOKEN), paper=paper,
                witness="" if paper or by else "Jonas Fossmark", note="" if paper or by else "Sagt ja i samtale på helsestasjonen.",
            )  # fmt: skip
        return consent

    def heard(self, consent: "Consent", days_ago: int, view: View = View.AGREES) -> None:
        """The person says what she thinks of a consent that others answer."""
        hear_person(
            actor=self.lead, consent=consent, view=view, said="Synes det er fint at de snakker sammen.",
            heard_by=self.lead.name, on=self.town.ago(days_ago),
        )  # fmt: skip
