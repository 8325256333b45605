"""Opening a case in an emergency, what was opened in a case, and looking at it afterwards."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import Part
from samrad.emergency.operations import end_emergency, open_emergency, review_emergency
from samrad.emergency.queries import controlled, opening_by_id, opening_in, openings, to_control
from samrad.emergency.rules import LASTS, PARTS, Cause, Reviewer
from samrad.kernel.clock import now
from samrad.web.emergency import forms
from samrad.web.layout.acting import act, form_page, press
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.gate import case_page, employed, log_list, personal_matters, system_owner
from samrad.web.layout.readers import parts_in_words
from samrad.web.layout.words import word

if TYPE_CHECKING:
    from samrad.emergency.models import EmergencyAccess

HOME = "emergency:case"
NOT_FOUND = (
    "Vi fant ingen sak som passer med dette. Er du sikker på at alt er skrevet riktig, må du hjelpe uten Samråd. "
    "Forsøket er skrevet i loggen."
)


@employed
def open_case(request: Any) -> HttpResponse:
    """Two steps: who and why; then what will happen, which must be said yes to. Nobody is looked for before that.

    From the second step one may go back to the first, with what was typed.
    """
    form = forms.OpenForm(request.POST or None)
    context = {"form": form, "hours": LASTS.total_seconds() // 3600, "parts": parts_in_words(PARTS)}
    made: list[EmergencyAccess | None] = []

    def run(given: dict[str, Any]) -> None:
        sought, cause = form.sought(given), Cause(given["cause"])
        made.append(open_emergency(actor=request.actor, sought=sought, cause=cause, reason=given["reason"]))

    if request.method == "POST" and "confirmed" not in request.POST and form.is_valid():
        context |= {"heading": "Skal saken åpnes?", "cause": word("emergency_cause", form.cleaned_data["cause"])}
        return render(request, "emergency/confirm.html", context)
    if request.method == "POST" and "change" not in request.POST and act(form, run):
        if made[0] is not None:
            return redirect("case:overview", case_id=made[0].case_id)
        form.add_sentence(NOT_FOUND, "")
    context |= {"heading": "Nødinnsyn", "submit": "Gå videre", "back": reverse("today:today")}
    return render(request, "emergency/open.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True)
class Opening:
    """One opening, for one reader: its reviews in words, and what the reader may do with it."""

    access: Any
    unit: str
    open_now: bool
    reviews: list[tuple[str, Any]]
    may_review: bool
    may_end: bool


REVIEWED_BY = {Reviewer.COORDINATOR: "Koordinatoren", Reviewer.SYSTEM_OWNER: "Systemansvarlig"}


def _shown(one: Any, reviewer: Reviewer | None, *, own: bool, leading: bool) -> Opening:
    done = {Reviewer(found.reviewer): found for found in one.reviews.all()}
    open_now = one.closed_at is None and one.ends_at > now()
    return Opening(
        one,
        one.employment.unit.name,
        open_now,
        [(REVIEWED_BY[by], found) for by, found in done.items()],
        reviewer is not None and reviewer not in done and not own,
        open_now and (own or leading),
    )


@case_page(None, *LEADING, *PERSONAL, "emergency")
@personal_matters
def of_case(request: Any, sight: Sight) -> HttpResponse:
    """Each time the case was opened, by whom and why, and what was found afterwards.

    Who represents the person sees that it happened, not the reason: it may be about themselves.
    """
    leading = sight.has(*LEADING)
    own = request.actor.employment_id
    listed = [one for one in openings(sight.case) if leading or request.actor.is_personal or one.employment_id == own]
    context = {
        "heading": "Nødinnsyn i saken",
        "head": head(sight, "case:overview"),
        "openings": [
            _shown(one, Reviewer.COORDINATOR if leading else None, own=one.employment_id == own, leading=leading)
            for one in listed
        ],
        "tells_why": not sight.has("representative"),
        "may_write": sight.may(Part.MESSAGES),
        "person": sight.case.subject,
    }
    return render(request, "emergency/case.html", context)


def _opening(sight: Sight, emergency_id: int) -> Any:
    found = opening_in(sight.case, emergency_id)
    if found is None:
        raise Http404
    return found


@require_POST
@case_page(None, *LEADING, "emergency")
def end(request: Any, sight: Sight, emergency_id: int) -> HttpResponse:
    """Ends it before its time."""
    found = _opening(sight, emergency_id)
    to = at(HOME, sight) if sight.has(*LEADING) else reverse("today:today")
    return press(
        request, lambda: end_emergency(actor=request.actor, access=found), to=to, done="Tilgangen er avsluttet."
    )


@case_page(None, *LEADING)
def review(request: Any, sight: Sight, emergency_id: int) -> HttpResponse:
    """The coordinator looks at it."""
    found = _opening(sight, emergency_id)
    return _review(request, found, **form_frame(sight, "case:overview", at(HOME, sight)))


def _review(request: Any, found: Any, **frame: Any) -> HttpResponse:
    return form_page(
        request,
        forms.ReviewForm(request.POST or None),
        lambda given: review_emergency(actor=request.actor, access=found, **given),
        heading="Var det grunn til å åpne saken?",
        submit="Lagre vurderingen",
        done="Vurderingen er lagret.",
        template="emergency/review.html",
        found=found,
        **frame,
    )


@system_owner
def controls(request: Any) -> HttpResponse:
    """What systemansvarlig has to look at, and has looked at: case number, who and why. Never the person."""
    waiting, done = list(to_control()), controlled()
    context = {
        "heading": "Nødinnsyn å se på",
        "waiting": [_shown(one, Reviewer.SYSTEM_OWNER, own=_own(request, one), leading=False) for one in waiting],
        "done": [_shown(one, None, own=False, leading=False) for one in done],
    }
    response = render(request, "emergency/controls.html", context)
    log_list(request, {one.case_id for one in (*waiting, *done)})
    return response


def _own(request: Any, one: Any) -> bool:
    own: bool = one.employment_id == request.actor.employment_id
    return own


@system_owner
def control(request: Any, emergency_id: int) -> HttpResponse:
    """Systemansvarlig looks at it."""
    found = opening_by_id(emergency_id)
    if found is None:
        raise Http404
    back = reverse("emergency:controls")
    return _review(request, found, base="layout/base.html", to=back, back=back)
