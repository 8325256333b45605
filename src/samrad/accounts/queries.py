"""Finding users, employments and the capacities somebody may act in."""

import re
from datetime import date, timedelta

from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from samrad.accounts.models import Draft, Employment, PersonalAccess, ProviderIdentity, User, UserSession
from samrad.accounts.rules import Actor, Capacity, Function, SignInLevel, may_act
from samrad.agencies.models import Unit
from samrad.agencies.rules import UnitKind
from samrad.duties.facts import Fact
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Invalid
from samrad.kernel.sealing import blind_index
from samrad.kernel.tenant import tenant
from samrad.people.models import Representation
from samrad.people.rules import Mandate

DRAFT_LIVES = timedelta(days=30)
BY_MANDATE: dict[str | None, str] = {
    Mandate.PARENTAL: "forelder", Mandate.GUARDIAN: "verge", Mandate.ATTORNEY: "fullmektig",
    Mandate.CHILD_WELFARE: "barneverntjenesten", Mandate.FOSTER: "fosterforelder",
    Mandate.NEXT_OF_KIN: "nærmeste pårørende",
}  # fmt: skip
CODE_LIVES = timedelta(days=14)


def current_employments(on: date) -> QuerySet[Employment]:
    """Employments that hold on the day, in units that are open."""
    return Employment.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on),
        Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gte=on),
        started_on__lte=on,
    ).select_related("unit__agency")


def staff(search: str = "") -> QuerySet[Employment]:
    """Every employment of somebody whose name holds `search`, by name, those that are over last (`over`)."""
    over = ExpressionWrapper(Q(ended_on__isnull=False, ended_on__lt=today()), output_field=BooleanField())
    found = Employment.objects.select_related("unit__agency", "user").annotate(over=over)
    return found.filter(name__icontains=search.strip()).order_by("over", "name", "id")


def employment_by_id(employment_id: int) -> Employment | None:
    """The employment with this key, in this municipality."""
    return Employment.objects.select_related("unit__agency", "user").filter(pk=employment_id).first()


def units_with_staff(on: date) -> QuerySet[Unit]:
    """Every unit, by agency and name, the closed ones last (`closed`), with how many work there (`employed`)."""
    working = Q(employments__started_on__lte=on) & (
        Q(employments__ended_on__isnull=True) | Q(employments__ended_on__gte=on)
    )
    closed = ExpressionWrapper(Q(ended_on__isnull=False, ended_on__lt=on), output_field=BooleanField())
    units = Unit.objects.select_related("agency").annotate(employed=Count("employments", filter=working), closed=closed)
    return units.order_by("agency__name", "closed", "name")


def colleagues(unit_id: int | None, on: date) -> QuerySet[Employment]:
    """Everybody employed in the unit on the day, by name."""
    return current_employments(on).filter(unit=unit_id or 0).order_by("name", "id")


def employed_in(unit_id: int, on: date) -> int:
    """How many work in the unit on the day."""
    return current_employments(on).filter(unit_id=unit_id).count()


def administrators() -> QuerySet[Employment]:
    """Everybody who is systemansvarlig without an end, and can sign in."""
    return Employment.objects.filter(
        function=Function.SYSTEM_OWNER, ended_on__isnull=True, unit__ended_on__isnull=True, user__isnull=False
    )


def known_employments() -> set[tuple[str, int, date, date | None]]:
    """Every employment as (name in small letters, unit, first day, last day): what an imported list is held against."""
    rows = Employment.objects.values_list("name", "unit_id", "started_on", "ended_on")
    return {(name.casefold(), unit_id, start, end) for name, unit_id, start, end in rows}


def leader_of(unit_id: int, on: date) -> Employment | None:
    """The leader of a unit on the day."""
    return current_employments(on).filter(unit_id=unit_id, function=Function.LEADER).first()


def current_accesses(on: date) -> QuerySet[PersonalAccess]:
    """Personal accesses that hold on the day, each with the `mandate` one acts by, if any."""
    mandates = Representation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on), related_person=OuterRef("related_person"), started_on__lte=on
    )
    return PersonalAccess.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on).annotate(
        mandate=Subquery(mandates.order_by("started_on", "id").values("mandate")[:1])
    )


def actor_in(
    municipality_id: int, user: User, capacity: Capacity, capacity_id: int, level: SignInLevel
) -> Actor | None:
    """The user as an actor in the capacity, within the tenant; None when the capacity no longer holds."""
    if not may_act(level, capacity):
        return None
    if capacity is Capacity.EMPLOYMENT:
        employment = current_employments(today()).filter(pk=capacity_id, user=user).first()
        return as_employee(municipality_id, employment, level) if employment else None
    access = (
        current_accesses(today())
        .filter(pk=capacity_id, user=user)
        .select_related("person", "related_person__subject")
        .first()
    )
    return as_person(municipality_id, access, level) if access else None


