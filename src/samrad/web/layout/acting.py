"""Running an operation from a form: errors land beside their fields, what was typed is kept, nothing is half-done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samrad.kernel.errors import Invalid
from samrad.web.layout.drafts import DRAFT_PLACE, draft_of, forget, late_draft
from samrad.web.layout.fields import Form

Run = Callable[[dict[str, Any]], object]


def act(form: Form, run: Run) -> bool:
    """Whether the form is right and the operation went through. `run` gets the cleaned data."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            run(form.cleaned_data)
    except Invalid as error:
        form.add_sentence(error.sentence, error.field)
        return False
    return True


def form_page(
    request: Any,
    form: Form,
    run: Run,
    *,
    heading: str,
    submit: str,
    to: str | Callable[[], str],
    back: str,
    done: str = "",
    template: str = "layout/form.html",
    draft: str = "",
    **context: Any,
) -> HttpResponse:
    """A page that is one form: shows it, runs it, goes on to `to` with the sentence `done`, or shows its errors (422).

    `draft` names the place ("goal-new-17": what is written, and in which case): the form then saves itself
    while one writes, and shows what was written when one comes back. One more query.
    """
    status = 200
    if request.method == "POST":
        if act(form, run):
            if draft or request.POST.get(DRAFT_PLACE):
                forget(request, draft or request.path)
            if done:
                messages.success(request, done)
            return redirect(to() if callable(to) else to)
        status = 422
    saved = draft_of(request, draft, form) if draft else late_draft(request, form)
    known = {"form": form, "heading": heading, "submit": submit, "back": back, "draft": saved}
    return render(request, template, {**known, **context}, status=status)


def press(request: Any, run: Callable[[], object], *, to: str, done: str = "") -> HttpResponse:
    """A button that is an act by itself: runs it and goes on, or goes on with the reason it was not done."""
    try:
        with transaction.atomic():
            run()
    except Invalid as error:
        messages.error(request, error.sentence)
    else:
        if done:
            messages.success(request, done)
    return redirect(to)
