"""Keeping what somebody has begun to write: the author's own, so neither an operation nor audited.

A draft belongs to a place (a page with a form), to its author, and to the capacity the author acts
in. Nobody else ever reads it. Named beside signing in as an exception to the rule that every write
is an operation.
"""

import json

from samrad.accounts.models import Draft
from samrad.accounts.queries import DRAFT_LIVES, draft_place
from samrad.accounts.rules import Actor
from samrad.kernel.clock import now
from samrad.kernel.erasing import Words, touches
from samrad.kernel.errors import Invalid

MAX_BYTES = 100_000
MAX_DRAFTS = 200


def save_draft(*, actor: Actor, place: str, fields: dict[str, list[str]]) -> Draft:
    """Keeps `fields` as the actor's draft at `place`, in place of the one before; old drafts go.

    Raises `Invalid` when the place is no place, or the text is too large to be kept.
    """
    if actor.user_id is None:
        raise Invalid("Bare den som er logget inn, kan ha utkast.")
    if len(json.dumps(fields, ensure_ascii=False).encode()) > MAX_BYTES:
        raise Invalid("Teksten er for lang til å lagres som utkast.")
    own = Draft.objects.filter(user_id=actor.user_id)
    own.filter(saved_at__lt=now() - DRAFT_LIVES).delete()
    draft, _ = Draft.objects.update_or_create(
        user_id=actor.user_id,
        place=draft_place(actor, place),
        defaults={"fields": fields, "saved_at": now(), "capacity_id": actor.capacity_id},
    )
    own.exclude(pk__in=own.order_by("-saved_at").values("pk")[:MAX_DRAFTS]).delete()
    return draft


def forget_draft(*, actor: Actor, place: str) -> None:
    """Throws the actor's draft at `place` away; nothing happens when there is none."""
    if actor.user_id is not None:
        Draft.objects.filter(user_id=actor.user_id, place=draft_place(actor, place)).delete()


def forget_erased(case_id: int, words: Words) -> None:
    """Part of an operation: throws away drafts, anybody's, that hold words that are erased."""
    holding = [
        draft.pk
        for draft in Draft.objects.iterator()
        if touches((text for values in draft.fields.values() for text in values), words)
    ]
    Draft.objects.filter(pk__in=holding).delete()
