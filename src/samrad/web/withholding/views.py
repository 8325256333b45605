"""What is withheld in the case, withholding more, and showing it again."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, Sight
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.people.rules import age
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.gate import case_page
from samrad.web.layout.words import word
from samrad.web.withholding import forms
from samrad.withholding.operations import lift, withhold
from samrad.withholding.queries import Item, items, mark_in, withheld_in
from samrad.withholding.rules import GROWN, YOUNGEST, Reason, Thing

HOME, TAB = "withholding:all", "case:overview"


# Heading, button and first sentence, for the coordinator and for the young person herself.
FOR_OTHERS = ("Hold noe tilbake", "Hold tilbake", "Det forsvinner fra alle sider og papirer hos dem det gjelder.")
FOR_ONESELF = (
    "Hold noe for deg selv", "Hold det for meg selv",
    "Foreldre og andre som svarer for deg, ser det ikke lenger: ikke på sidene, ikke på papir, og ikke at du har bedt "
    "om det. Koordinatoren din ser det.",
)  # fmt: skip


def _may_ask(sight: Sight) -> bool:
    """Whether the person herself is of an age to keep things from those who represent her."""
    years = age(sight.case.subject.born_on, today())
    return sight.has("subject") and years is not None and YOUNGEST <= years < GROWN


@case_page(None, *LEADING, "subject")
def withheld(request: Any, sight: Sight) -> HttpResponse:
    """What is withheld. The person sees what she asked for herself, and that she was refused insight, and why."""
    marks = withheld_in(sight.case)
    leading = sight.has(*LEADING)
    known = {(one.thing, one.thing_id): one.words for one in items(sight.case)} if marks else {}
    context = {
        "heading": "Holdt tilbake",
        "head": head(sight, TAB),
        "marks": [(one, known.get((Thing(one.thing), one.thing_id), "")) for one in marks],
        "leading": leading,
        "may_add": leading or _may_ask(sight),
        "person": sight.case.subject,
    }
    return render(request, "withholding/all.html", context)


def _offered(sight: Sight) -> list[tuple[str, list[tuple[Item, str]]]]:
    found = items(sight.case)
    groups = [
        (word("withheld_thing", thing), [(one, one.words) for one in found if one.thing is thing]) for thing in Thing
    ]
    return [group for group in groups if group[1]]


@case_page(None, *LEADING, "subject")
def new(request: Any, sight: Sight) -> HttpResponse:
    """Withholding one thing more."""
    leading = sight.has(*LEADING)
    if not leading and not _may_ask(sight):
        raise Refused("Dette gjelder ungdom fra 12 til 17 år.")
    form = forms.WithholdForm(request.POST or None) if leading else forms.OwnForm(request.POST or None)
    form.fields["item"].offer_grouped(_offered(sight))

    def run(given: dict[str, Any]) -> None:
        reason = Reason(given.get("reason", Reason.YOUTH))
        withhold(actor=request.actor, case=sight.case, item=given["item"], reason=reason, decision=given["decision"])

    said = FOR_OTHERS if leading else FOR_ONESELF
    return form_page(
        request, form, run, heading=said[0], submit=said[1], lead=said[2], done="Det er holdt tilbake, fra nå av.",
        **{**form_frame(sight, TAB, at(HOME, sight)), "minor": ""},
    )  # fmt: skip


def _lead(sight: Sight, mark: Any) -> str:
    if sight.has("subject"):
        return "Da ser foreldre og andre som svarer for deg, det igjen."
    return f"Da ser de det igjen som det ble holdt tilbake for. Det sto: {word('withheld_reason', mark.reason)}."


@case_page(None, *LEADING, "subject")
def show_again(request: Any, sight: Sight, withheld_id: int) -> HttpResponse:
    """Showing it again to those it was withheld from."""
    mark = mark_in(sight.case, withheld_id)
    if mark is None:
        raise Http404
    if sight.has("subject") and mark.reason != Reason.YOUTH:
        raise Refused
    return form_page(
        request, forms.Form(request.POST or None), lambda _: lift(actor=request.actor, mark=mark),
        heading="Skal det vises igjen?", submit="Vis det igjen", done="Det vises igjen.", danger=True,
        lead=_lead(sight, mark),
        **form_frame(sight, TAB, at(HOME, sight)),
    )  # fmt: skip
