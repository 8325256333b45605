"""Writing the plan: opening, texts, goals, activities, evaluation, editions, ending."""

from collections.abc import Callable
from datetime import date

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import LEADING, OFFICE, PERSONAL, allow, sight
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea, Part
from samrad.kernel.checks import MAX_TEXT, filled, happened, ordered
from samrad.kernel.clock import now
from samrad.kernel.errors import Invalid, Refused, Stale
from samrad.kernel.operation import operation
from samrad.kernel.tenant import on_paper
from samrad.people.models import RelatedPerson
from samrad.plans.access import check_own_activity, sees_goal
from samrad.plans.models import (
    Activity,
    ActivityStep,
    CarePlan,
    Evaluation,
    Goal,
    PlanEdition,
    PlanText,
)
from samrad.plans.queries import current_plan
from samrad.plans.queries.editions import contents
from samrad.plans.rules import OPEN, ActivityStatus, Section
from samrad.teams.models import Seat

Guard = Callable[[Case], None]
_guards: list[Guard] = []

CHANGED = "Noen andre har endret dette mens du skrev. Begge tekstene står under."


def register_guard(guard: Guard) -> None:
    """Adds what must be in order before a plan ends; it raises `Invalid`. Called in `apps.ready`."""
    _guards.append(guard)


@operation(affects="case", allow=allow(*LEADING, *OFFICE), part=Part.GOALS)
def open_plan(
    *,
    actor: Actor,
    case: Case,
    on: date,
    consented_on: date | None = None,
    consented_by: str = "",
    period_until: date | None = None,
    revise_on: date | None = None,
) -> CarePlan:
    """Opens the person's plan, after a yes to it. One at a time in a municipality (L-IP-14, L-IP-15).

    Without the yes only for a plan that is taken over from an older tool. Raises `Invalid`.
    """
    if current_plan(case, on) is not None:
        raise Invalid("Personen har allerede en plan.")
    happened(on, not_before=case.opened_on)
    ordered(on, period_until, field="period_until")
    ordered(on, revise_on, field="revise_on")
    if actor.capacity is not Capacity.SYSTEM:
        _agreed_to(on, consented_on, consented_by)
    return CarePlan.objects.create(
        case=case,
        started_on=on,
        consented_on=consented_on,
        consented_by=consented_by.strip(),
        period_until=period_until,
        revise_on=revise_on,
    )


def _agreed_to(on: date, consented_on: date | None, consented_by: str) -> None:
    if consented_on is None:
        raise Invalid("Planen lages bare når personen har sagt ja. Skriv hvilken dag det var.", "consented_on")
    if consented_on > on:
        raise Invalid("Personen må ha sagt ja før planen begynner.", "consented_on")
    filled(consented_by, field="consented_by", sentence="Skriv hvem som sa ja.")


@operation(affects="plan", allow=allow(*LEADING, *PERSONAL, sees=Part.GOALS), part=Part.GOALS)
def set_period(*, actor: Actor, plan: CarePlan, period_until: date | None, revise_on: date | None) -> CarePlan:
    """Sets how long the plan holds, and when it is looked at again (L-IPC-7)."""
    ordered(plan.started_on, period_until, field="period_until")
    ordered(plan.started_on, revise_on, field="revise_on")
    plan.period_until, plan.revise_on = period_until, revise_on
    plan.save()
    return plan


@operation(affects="plan", allow=allow(*LEADING, *PERSONAL, sees=Part.ABOUT_ME), part=Part.ABOUT_ME)
def write_text(*, actor: Actor, plan: CarePlan, section: Section, text: str, version: int) -> PlanText:
    """Saves one section. `version` is the one the writer had read; raises `Stale` when it has grown since."""
    if plan.ended_on is not None:
        raise Invalid("Planen er avsluttet.")
    if len(text) > MAX_TEXT:
        raise Invalid(f"Teksten er for lang. Den kan være {MAX_TEXT} tegn.", "text")
    found = PlanText.objects.filter(plan=plan, section=section).first()
    if found is None:
        found = PlanText(case=plan.case, plan=plan, section=section)
    elif found.version != version:
        if found.text == text:
            return found
        raise Stale(CHANGED, theirs=found.text, mine=text)
    found.text = text
    found.version += 1
    found.updated_at = now()
    found.updated_by = actor.name
    found.save()
    return found


@operation(affects="plan", allow=allow(*LEADING, *PERSONAL, sees=Part.GOALS), part=Part.GOALS)
def add_goal(
    *,
    actor: Actor,
    plan: CarePlan,
    title: str,
    life_area: LifeArea,
    on: date,
    why: str = "",
    serves: Goal | None = None,
) -> Goal:
    """Adds a goal. Written by the person it is hers at once; else it is "not yet mine" until approved (S3-150)."""
    if plan.ended_on is not None:
        raise Invalid("Planen er avsluttet.")
    return Goal.objects.create(
        case=plan.case,
        plan=plan,
        title=filled(title, field="title", sentence="Skriv målet med egne ord.")[:300],
        why=why.strip(),
        life_area=life_area,
        serves=serves,
        position=plan.goals.count() + 1,
        set_on=happened(on, not_before=plan.started_on),
        set_by=actor.name,
        approved_on=on if actor.capacity in (Capacity.SELF, Capacity.ON_BEHALF) else None,
    )


