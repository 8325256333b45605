"""Where somebody is signed in: noted at sign-in, seen now and then, ended by its owner or when its ground is gone.

A named exception to the rule that every write is an operation: a session stands outside the tenants and is its
owner's own. Ending one takes Django's row away with it, so that the next request of that browser is nobody's.
"""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from samrad.accounts.models import User, UserSession
from samrad.accounts.queries import open_sessions
from samrad.accounts.rules import SessionEnd, SignInLevel, device_words, network_of
from samrad.kernel.clock import now
from samrad.kernel.sealing import blind_index

KEPT = timedelta(days=90)


def network_key(address: str) -> str:
    """The keyed hash of the network an address belongs to; the address itself is never kept."""
    return blind_index(f"network {network_of(address)}")


def note_session(
    user: User,
    session_key: str,
    *,
    level: SignInLevel,
    user_agent: str,
    address: str,
    provider: str = "",
    subject: str = "",
    provider_session: str = "",
) -> UserSession:
    """Notes that the user has signed in; what is older than 90 days is forgotten.

    `subject` and `provider_session` are what a provider calls her and its own session, hashed already.
    """
    UserSession.objects.filter(user=user, ended_at__lt=now() - KEPT).delete()
    return UserSession.objects.create(
        user=user, session_key=session_key, level=level, provider=provider, provider_subject=subject,
        provider_session=provider_session, device=device_words(user_agent)[:80], network=network_key(address),
        began_at=now(), seen_at=now(),
    )  # fmt: skip


def provider_mark(issuer: str, what: str, value: str) -> str:
    """The hash under which a provider's name for somebody, or for its session, is kept; "" of nothing."""
    return blind_index(f"{issuer} {what} {value}") if value else ""


def note_seen(session_key: str) -> None:
    """Says that the session is in use now."""
    UserSession.objects.filter(session_key=session_key, ended_at__isnull=True).update(seen_at=now())


def _end(sessions: QuerySet[UserSession], reason: SessionEnd) -> int:
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=[key for key in keys if key]).delete()
    return sessions.update(ended_at=now(), end_reason=reason, session_key="")


def end_this(session_key: str, reason: SessionEnd) -> None:
    """Ends the session with that key; nothing happens when there is none."""
    if session_key:
        _end(UserSession.objects.filter(session_key=session_key, ended_at__isnull=True), reason)


def go_on_as(before: str, after: str) -> None:
    """The session goes on under a new key, as it does when the password is changed."""
    UserSession.objects.filter(session_key=before, ended_at__isnull=True).update(session_key=after)


def end_one(user: User, session_id: int) -> bool:
    """Ends one of the user's own sessions; whether there was one."""
    return _end(open_sessions(user).filter(pk=session_id), SessionEnd.OWNER) > 0


def end_sessions(user: User, reason: SessionEnd, *, but: str = "") -> int:
    """Ends every session of the user but the one with the key `but`; how many there were."""
    return _end(open_sessions(user).exclude(session_key=but) if but else open_sessions(user), reason)


def end_by_provider(provider: str, subject: str, provider_session: str) -> int:
    """Ends what a provider has signed out: its session when it names one, else everything of that human being."""
    sessions = UserSession.objects.filter(provider=provider, ended_at__isnull=True)
    if provider_session:
        sessions = sessions.filter(provider_session=provider_session)
    if subject:
        sessions = sessions.filter(provider_subject=subject)
    return _end(sessions, SessionEnd.PROVIDER) if subject or provider_session else 0
