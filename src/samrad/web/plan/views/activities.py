"""What shall be done: adding, rewriting, a new status or date, how it goes."""

from typing import Any

from django.http import Http404, HttpResponse

from samrad.cases.access import Sight
from samrad.cases.queries import near
from samrad.kernel.clock import now
from samrad.kernel.errors import Refused, Stale
from samrad.plans.access import own_seats, sees_activity, sees_goal
from samrad.plans.operations import add_activity as add_activity_to
from samrad.plans.operations import change_activity, evaluate, settle_activity
from samrad.plans.queries import activity_in, sheet
from samrad.plans.rules import ActivityStatus
from samrad.teams.queries import places
from samrad.web.layout.acting import form_page
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import case_page, going_on
from samrad.web.plan import forms
from samrad.web.plan.addresses import READERS
from samrad.web.plan.showing import pen
from samrad.web.plan.views.goals import both, frame, notes

KEPT = ("title", "how", "extent", "goal", "alternatives", "chosen", "version")
LEAD = "Et tiltak er noe noen skal gjøre. Én er ansvarlig, og det har en dato."


def asks_of_choice(request: Any) -> bool:
    """Whether the routine asks what the person could choose between (S2-012)."""
    return bool(present_routine(request).setting("ask_alternatives"))


def _offer(form: Any, sight: Sight, seats: frozenset[int]) -> None:
    """Offers the goals that are seen, and who may be responsible: all, or for a seat its own places. Three queries."""
    found = sheet(sight.case)
    goals = [one for one in found.goals if one.ended_on is None and sees_goal(sight, one)] if found else []
    form.fields["goal"].offer([(one, one.title) for one in goals], blank="Ikke noe mål")
    sitting = places(sight.case, now())
    if pen(sight, seats).writes:
        form.who.offer(sight.case.subject, near(sight.case), sitting)
    else:
        form.who.offer(None, (), [one for one in sitting if one.seat.pk in seats])


def _own(request: Any, sight: Sight) -> frozenset[int]:
    return own_seats(request.actor, sight.case.pk) if sight.has("seat") else frozenset()


def _the_activity(request: Any, sight: Sight, activity_id: int) -> tuple[Any, frozenset[int]]:
    """An activity that may be changed, and the actor's seats. Raises `Http404` when it is not seen, else `Refused`."""
    found, seats = activity_in(sight.case, activity_id), _own(request, sight)
    if found is None or not sees_activity(sight, found, seats):
        raise Http404
    if not pen(sight, seats).does(found):
        raise Refused("Du kan bare endre dine egne tiltak.")
    return found, seats


@case_page(None, *READERS)
@going_on
def add_activity(request: Any, sight: Sight) -> HttpResponse:
    """Something new that shall be done, with or without a plan."""
    seats = _own(request, sight)
    if not pen(sight, seats).adds:
        raise Refused
    wanted = request.GET.get("mal", "")
    form = forms.ActivityForm(request.POST or None, initial={"goal": wanted})
    form.ask_of_choice(asks_of_choice(request))
    _offer(form, sight, seats)
    if not pen(sight, seats).writes and not form.is_bound and len(seats) == 1:
        form.initial["responsible"] = f"seat-{min(seats)}"

    def run(given: dict[str, Any]) -> None:
        add_activity_to(
            actor=request.actor, case=sight.case, title=given["title"], how=given["how"], extent=given["extent"],
            goal=given["goal"], on=given["on"], status=ActivityStatus(given["status"]), due_on=given["due_on"],
            alternatives=given.get("alternatives", ""), chosen=given.get("chosen", ""),
            **form.who.who(given["responsible"]),
        )  # fmt: skip

    return form_page(
        request, form, run, heading="Nytt tiltak", submit="Legg til tiltaket", done="Tiltaket er lagt til.",
        notes=notes(request), template="plan/activity_form.html", lead=LEAD,
        draft=f"activity-new-{sight.case.pk}", **frame(sight, f"mal-{wanted}" if wanted.isdigit() else "gjor"),
    )  # fmt: skip


@case_page(None, *READERS)
@going_on
def activity(request: Any, sight: Sight, activity_id: int) -> HttpResponse:
    """Rewriting what shall be done. When somebody else rewrote it meanwhile, both are shown (409)."""
    found, seats = _the_activity(request, sight, activity_id)
    kept = {name: getattr(found, name) for name in KEPT}

    def made(*given: Any, **more: Any) -> Any:
        form = forms.ChangeActivityForm(*given, **more)
        form.ask_of_choice(asks_of_choice(request))
        _offer(form, sight, seats)
        form.initial["responsible"] = form.who.keep(found)
        return form

    form = made(request.POST or None, initial=kept)

    def run(given: dict[str, Any]) -> None:
        change_activity(
            actor=request.actor, activity=found, title=given["title"], how=given["how"], extent=given["extent"],
            goal=given["goal"], version=given["version"],
            alternatives=given.get("alternatives", found.alternatives), chosen=given.get("chosen", found.chosen),
            **form.who.who(given["responsible"]),
        )  # fmt: skip

    context = {
        "heading": "Endre tiltaket", "submit": "Lagre", "template": "plan/activity_form.html",
        "notes": notes(request),
        **frame(sight, f"tiltak-{activity_id}"),
    }  # fmt: skip
    try:
        return form_page(request, form, run, done="Tiltaket er lagret.", **context)
    except Stale as stale:
        newest, _ = _the_activity(request, sight, activity_id)
        return both(request, made, newest.version, {**context, "stale": stale})


@case_page(None, *READERS)
@going_on
def settle(request: Any, sight: Sight, activity_id: int) -> HttpResponse:
    """A new status or date, on the day it happened."""
    found, _ = _the_activity(request, sight, activity_id)
    form = forms.SettleForm(request.POST or None, initial={"status": found.status, "due_on": found.due_on})

    def run(given: dict[str, Any]) -> None:
        settle_activity(
            actor=request.actor, activity=found, on=given["on"], status=ActivityStatus(given["status"]),
            due_on=given["due_on"],
        )  # fmt: skip

    return form_page(
        request, form, run, heading="Oppdater tiltaket", submit="Lagre", done="Tiltaket er oppdatert.",
        lead=found.title, **frame(sight, f"tiltak-{activity_id}"),
    )  # fmt: skip


@case_page(None, *READERS)
@going_on
def evaluate_activity(request: Any, sight: Sight, activity_id: int) -> HttpResponse:
    """How it goes with something that is done."""
    found, _ = _the_activity(request, sight, activity_id)
    form = forms.EvaluationForm(request.POST or None)
    return form_page(
        request, form, lambda given: evaluate(actor=request.actor, activity=found, **given),
        heading="Hvordan går det med tiltaket?", submit="Lagre", done="Det er lagret.", lead=found.title,
        draft=f"activity-evaluate-{activity_id}", **frame(sight, f"tiltak-{activity_id}"),
    )  # fmt: skip
