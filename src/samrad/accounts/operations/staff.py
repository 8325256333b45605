"""Employing, changing and ending; giving somebody a way to sign in."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from samrad.accounts.access import staff_or_own_leader, system_owner_only
from samrad.accounts.models import Employment, User
from samrad.accounts.operations.limits import begin_anew, of_account
from samrad.accounts.operations.sessions import end_sessions
from samrad.accounts.queries import administrators
from samrad.accounts.rules import Actor, Function, SessionEnd, Use
from samrad.agencies.models import Unit
from samrad.kernel.checks import filled, ordered
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.operation import operation


@dataclass(frozen=True)
class NewSignIn:
    """A user name and a password to hand over; the password is shown once and must be changed."""

    user: User
    password: str


@operation(affects="result", allow=staff_or_own_leader)
def employ(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    title: str,
    started_on: date,
    function: Function = Function.STAFF,
    permanent: bool = True,
    phone: str = "",
    email: str = "",
    ended_on: date | None = None,
) -> Employment:
    """Registers that somebody works in a unit. Functions beyond staff are given by systemansvarlig."""
    if function is not Function.STAFF:
        system_owner_only(actor=actor)
    ordered(started_on, ended_on, field="ended_on")
    if unit.ended_on is not None and unit.ended_on < started_on:
        raise Invalid("Enheten er avsluttet før denne dagen.", "unit")
    return Employment.objects.create(
        unit=unit,
        name=filled(name, field="name", sentence="Skriv navnet."),
        title=title.strip(),
        phone=phone.strip(),
        email=email.strip(),
        function=function,
        permanent=permanent,
        started_on=started_on,
        ended_on=ended_on,
        end_reason="tidsavgrenset" if ended_on else "",
    )


@operation(affects="employment", allow=system_owner_only)
def change_employment(
    *,
    actor: Actor,
    employment: Employment,
    name: str,
    title: str,
    phone: str,
    email: str,
    function: Function,
    permanent: bool,
) -> Employment:
    """Changes what is known of an employee. A move to another unit ends this employment and begins one there."""
    employment.name = filled(name, field="name", sentence="Skriv navnet.")
    employment.title, employment.phone, employment.email = title.strip(), phone.strip(), email.strip()
    if function is not Function.SYSTEM_OWNER:
        _somebody_else_administers(employment, "function")
    employment.function, employment.permanent = function, permanent
    employment.save()
    return employment


@operation(affects="employment", allow=system_owner_only)
def end_employment(*, actor: Actor, employment: Employment, on: date, reason: str) -> Employment:
    """Ends an employment; `on` is its last day. Access, seats and coordinator's duties end with it."""
    ordered(employment.started_on, on, field="on")
    _somebody_else_administers(employment, "on")
    employment.ended_on = on
    employment.end_reason = filled(reason, field="reason", sentence="Skriv hvorfor.")
    employment.save()
    return employment


def _somebody_else_administers(employment: Employment, field: str) -> None:
    if employment.function != Function.SYSTEM_OWNER or employment.user_id is None:
        return
    if not administrators().exclude(pk=employment.pk).exists():
        raise Invalid(
            "Kommunen må ha minst én systemansvarlig som kan logge inn. Gi noen andre den oppgaven først.", field
        )


@operation(affects="employment", allow=system_owner_only)
def give_sign_in(*, actor: Actor, employment: Employment, username: str, same_person: bool = True) -> NewSignIn:
    """Gives an employee a user name with a first password, or ties the employee to an existing user.

    A user that is there from before is tied to only when it is said to be the `same_person`. Raises `Invalid`.
    """
    if employment.user_id is not None:
        raise Invalid(f"{employment.name} har allerede en innlogging.")
    if employment.ended_on is not None and employment.ended_on < today():
        raise Invalid(f"{employment.name} er ikke ansatt lenger, og kan ikke få en innlogging.")
    sign_in = open_sign_in(actor, username)
    if not sign_in.password and not same_person:
        raise Invalid(
            "Brukernavnet er i bruk. Velg et annet, eller kryss av for at det er samme person.",
            "username",
        )
    employment.user = sign_in.user
    employment.save()
    return sign_in


def user_to_tie(actor: Actor, username: str) -> tuple[User, bool]:
    """A user of that name in the actor's municipality, and whether she is new: then she has no password yet.

    Part of an operation. Raises `Invalid` when the name is taken elsewhere.
    """
    username = filled(username, field="username", sentence="Skriv et brukernavn.").casefold()
    user = User.objects.filter(username=username).first()
    if user is not None:
        if actor.municipality_id not in user.municipality_ids:
            raise Invalid("Brukernavnet er i bruk. Velg et annet.", "username")
        return user, False
    user = User(username=username, municipality_ids=[actor.municipality_id])
    user.set_unusable_password()
    user.save()
    return user, True


def open_sign_in(actor: Actor, username: str) -> NewSignIn:
    """A user of that name in the actor's municipality: a new one with a password, or the one already there.

    Part of an operation. Raises `Invalid` when the name is taken elsewhere.
    """
    user, new = user_to_tie(actor, username)
    if not new:
        return NewSignIn(user, "")
    password = _first_password()
    user.must_change_password = True
    user.set_password(password)
    user.save()
    return NewSignIn(user, password)


@operation(affects="employment", allow=system_owner_only)
def reset_sign_in(*, actor: Actor, employment: Employment) -> NewSignIn:
    """A new first password, and the code app to be set up again: for somebody who has lost the telephone.

    Where the user is signed in, the session ends. A user who also belongs to another municipality cannot
    be reset from one of them: whoever resets could sign in there. Raises `Invalid`.
    """
    if employment.user_id is None:
        raise Invalid(f"{employment.name} har ingen innlogging.")
    user = User.objects.select_for_update().get(pk=employment.user_id)
    if user.demo_persona:
        raise Invalid("Demopersoner logger inn uten passord og kode. Det er ingenting å nullstille.")
    if user.municipality_ids != [actor.municipality_id]:
        raise Invalid(
            f"{employment.name} logger også inn i en annen kommune. Da kan ikke innloggingen nullstilles herfra. "
            "Be den som drifter Samråd, om hjelp."
        )
    password = _first_password()
    user.set_password(password)
    user.must_change_password = True
    user.totp_sealed, user.totp_confirmed_at = None, None
    user.save()
    begin_anew(Use.WRONG_FOR_ACCOUNT, of_account(user))
    end_sessions(user, SessionEnd.PASSWORD)
    return NewSignIn(user, password)


def _first_password() -> str:
    """A password of 64 random bits, in groups that can be read aloud."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


PASSWORD_FAULTS = {
    "password_too_short": "Passordet er for kort. Bruk minst 12 tegn.",
    "password_too_common": "Dette passordet bruker mange. Velg et annet.",
    "password_too_similar": "Passordet ligner for mye på brukernavnet. Velg et annet.",
}


def check_password(password: str, user: User, *, field: str = "password") -> None:
    """Raises `Invalid` when the password is too short, too common or too like the user name."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        faults = [PASSWORD_FAULTS.get(one.code or "", "Dette passordet kan ikke brukes.") for one in error.error_list]
        raise Invalid(" ".join(faults), field) from error