@operation(affects="goal", allow=allow(*LEADING, *PERSONAL, sees=Part.GOALS), part=Part.GOALS)
def change_goal(
    *, actor: Actor, goal: Goal, title: str, life_area: LifeArea, why: str, version: int, serves: Goal | None = None
) -> Goal:
    """Rewrites a goal. Changed by another than the person, it waits for the person's approval again."""
    if goal.version != version:
        raise Stale(CHANGED, theirs=goal.title, mine=title)
    new_title = filled(title, field="title", sentence="Skriv målet med egne ord.")[:300]
    personal = actor.capacity in (Capacity.SELF, Capacity.ON_BEHALF)
    if new_title != goal.title and not personal:
        goal.approved_on = None
    goal.title, goal.life_area, goal.why, goal.serves = new_title, life_area, why.strip(), serves
    goal.version += 1
    goal.save()
    return goal


@operation(affects="goal", allow=allow(*LEADING, *PERSONAL, sees=Part.GOALS), part=Part.GOALS)
def approve_goal(*, actor: Actor, goal: Goal, on: date) -> Goal:
    """The person says that the goal is hers; the coordinator may write in that she said so."""
    goal.approved_on = happened(on, not_before=goal.set_on)
    goal.save()
    return goal


@operation(affects="goal", allow=allow(*LEADING, *PERSONAL, sees=Part.GOALS), part=Part.GOALS)
def end_goal(*, actor: Actor, goal: Goal, on: date, reason: str) -> Goal:
    """Puts a goal aside, reached or given up; its activities stay with the case."""
    ordered(goal.set_on, on, field="on")
    goal.ended_on = happened(on)
    goal.end_reason = filled(
        reason, field="reason", sentence="Skriv om målet er nådd, eller hvorfor det ikke gjelder lenger."
    )
    goal.save()
    return goal


@operation(affects="case", allow=allow(*LEADING, *PERSONAL, "seat"), part=Part.GOALS)
def add_activity(
    *,
    actor: Actor,
    case: Case,
    title: str,
    on: date,
    status: ActivityStatus,
    goal: Goal | None = None,
    how: str = "",
    extent: str = "",
    seat: Seat | None = None,
    by_subject: bool = False,
    related_person: RelatedPerson | None = None,
    due_on: date | None = None,
    alternatives: str = "",
    chosen: str = "",
) -> Activity:
    """Adds something that shall be done, with or without a plan (L-IPC-5, L-IPC-6). Raises `Invalid`."""
    _seat_speaks_for_itself(actor, case, seat)
    return make_activity(
        case=case,
        title=title,
        on=on,
        status=status,
        goal=goal,
        how=how,
        extent=extent,
        seat=seat,
        by_subject=by_subject,
        related_person=related_person,
        due_on=due_on,
        alternatives=alternatives,
        chosen=chosen,
    )


def make_activity(
    *,
    case: Case,
    title: str,
    on: date,
    status: ActivityStatus,
    goal: Goal | None = None,
    how: str = "",
    extent: str = "",
    seat: Seat | None = None,
    by_subject: bool = False,
    related_person: RelatedPerson | None = None,
    due_on: date | None = None,
    alternatives: str = "",
    chosen: str = "",
) -> Activity:
    """An activity with at most one responsible, all of the same case. Part of an operation. Raises `Invalid`."""
    if sum(map(bool, (seat, by_subject, related_person))) > 1:
        raise Invalid("Velg én ansvarlig.", "responsible")
    if seat is not None and (seat.case_id != case.pk or seat.ended_on is not None):
        raise Invalid("Velg en deltaker som er med i gruppa.", "responsible")
    if related_person is not None and related_person.subject_id != case.subject_id:
        raise Invalid("Velg noen som er registrert hos personen.", "responsible")
    if goal is not None and goal.case_id != case.pk:
        raise Invalid("Målet hører til en annen sak.", "goal")
    return Activity.objects.create(
        case=case,
        goal=goal,
        title=filled(title, field="title", sentence="Skriv hva som skal gjøres.")[:300],
        how=how.strip(),
        extent=extent.strip(),
        seat=seat,
        by_subject=by_subject,
        related_person=related_person,
        alternatives=alternatives.strip(),
        chosen=chosen.strip()[:300],
        agreed_on=happened(on, not_before=case.opened_on),
        due_on=due_on,
        status=status,
        settled_on=None if status in OPEN else on,
    )


def _seat_speaks_for_itself(actor: Actor, case: Case, seat: Seat | None) -> None:
    found = None if actor.capacity is Capacity.SYSTEM else sight(actor, case.pk)
    if found is None or found.has("coordinator", "stand_in", "subject"):
        return
    if found.has("representative") and found.may(Part.GOALS):
        return
    if seat is None or not seat.holders.filter(employment_id=actor.employment_id or 0, ended_on__isnull=True).exists():
        raise Refused("Du kan bare legge til tiltak for din egen plass.")


