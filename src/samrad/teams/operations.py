"""Opening a team, seats and their holders, the contact card, ending."""

from datetime import date, timedelta

from django.db.models import Q

from samrad.accounts.models import Employment
from samrad.accounts.queries import current_employments
from samrad.accounts.rules import Actor
from samrad.agencies.models import Unit
from samrad.cases.access import LEADING, OFFICE, allow
from samrad.cases.models import Case
from samrad.cases.queries import assessments_of
from samrad.cases.rules import Part
from samrad.kernel.checks import filled, happened, ordered
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation
from samrad.routines.queries import in_force, versions
from samrad.teams.models import CareTeam, NoTeam, Seat, SeatHolder
from samrad.teams.queries import current_team
from samrad.teams.rules import SeatKind
from samrad.ties.operations import weigh
from samrad.ties.rules import Task


@operation(affects="case", allow=allow(*LEADING, *OFFICE), part=Part.TEAM)
def open_team(
    *,
    actor: Actor,
    case: Case,
    on: date,
    mandate: str = "",
    few_services_reason: str = "",
    other_meetings: str = "",
    reassess_on: date | None = None,
) -> CareTeam:
    """Opens a team around the person. The law does not demand one (S2-010).

    The need must have been assessed as lasting (S0-001), save in a case taken over from an older
    tool. Where the routine asks, it is said which other meetings could suffice, and why they do not
    (S4-015). Raises `Invalid`.
    """
    if current_team(case, on) is not None:
        raise Invalid("Det finnes allerede en gruppe rundt personen.")
    happened(on, not_before=case.opened_on)
    _needed(case)
    version = in_force(versions(), on)
    if case.followed_from is None and version is not None and version.routine.setting("ask_other_meetings"):
        filled(
            other_meetings,
            field="other_meetings",
            sentence="Skriv hvilke andre samarbeidsmøter som finnes, og hvorfor de ikke er nok.",
        )
    if reassess_on is not None and reassess_on <= on:
        raise Invalid("Dagen for ny vurdering må være etter at gruppa startet.", "reassess_on")
    return CareTeam.objects.create(
        case=case,
        started_on=on,
        mandate=mandate.strip(),
        few_services_reason=few_services_reason.strip(),
        other_meetings=other_meetings.strip(),
        reassess_on=reassess_on,
    )


def _needed(case: Case) -> None:
    if case.followed_from is not None:
        return
    assessments = assessments_of(case)
    if not assessments:
        raise Invalid("Vurder behovet først: Trenger personen langvarige og koordinerte tjenester?")
    if not assessments[0].lasting:
        raise Invalid("Behovet er vurdert som ikke langvarig. Vurder det på nytt hvis noe er endret.")


@operation(affects="case", allow=allow(*LEADING), part=Part.TEAM)
def open_no_team(*, actor: Actor, case: Case, on: date, reason: str) -> NoTeam:
    """No team is opened now: other meetings suffice, or it is not needed (S4-015, S4-017). It can be opened later."""
    if current_team(case, on) is not None:
        raise Invalid("Det finnes allerede en gruppe rundt personen.")
    return NoTeam.objects.create(
        case=case,
        on=happened(on, not_before=case.opened_on),
        by=actor.name,
        reason=filled(reason, field="reason", sentence="Skriv hvorfor, for eksempel hvilke møter som er nok."),
    )


@operation(affects="team", allow=allow(*LEADING), part=Part.TEAM)
def change_team(
    *,
    actor: Actor,
    team: CareTeam,
    mandate: str,
    reassess_on: date | None,
    plan_writer: Employment | None = None,
) -> CareTeam:
    """Writes the team's mandate, who writes the plan (S1-013), and when the need is looked at again (S3-003)."""
    if reassess_on is not None and reassess_on <= team.started_on:
        raise Invalid("Dagen for ny vurdering må være etter at gruppa startet.", "reassess_on")
    team.mandate, team.reassess_on, team.plan_writer = mandate.strip(), reassess_on, plan_writer
    team.save()
    return team


@operation(affects="team", allow=allow(*LEADING), part=Part.TEAM)
def propose_seat(
    *,
    actor: Actor,
    team: CareTeam,
    unit: Unit,
    kind: SeatKind,
    role: str,
    on: date,
    contribution: str = "",
    relation: str = "",
    ground: str = "",
    employment: Employment | None = None,
    near_reason: str = "",
) -> Seat:
    """Gives a unit a place in the team, filled at once when somebody is named. It sees nothing yet.

    Somebody near the person is named with a reason only.
    """
    happened(on, not_before=team.started_on)
    if unit.ended_on is not None and unit.ended_on < on:
        raise Invalid("Enheten er avsluttet. Velg en annen.", "unit")
    role = filled(role, field="role", sentence="Skriv hvilken rolle plassen har, som «kontaktlærer».")
    _role_is_free(team.pk, unit.pk, role)
    seat = Seat.objects.create(
        case=team.case,
        team=team,
        unit=unit,
        kind=kind,
        role=role,
        proposed_on=on,
        contribution=contribution.strip(),
        relation=relation.strip(),
        ground=ground.strip(),
    )
    if employment is not None:
        weigh(actor=actor, case=team.case, employment=employment, task=Task.SEAT, reason=near_reason)
        _fill(seat, employment, on)
    return seat


