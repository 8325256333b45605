"""Making a consent ready to be answered: to call in, or the written one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.agencies.queries import open_units
from samrad.cases.access import LEADING, Sight
from samrad.consents.operations import ask_consent
from samrad.consents.queries import consent_in
from samrad.consents.rules import Matter, Step
from samrad.kernel.clock import now, today
from samrad.teams.queries import Place, places
from samrad.teams.rules import SeatKind
from samrad.web.consent import forms
from samrad.web.consent.present import circumstances_today
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import case_page, going_on
from samrad.web.layout.numbers import whole_number
from samrad.web.layout.words import word

if TYPE_CHECKING:
    from samrad.agencies.models import Unit
    from samrad.consents.models import Consent

PURPOSE = "Samarbeid om tjenestene mine"
DOCUMENT = {Step.CALL_IN: "consent_call_in", Step.WRITTEN: "consent_written"}


@case_page(None, *LEADING)
@going_on
def ask(request: Any, sight: Sight, step: str) -> HttpResponse:
    """Choosing units and what they may see, with the text as it will be shown. Nothing is opened by this."""
    if step not in list(Step):
        raise Http404
    chosen = Step(step)
    routine = present_routine(request)
    document = routine.documents[DOCUMENT[chosen]]
    asked_in = request.GET.get("sprak", "")
    lang = asked_in if asked_in in document.body.by_lang else sight.case.subject.language
    text = document.body.said(lang)
    sitting = places(sight.case, now())
    form = (_call_in if chosen is Step.CALL_IN else _written)(request, sight, sitting)
    form.fields["until"].initial = routine.setting("consent_length").after(today())
    if circumstances_today(request, sight).person.aged(routine.setting("own_consent_age")):
        form.for_adult()
    made: list[Consent] = []

    def run(given: dict[str, Any]) -> None:
        made.append(
            ask_consent(
                actor=request.actor,
                case=sight.case,
                step=chosen,
                purpose=given["purpose"],
                text=text.text,
                text_version=document.version,
                lang=text.lang,
                wanted=form.wanted(),
                made_on=given["made_on"],
                until=given["until"],
                matter=Matter(given.get("matter") or Matter.ORDINARY),
                matter_reason=given.get("matter_reason", ""),
            )
        )

    context = {
        "heading": word("step", chosen),
        "submit": "Lag samtykkeskjemaet",
        "form": form,
        "title": document.title.said(text.lang).text,
        "languages": [(one, word("language", one)) for one in document.body.by_lang if one != text.lang],
        "older": request.GET.get("fra", ""),
        "text": text,
        "version": document.version,
        "step": chosen,
        "advice": routine.advice_at("consent"),
        "person": sight.case.subject,
        **form_frame(sight, "consent:consents", at("consent:consents", sight)),
    }
    if "add" in request.POST:
        return render(request, "consent/ask.html", context)
    context["to"] = lambda: at("consent:consent", sight, consent_id=made[0].pk)
    return form_page(
        request,
        run=run,
        done="Samtykkeskjemaet er klart. Det åpner ingenting før det er svart ja.",
        template="consent/ask.html",
        **context,
    )


def _units(sitting: Iterable[Place]) -> dict[int, tuple["Unit", list[str]]]:
    """The units with seats that last beyond one meeting, each with its roles."""
    found: dict[int, tuple[Unit, list[str]]] = {}
    for place in sitting:
        if place.seat.kind != SeatKind.GUEST:
            found.setdefault(place.seat.unit_id, (place.seat.unit, []))[1].append(place.seat.role)
    return found


def _call_in(request: Any, sight: Sight, sitting: list[Place]) -> forms.CallInForm:
    seated = {place.seat.unit_id: place.seat for place in sitting}
    others = [unit for unit in open_units(today()) if unit.pk not in seated]
    return forms.CallInForm(
        [(one.unit, f"{one.unit.name} ({one.role})") for one in seated.values()],
        [(unit, f"{unit.name} ({unit.agency.name})") for unit in others],
        request.POST or None,
        initial={"purpose": PURPOSE, "made_on": today()},
    )


def _written(request: Any, sight: Sight, sitting: list[Place]) -> forms.WrittenForm:
    seated = _units(sitting)
    older = _older(request, sight)
    granted = list(older.grants.all()) if older else []
    rows = [forms.UnitRow(unit, ", ".join(roles)) for unit, roles in seated.values()]
    others = {unit.pk: unit for unit in open_units(today()) if unit.pk not in seated}
    typed = [*request.POST.getlist("extra"), *([request.POST.get("other", "")] if "add" in request.POST else [])]
    known = [str(grant.unit_id) for grant in granted]
    extra = [number for number in map(whole_number, dict.fromkeys([*typed, *known])) if number in others]
    rows.extend(forms.UnitRow(others[pk], others[pk].agency.name, extra=True) for pk in extra)
    left = [unit for pk, unit in others.items() if pk not in extra]
    initial: dict[str, Any] = {"purpose": PURPOSE, "made_on": today()}
    if older:
        initial["purpose"] = older.purpose
    for grant in granted:
        initial[f"parts_{grant.unit_id}"] = list(grant.parts)
        initial[f"areas_{grant.unit_id}"] = list(grant.life_areas)
    if "add" in request.POST:
        initial = {name: request.POST.getlist(name) for name in request.POST if name[:6] in ("parts_", "areas_")}
        initial |= {
            name: request.POST.get(name, "") for name in ("purpose", "made_on", "until", "matter", "matter_reason")
        }
    return forms.WrittenForm(rows, left, None if "add" in request.POST else request.POST or None, initial=initial)


def _older(request: Any, sight: Sight) -> "Consent | None":
    number = whole_number(request.GET.get("fra", ""))
    return consent_in(sight.case, number, bare=True) if number is not None else None
