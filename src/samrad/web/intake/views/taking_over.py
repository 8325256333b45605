"""Taking over a case from an older tool."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samrad.accounts.queries import current_employments
from samrad.agencies.queries import open_units
from samrad.cases.rules import Part
from samrad.duties.routine import Routine
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.oversight.operations.taking_over import Member, Parent, Past, SignedConsent
from samrad.oversight.operations.taking_over import take_over as take_over_case
from samrad.people.rules import Relation
from samrad.teams.rules import SeatKind
from samrad.web.intake.forms.taking_over import MEMBERS, PARENTS, TakeOverForm
from samrad.web.layout.acting import act
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import office

# Fields of the operations inside, as they are called in this form.
FIELDS = {"employment": "coordinator_since", "starts_at": "last_meeting"}
OWN = (
    "given_name", "family_name", "born_on", "identity_number", "opened_on", "followed_from", "coordinator",
    "coordinator_since",
)  # fmt: skip


@office
def take_over(request: Any) -> HttpResponse:
    """A case in the middle of its life, in one form and one act."""
    day = today()
    routine = present_routine(request)
    form = TakeOverForm(
        request.POST or None,
        request.FILES or None,
        staff=current_employments(day).order_by("unit__name", "name"),
        units=open_units(day),
        initial={"followed_from": day},
    )
    made: list[Any] = []
    if request.method == "POST" and act(form, lambda given: made.append(_take_over(request, given, routine))):
        messages.success(request, "Saken er tatt over. Gå gjennom den, og rett det som trengs.")
        return redirect("case:overview", case_id=made[0].pk)
    context = {
        "heading": "Ta over en sak fra et annet verktøy",
        "form": form,
        "submit": "Ta over saken",
        "back": reverse("intake:queue"),
        "team": routine.term("team"),
    }
    return render(request, "intake/take_over.html", context, status=422 if request.method == "POST" else 200)


def _take_over(request: Any, given: dict[str, Any], routine: Routine) -> Any:
    try:
        return take_over_case(
            actor=request.actor,
            past=Past(
                given["team_since"], _members(given), given["last_meeting"], given["last_review"], given["plan_since"]
            ),
            parents=_parents(given),
            consent=_consent(given, routine),
            **{name: given[name] for name in OWN},
        )
    except Invalid as error:
        raise Invalid(error.sentence, FIELDS.get(error.field, error.field)) from error


def _members(given: dict[str, Any]) -> list[Member]:
    return [
        Member(
            given[f"unit_{place}"], given[f"role_{place}"], SeatKind(given[f"kind_{place}"]), given[f"employee_{place}"]
        )
        for place in range(MEMBERS)
        if given[f"unit_{place}"]
    ]


def _parents(given: dict[str, Any]) -> list[Parent]:
    return [
        Parent(
            given[f"given_{place}"],
            given[f"family_{place}"],
            Relation(given[f"relation_{place}"]),
            given[f"phone_{place}"],
            given[f"email_{place}"],
        )
        for place in range(PARENTS)
        if given[f"given_{place}"]
    ]


def _consent(given: dict[str, Any], routine: Routine) -> SignedConsent | None:
    if not given["scan"]:
        return None
    text = routine.documents["consent_written"]
    parts = [Part(one) for one in given["parts"]]
    return SignedConsent(parts, given["signed_on"], given["until"], given["scan"].read(), str(text.body), text.version)
