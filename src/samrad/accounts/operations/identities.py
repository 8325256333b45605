"""Who somebody is whom a provider has recognised. Beside signing in a named exception: there is no actor yet."""

import secrets

from samrad.accounts.models import ProviderIdentity, User
from samrad.accounts.queries import CODE_LIVES, identity_of
from samrad.kernel.clock import now

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"


def new_user(username: str) -> User:
    """A user who comes in by a provider and has no password."""
    user = User(username=username)
    user.set_unusable_password()
    user.save()
    return user


def user_of_identity(key: str, provider: str) -> User:
    """The user of this identity, made when there is none. For inhabitants, and for those whom a group lets in."""
    found = identity_of(key)
    if found is None:
        found = ProviderIdentity(key=key, provider=provider, first_at=now(), last_at=now())
    if found.user is None:
        found.user, found.code = new_user(f"{provider}-{secrets.token_hex(6)}"), ""
    found.last_at = now()
    found.save()
    return found.user


def ask_to_be_known(key: str, provider: str, name: str) -> str:
    """A code by which systemansvarlig may say which employee this is; the same until it has run out."""
    found = identity_of(key) or ProviderIdentity(key=key, provider=provider, first_at=now(), last_at=now())
    if not found.code or found.last_at < now() - CODE_LIVES:
        found.code = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
    found.name, found.last_at = name, now()
    found.save()
    return found.code


def note_use(identity: ProviderIdentity) -> None:
    """Says that the identity was used now."""
    ProviderIdentity.objects.filter(pk=identity.pk).update(last_at=now())