@operation(affects="activity", allow=allow(*LEADING, *PERSONAL, "seat"), part=Part.GOALS)
def change_activity(
    *,
    actor: Actor,
    activity: Activity,
    title: str,
    how: str,
    extent: str,
    version: int,
    goal: Goal | None = None,
    seat: Seat | None = None,
    by_subject: bool = False,
    related_person: RelatedPerson | None = None,
    alternatives: str = "",
    chosen: str = "",
) -> Activity:
    """Rewrites an activity, save its date and status, which `settle_activity` dates."""
    _may_write(actor, activity)
    if activity.version != version:
        raise Stale(CHANGED, theirs=activity.title, mine=title)
    if seat is not None and seat.case_id != activity.case_id:
        raise Invalid("Velg en deltaker som er med i gruppa.", "responsible")
    activity.title = filled(title, field="title", sentence="Skriv hva som skal gjøres.")[:300]
    activity.how, activity.extent, activity.goal = how.strip(), extent.strip(), goal
    activity.seat, activity.by_subject, activity.related_person = seat, by_subject, related_person
    activity.alternatives, activity.chosen = alternatives.strip(), chosen.strip()[:300]
    activity.version += 1
    activity.save()
    return activity


def _may_write(actor: Actor, activity: Activity) -> None:
    if actor.capacity is Capacity.SYSTEM:
        return
    found = sight(actor, activity.case_id)
    if found is None:
        raise Refused
    check_own_activity(actor, activity, found)


@operation(affects="activity", allow=allow(*LEADING, *PERSONAL, "seat"), part=Part.GOALS)
def settle_activity(
    *, actor: Actor, activity: Activity, on: date, status: ActivityStatus, due_on: date | None
) -> ActivityStep:
    """Gives an activity a new status or date, on a day: what its duty asks for (S3-140)."""
    _may_write(actor, activity)
    happened(on, not_before=activity.agreed_on)
    if status == activity.status and due_on == activity.due_on:
        raise Invalid("Velg en ny status eller en ny dato.", "status")
    step = ActivityStep.objects.create(
        case=activity.case,
        activity=activity,
        on=on,
        status=status,
        due_before=activity.due_on,
        due_after=due_on,
        by=actor.name,
    )
    activity.status, activity.due_on = status, due_on
    activity.settled_on = None if status in OPEN else on
    activity.version += 1
    activity.save()
    return step


@operation(affects=("goal", "activity"), allow=allow(*LEADING, *PERSONAL, "seat"), part=Part.GOALS)
def evaluate(
    *, actor: Actor, on: date, text: str, goal: Goal | None = None, activity: Activity | None = None
) -> Evaluation:
    """Writes how a goal or an activity goes. It is never changed; a new one is written instead.

    A seat writes of its own activities, and of the goals it sees.
    """
    thing = goal or activity
    if thing is None or (goal and activity):
        raise Invalid("Velg hva du vil vurdere.")
    if activity is not None:
        _may_write(actor, activity)
    elif goal is not None:
        _sees_goal(actor, goal)
    return Evaluation.objects.create(
        case=thing.case,
        goal=goal,
        activity=activity,
        on=happened(on),
        text=filled(text, field="text", sentence="Skriv hvordan det går."),
        by=actor.name,
    )


def _sees_goal(actor: Actor, goal: Goal) -> None:
    found = None if actor.capacity is Capacity.SYSTEM else sight(actor, goal.case_id)
    if found is not None and not sees_goal(found, goal):
        raise Refused


@operation(affects="plan", allow=allow(*LEADING), part=Part.GOALS)
def give_training(*, actor: Actor, plan: CarePlan, on: date) -> CarePlan:
    """The members were shown how the plan is used (S3-038)."""
    plan.training_given_on = happened(on, not_before=plan.started_on)
    plan.save()
    return plan


@operation(affects="plan", allow=allow(*LEADING), part=Part.GOALS)
def publish_edition(*, actor: Actor, plan: CarePlan, on: date) -> PlanEdition:
    """Freezes the plan as it stands. Refused without how the person took part (S3-147)."""
    took_part = PlanText.objects.filter(plan=plan, section=Section.TOOK_PART).first()
    if took_part is None or not took_part.text.strip():
        raise Invalid("Skriv først hvordan personen har vært med på å lage planen.", "took_part")
    newest = plan.editions.first()
    return PlanEdition.objects.create(
        case=plan.case,
        plan=plan,
        number=(newest.number if newest else 0) + 1,
        published_on=happened(on, not_before=plan.started_on),
        published_by=actor.name,
        contents=on_paper()(contents)(plan),
    )


@operation(affects="plan", allow=allow(*LEADING), part=Part.GOALS)
def end_plan(*, actor: Actor, plan: CarePlan, on: date, reason: str) -> CarePlan:
    """Ends the plan; `on` is its last day. It stays to be read by the person and the coordinator."""
    ordered(plan.started_on, on, field="on")
    for guard in _guards:
        guard(plan.case)
    plan.ended_on = on
    plan.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor planen avsluttes.")
    plan.save()
    return plan
