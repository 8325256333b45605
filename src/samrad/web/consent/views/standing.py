"""Who answers for the person and why, the papers that show it, and what is shared by law."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.accounts.queries import current_employments
from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.queries import current_representations, representation_in
from samrad.cases.rules import LifeArea, Part
from samrad.consents import operations
from samrad.consents.queries import may_object
from samrad.consents.queries.standing import (
    inabilities,
    inability_in,
    mandate_papers,
    shared_by_law,
    sharing_in,
)
from samrad.consents.rules import HEALTH_KINDS
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.papers.operations import add_paper
from samrad.web.consent import forms
from samrad.web.consent.present import circumstances_today, sharings
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.fields import Form, by_unit
from samrad.web.layout.gate import case_page, going_on, whole


@case_page(None, *LEADING, *PERSONAL)
@whole
def standing(request: Any, sight: Sight) -> HttpResponse:
    """Who answers and why; who may act for the person, with the papers; whether she can answer herself."""
    case, now = sight.case, circumstances_today(request, sight)
    papers = mandate_papers(case)
    context = {
        "head": head(sight, "consent:consents"),
        "heading": "Hvem svarer",
        "person": case.subject,
        "now": now,
        "required": now.required(),
        "representing": [(one, papers.get(one.pk)) for one in current_representations(case.subject, today())],
        "inabilities": inabilities(case),
        "sharings": sharings(shared_by_law(case)),
        "may_object": not request.actor.is_personal or may_object(request.actor, case, now),
    }
    return render(request, "consent/standing.html", context)


def _kept_paper(request: Any, sight: Sight, given: dict[str, Any], title: str) -> Any:
    return add_paper(
        actor=request.actor,
        case=sight.case,
        part=Part.DECISION,
        title=title,
        content=given["file"].read(),
        received_on=given["on"],
    )


@case_page(None, *LEADING)
@going_on
def inability(request: Any, sight: Sight) -> HttpResponse:
    """Health personnel's written act, that the person cannot answer herself, is kept."""
    form = forms.InabilityForm(request.POST or None, request.FILES or None)

    def run(given: dict[str, Any]) -> None:
        paper = _kept_paper(request, sight, given, "Vurdering av samtykkekompetanse")
        own = ("on", "decided_by", "profession", "about", "reason", "shown_on", "kin_shown_on", "kin_note")
        operations.record_inability(
            actor=request.actor, case=sight.case, paper=paper, **{name: given[name] for name in own}
        )

    return form_page(
        request,
        form,
        run,
        heading="Vurdering av samtykkekompetanse",
        submit="Legg inn vurderingen",
        done="Vurderingen er lagt inn. Nå svarer andre.",
        lead="Helsepersonell avgjør om en person ikke kan samtykke selv. Vurderingen skal være skriftlig, begrunnet og "
        "datert, og vises for personen og de nærmeste (pasient- og brukerrettighetsloven § 4-3).",
        **form_frame(sight, "consent:consents", at("consent:standing", sight)),
    )


@case_page(None, *LEADING)
@going_on
def end_inability(request: Any, sight: Sight, inability_id: int) -> HttpResponse:
    """The person can answer herself again."""
    found = inability_in(sight.case, inability_id)
    if found is None:
        raise Http404
    if found.ended_on is not None:
        raise Refused("Vurderingen er allerede avsluttet.")
    form = forms.EndInabilityForm(request.POST or None)
    name = sight.case.subject.given_name

    def run(given: dict[str, Any]) -> None:
        operations.end_inability(actor=request.actor, inability=found, on=given["on"], reason=given["reason"])

    return form_page(
        request,
        form,
        run,
        heading=f"{name} kan svare selv igjen",
        submit="Avslutt vurderingen",
        done=f"Nå svarer {name} selv.",
        lead=f"Det andre har sagt ja til for {name} i denne tiden, slutter samtidig. Spør {name} om et nytt samtykke.",
        **form_frame(sight, "consent:consents", at("consent:standing", sight)),
    )