def _role_is_free(team_id: int, unit_id: int, role: str, *, but: int = 0) -> None:
    others = Seat.objects.filter(team=team_id, unit=unit_id, role__iexact=role, ended_on__isnull=True)
    if others.exclude(pk=but).exists():
        raise Invalid("Enheten har allerede en plass med denne rollen.", "role")


def _fill(seat: Seat, employment: Employment, on: date) -> SeatHolder:
    if employment.unit_id != seat.unit_id:
        raise Invalid(f"{employment.name} arbeider ikke i {seat.unit.name}.", "employment")
    if not current_employments(on).filter(pk=employment.pk).exists():
        raise Invalid(f"{employment.name} er ikke ansatt denne dagen.", "employment")
    if SeatHolder.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), seat=seat).exists():
        raise Invalid("Noen andre har plassen denne dagen. Velg en senere dag.", "on")
    return SeatHolder.objects.create(case=seat.case, seat=seat, employment=employment, started_on=on)


@operation(affects="seat", allow=allow(*LEADING), part=Part.TEAM)
def fill_seat(*, actor: Actor, seat: Seat, employment: Employment, on: date, near_reason: str = "") -> SeatHolder:
    """Somebody of the unit fills the seat from the day `on`; who had it before ends the day before."""
    if seat.ended_on is not None:
        raise Invalid("Plassen er avsluttet.")
    ordered(seat.proposed_on, on, field="on")
    weigh(actor=actor, case=seat.case, employment=employment, task=Task.SEAT, reason=near_reason)
    before = SeatHolder.objects.filter(seat=seat, ended_on__isnull=True).first()
    if before is not None:
        if before.employment_id == employment.pk:
            raise Invalid(f"{employment.name} har plassen allerede.", "employment")
        ordered(before.started_on + timedelta(days=1), on, field="on")
        before.ended_on = on - timedelta(days=1)
        before.end_reason = "erstattet"
        before.save()
    return _fill(seat, employment, on)


@operation(affects="held", allow=allow(*LEADING), part=Part.TEAM)
def end_holder(*, actor: Actor, held: SeatHolder, on: date, reason: str) -> SeatHolder:
    """Somebody leaves a seat; `on` is the last day. The seat stands vacant, and stays."""
    ordered(held.started_on, on, field="on")
    held.ended_on = on
    held.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor.")
    held.save()
    return held


@operation(affects="seat", allow=allow(*LEADING), part=Part.TEAM)
def change_seat(*, actor: Actor, seat: Seat, kind: SeatKind, role: str, contribution: str, relation: str) -> Seat:
    """Changes how a unit takes part, its role, and what it helps with (S2-006, S3-037)."""
    seat.kind = kind
    seat.role = filled(role, field="role", sentence="Skriv hvilken rolle plassen har.")
    _role_is_free(seat.team_id, seat.unit_id, seat.role, but=seat.pk)
    seat.contribution, seat.relation = contribution.strip(), relation.strip()
    seat.save()
    return seat


@operation(affects="seat", allow=allow(*LEADING), part=Part.TEAM)
def clarify_expectations(*, actor: Actor, seat: Seat, on: date, contribution: str) -> Seat:
    """Role and expectations were gone through with the member (S3-135); what it helps with is written."""
    seat.expectations_on = happened(on, not_before=seat.proposed_on)
    seat.contribution = filled(contribution, field="contribution", sentence="Skriv hva deltakeren kan bidra med.")
    seat.save()
    return seat


@operation(affects="seat", allow=allow(*LEADING), part=Part.TEAM)
def end_seat(*, actor: Actor, seat: Seat, on: date, reason: str) -> Seat:
    """Ends a unit's place; `on` is its last day. What it could see is closed the day after."""
    ordered(seat.proposed_on, on, field="on")
    seat.ended_on = on
    seat.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor plassen avsluttes.")
    seat.save()
    for held in SeatHolder.objects.filter(seat=seat, ended_on__isnull=True):
        held.ended_on = max(on, held.started_on)
        held.end_reason = "plassen er avsluttet"
        held.save()
    return seat


@operation(affects="seat", allow=allow(*LEADING))
def keep_secret(*, actor: Actor, seat: Seat, secret: bool, reason: str = "") -> Seat:
    """Who has the seat is kept from all but those who must know, with a reason; or is shown again. Bites at once."""
    seat.secret = secret
    seat.secret_reason = filled(reason, field="reason", sentence="Skriv hvorfor plassen må skjules.") if secret else ""
    seat.save()
    return seat


@operation(affects="team", allow=allow(*LEADING), part=Part.TEAM)
def share_contact_card(*, actor: Actor, team: CareTeam, on: date) -> CareTeam:
    """The coordinator's name, role, telephone and e-mail were made known to all (S3-034)."""
    team.contact_card_shared_on = happened(on)
    team.save()
    return team


@operation(affects="team", allow=allow(*LEADING, *OFFICE), part=Part.TEAM)
def end_team(*, actor: Actor, team: CareTeam, on: date, reason: str) -> CareTeam:
    """Ends the team and its seats; `on` is the last day."""
    ordered(team.started_on, on, field="on")
    team.ended_on = on
    team.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor.")
    team.save()
    for seat in Seat.objects.filter(team=team, ended_on__isnull=True):
        end_seat(actor=actor, seat=seat, on=max(on, seat.proposed_on), reason="gruppa er avsluttet")
    return team