def as_employee(municipality_id: int, one: Employment, level: SignInLevel) -> Actor:
    """The employee as an actor. The unit must be loaded with the employment."""
    return Actor(
        municipality_id,
        Capacity.EMPLOYMENT,
        one.pk,
        one.user_id,
        one.name,
        one.unit_id,
        one.unit.name,
        one.title,
        Function(one.function),
        one.unit.kind == UnitKind.COORDINATING_UNIT,
        level=level,
    )


def as_person(municipality_id: int, access: PersonalAccess, level: SignInLevel) -> Actor:
    """The person, or the related person, as an actor."""
    if access.person is not None:
        return Actor(
            municipality_id, Capacity.SELF, access.pk, access.user_id, access.person.name,
            person_id=access.person_id, level=level,
        )  # fmt: skip
    related = access.related_person
    assert related is not None
    return Actor(
        municipality_id, Capacity.ON_BEHALF, access.pk, access.user_id, related.name,
        person_id=related.subject_id, related_id=related.pk, level=level,
        unit_name=f"for {related.subject.given_name}", title=BY_MANDATE.get(getattr(access, "mandate", None), ""),
    )  # fmt: skip


def capacities(user: User, level: SignInLevel) -> list[Actor]:
    """Everything the user may act as today when recognised at `level`, in all municipalities she has to do with."""
    found: list[Actor] = []
    for municipality_id in user.municipality_ids:
        with tenant(municipality_id):
            for employment in current_employments(today()).filter(user=user).order_by("id"):
                found.append(as_employee(municipality_id, employment, level))
            accesses = current_accesses(today()).filter(user=user)
            for access in accesses.select_related("person", "related_person__subject").order_by("id"):
                found.append(as_person(municipality_id, access, level))
    return [one for one in found if may_act(level, one.capacity)]


def facts_of_employees(employment_ids: list[int]) -> list[Fact]:
    """Employees as facts, for the cases that refer to them."""
    return [
        Fact("employee", f"employment-{one.pk}", one.started_on,
             attrs={"ended": one.ended_on, "unit": f"unit-{one.unit_id}", "permanent": one.permanent,
                    "municipal": one.unit.is_municipal})
        for one in Employment.objects.filter(pk__in=employment_ids).select_related("unit__agency")
    ]  # fmt: skip


def demo_users() -> QuerySet[User]:
    """The users anybody on this machine may be, in the order they were made."""
    return User.objects.exclude(demo_persona="").order_by("id")


def user_named(username: str) -> User | None:
    """The user that signs in with this name."""
    return User.objects.filter(username=username.strip().casefold()).first()


def user_by_id(user_id: int) -> User | None:
    """The user with this key."""
    return User.objects.filter(pk=user_id).first()


def identity_key(kind: str, issuer: str, subject: str) -> str:
    """The keyed hash under which somebody is known whom a provider of that kind calls `subject`."""
    return blind_index(f"identity {kind} {issuer} {subject}")


def identity_of(key: str) -> ProviderIdentity | None:
    """Somebody as a provider knows her."""
    return ProviderIdentity.objects.select_related("user").filter(key=key).first()


def identities_of(user: User) -> QuerySet[ProviderIdentity]:
    """The ways by which the user comes in without a password."""
    return ProviderIdentity.objects.filter(user=user).order_by("first_at")


def identity_asking(code: str) -> ProviderIdentity | None:
    """Who has been given this code, at most 14 days ago, and is not known yet."""
    code = "".join(code.upper().split()).replace("-", "")
    return ProviderIdentity.objects.filter(code=code, last_at__gte=now() - CODE_LIVES).first() if code else None


def open_sessions(user: User) -> QuerySet[UserSession]:
    """Where the user is signed in now, the latest seen first."""
    return UserSession.objects.filter(user=user, ended_at__isnull=True).order_by("-seen_at", "-id")


def employment_of(actor: Actor) -> Employment:
    """The employment the actor acts in. Raises `Employment.DoesNotExist` for anybody else."""
    return Employment.objects.select_related("unit").get(pk=actor.employment_id or 0)


def draft_place(actor: Actor, place: str) -> str:
    """The place as it is kept: in one capacity one does not meet what one wrote in another.

    Raises `Invalid` when `place` is not a short name of letters, digits and `-_:/.`.
    """
    if not re.fullmatch(r"[\w:/.-]{1,120}", place, re.ASCII):
        raise Invalid("Dette er ikke et sted som kan ha utkast.")
    return f"{actor.capacity}-{actor.capacity_id}:{place}"


def draft_at(actor: Actor, place: str) -> Draft | None:
    """What the actor has begun to write at the place, at most 30 days ago; nobody else's."""
    if actor.user_id is None:
        return None
    return Draft.objects.filter(
        user_id=actor.user_id, place=draft_place(actor, place), saved_at__gte=now() - DRAFT_LIVES
    ).first()
