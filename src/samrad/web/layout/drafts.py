"""Drafts of forms: what was typed and not sent is saved as one writes, and laid back when one returns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from samrad.accounts.operations.drafts import forget_draft
from samrad.accounts.queries import draft_at
from samrad.kernel.clock import day_of, today
from samrad.web.layout.fields import Form

DRAFT_PLACE = "_draft"
LATE = "utkast"
NOT_TYPED = ("csrfmiddlewaretoken", "_once", DRAFT_PLACE)
SECRET = ("password", "present", "again", "code", "identity_number")
NEVER_KEPT = (forms.FileField,)
NEVER_KEPT_WIDGETS = (forms.PasswordInput, forms.FileInput)


@dataclass(frozen=True)
class Draft:
    """What a form's template needs: where the form saves itself, and what was brought back."""

    place: str
    url: str
    back: str
    saved_at: datetime | None = None

    @property
    def from_today(self) -> bool:
        """Whether what was brought back was written today."""
        return self.saved_at is not None and day_of(self.saved_at) == today()


def draft_of(request: Any, place: str, form: Form) -> Draft | None:
    """The draft of a form that is shown: the saved text, if any, is laid over the form's initial values.

    A form that has been sent keeps what was sent. None for somebody who is not signed in. One query.
    """
    actor = getattr(request, "actor", None)
    if actor is None:
        return None
    url = f"{reverse('account:draft')}?{urlencode({'place': place})}"
    kept = None if form.is_bound else draft_at(actor, place)
    if kept is None:
        return Draft(place, url, request.get_full_path())
    form.initial = initial_from(form, kept.fields)
    return Draft(place, url, request.get_full_path(), kept.saved_at)


def initial_from(form: Form, kept: dict[str, list[str]]) -> dict[str, Any]:
    """The form's initial values with a saved draft laid over them, field by field."""
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    initial = dict(form.initial)
    for name, field in form.fields.items():
        typed = form.add_prefix(name)
        if may_be_kept(field) and not field.disabled and not field.widget.value_omitted_from_data(data, {}, typed):
            initial[name] = field.widget.value_from_datadict(data, {}, typed)
    return initial


def typed(request: Any) -> dict[str, list[str]]:
    """What was typed in the form that is sent, without what is secret."""
    return {name: values for name, values in request.POST.lists() if name not in NOT_TYPED + SECRET}


def late_draft(request: Any, form: Form) -> Draft | None:
    """What was sent too late from a form that does not save itself: `?utkast=1` leads back to it. At most one query."""
    if LATE not in request.GET or form.is_bound:
        return None
    return draft_of(request, request.path, form)


def may_be_kept(field: forms.Field) -> bool:
    """Whether what stands in the field may be kept in a draft: never a file or a password."""
    return not isinstance(field, NEVER_KEPT) and not isinstance(field.widget, NEVER_KEPT_WIDGETS)


def forget(request: Any, place: str) -> None:
    """Throws the draft away, when what it held has been saved."""
    actor = getattr(request, "actor", None)
    if actor is not None:
        forget_draft(actor=actor, place=place)