@case_page(None, *LEADING)
@going_on
def mandate(request: Any, sight: Sight, representation_id: int) -> HttpResponse:
    """The paper that shows what a mandate covers is kept."""
    found = representation_in(sight.case, representation_id)
    if found is None:
        raise Http404
    form = forms.MandateForm(request.POST or None, request.FILES or None)

    def run(given: dict[str, Any]) -> None:
        paper = _kept_paper(request, sight, given, "Papir om mandat")
        operations.show_mandate(actor=request.actor, case=sight.case, representation=found, paper=paper, on=given["on"])

    return form_page(
        request,
        form,
        run,
        heading="Papiret som viser mandatet",
        submit="Legg inn papiret",
        done="Papiret er lagt inn.",
        lead=f"{found.related_person.name}: {found.mandate_text}",
        **form_frame(sight, "consent:consents", at("consent:standing", sight)),
    )


@case_page(None, *LEADING)
@going_on
def share(request: Any, sight: Sight) -> HttpResponse:
    """Somebody in a health unit is let see what the care needs, without consent, for a time."""
    staff = [one for one in current_employments(today()).select_related("unit") if one.unit.kind in HEALTH_KINDS]
    form = forms.ShareForm(by_unit(staff), request.POST or None)

    def run(given: dict[str, Any]) -> None:
        operations.share_by_law(
            actor=request.actor,
            case=sight.case,
            employment=given["employment"],
            parts=[Part(one) for one in given["parts"]],
            life_areas=[LifeArea(one) for one in given["life_areas"]],
            why=given["why"],
            until=given["until"],
            told_on=given["told_on"],
            told_how=given["told_how"],
        )

    return form_page(
        request,
        form,
        run,
        heading="Del uten samtykke",
        submit="Del dette",
        done="Det er delt. Personen kan si nei når som helst, og da slutter det med en gang.",
        lead="Helsepersonell som samarbeider om hjelpen, kan få det som er nødvendig for å gi forsvarlig hjelp, når "
        "personen ikke motsetter seg det (helsepersonelloven §§ 25 og 45). Til skole, barnehage, NAV og andre trengs "
        "samtykke. Spør heller om samtykke når du kan.",
        **form_frame(sight, "consent:consents", at("consent:standing", sight)),
    )


@case_page(None, *LEADING, *PERSONAL)
@whole
def object_to(request: Any, sight: Sight, sharing_id: int) -> HttpResponse:
    """The person says no to what is shared by law."""
    found = sharing_in(sight.case, sharing_id)
    if found is None:
        raise Http404
    own = request.actor.is_personal
    if own and not may_object(request.actor, sight.case):
        raise Refused("Du kan ikke svare på dette. Snakk med koordinatoren.")
    if found.objected and request.method == "GET":
        raise Refused("Det er allerede sagt nei til dette.")
    form = Form(request.POST or None) if own else forms.ObjectForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        operations.object_to_sharing(actor=request.actor, sharing=found, by=given.get("by", ""))

    return form_page(
        request,
        form,
        run,
        heading="Si nei til delingen",
        submit="Si nei",
        danger=True,
        done="Det er sagt nei. Ingen i enheten ser dette lenger.",
        lead=f"Da ser ingen i {found.employment.unit.name} dette lenger, fra samme sekund, og det kan ikke deles "
        "med dem igjen uten samtykke.",
        **form_frame(sight, "consent:consents", at("consent:standing", sight)),
    )


@case_page(None, *LEADING)
def end_sharing(request: Any, sight: Sight, sharing_id: int) -> HttpResponse:
    """What is shared by law is no longer necessary."""
    found = sharing_in(sight.case, sharing_id)
    if found is None:
        raise Http404
    if found.stopped_at is not None and request.method == "GET":
        raise Refused("Delingen er allerede avsluttet.")
    return form_page(
        request,
        Form(request.POST or None),
        lambda _: operations.stop_sharing(actor=request.actor, sharing=found),
        heading="Avslutt delingen",
        submit="Avslutt delingen",
        done="Delingen er avsluttet.",
        lead=f"Da ser ikke {found.employment.name} dette lenger, fra samme sekund.",
        **form_frame(sight, "consent:consents", at("consent:standing", sight)),
    )
