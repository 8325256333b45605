"""The tab of a case that tells how it came, and what the next step is."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.queries import applications_of, assessments_of, notices_of, told_in
from samrad.cases.rules import Part
from samrad.coordinators.queries import appointments, open_assignment, proposals
from samrad.kernel.clock import today
from samrad.kernel.errors import Refused
from samrad.web.intake import story
from samrad.web.intake.steps import Step, names_by_unit, towards_coordinator
from samrad.web.layout.case import at, head
from samrad.web.layout.context import present_routine
from samrad.web.layout.gate import case_page


@case_page()
def case(request: Any, sight: Sight) -> HttpResponse:
    """The story so far, with the next step first. A leader who is asked sees name and need only."""
    inside = sight.has("registry", *LEADING, "subject") or (sight.has("representative") and sight.may(Part.NOTICE))
    if not inside and not sight.may(Part.NOTICE):
        raise Refused("Du ser ikke denne delen av saken. Personen bestemmer hvem som ser hva.")
    going_on = sight.case.ended_on is None
    acts = sight.has("registry", *LEADING) and going_on
    notices = notices_of(sight.case)
    chapters = story.told_of_notices(sight, notices, acts=acts)
    step: Any = None
    present: Any = None
    proposed: Any = None
    if inside:
        assessed, known, named = assessments_of(sight.case), list(appointments(sight.case)), list(proposals(sight.case))
        present = next((one for one in known if _holds(one)), None)
        used = {one.proposal_id for one in known}
        proposed = next((one for one in named if one.withdrawn_on is None and one.pk not in used), None)
        chapters += story.told_of_assessments(sight, assessed) + story.told_of_information(told_in(sight.case))
        chapters += story.told_of_proposals(sight, named) + story.told_of_appointments(sight, known)
        if sight.may(Part.DECISION):
            chapters += story.told_of_applications(
                sight,
                applications_of(sight.case),
                decides=sight.has("registry"),
                withdraws=sight.has("registry", *LEADING, *PERSONAL),
            )
        chapters += story.told_of_end(sight.case, notes=sight.has("registry", *LEADING))
        if sight.has("registry") and going_on:
            lasting = assessed[0].lasting if assessed else (True if known else None)
            unit_first = names_by_unit(present_routine(request))
            step = _next(sight, notices, lasting, present, proposed, unit_first=unit_first)
    context = {
        "head": head(sight, "intake:case", appointment=present),
        "heading": "Henvendelse",
        "person": sight.case.subject,
        "chapters": story.in_order(chapters),
        "step": step,
        "ways": _ways(sight, present) if going_on and inside else [],
        "may_withdraw": sight.has("registry")
        and going_on
        and present is None
        and proposed is not None
        and proposed.answer != "cannot",
        "proposed": proposed,
    }
    return render(request, "intake/case.html", context)


def _holds(one: Any) -> bool:
    on = today()
    employed = one.employment.ended_on is None or one.employment.ended_on >= on
    return one.started_on <= on and (one.ended_on is None or one.ended_on >= on) and employed


def _next(
    sight: Sight, notices: list[Any], lasting: bool | None, present: Any, proposed: Any, *, unit_first: bool
) -> Step | None:
    """What the office does now: answer first, then tell, then find a coordinator."""
    waiting = next((one for one in notices if one.answered_on is None), None)
    if waiting is not None:
        where = at("intake:notice", sight, notice_id=waiting.pk) + "#svar"
        return Step("Svar på meldingen", "Den som meldte fra, har ikke fått svar ennå.", "Svar", where)
    untold = next((one for one in notices if one.person_told_on is None), None)
    if untold is not None:
        where = at("intake:notice", sight, notice_id=untold.pk) + "#fortalt"
        return Step(
            "Fortell personen om meldingen", "Personen har ikke fått vite om meldingen ennå.", "Registrer", where
        )
    if present is not None:
        return None
    return towards_coordinator(sight.case.pk, lasting, proposed, open_assignment(sight.case), unit_first=unit_first)


def _ways(sight: Sight, present: Any) -> list[story.Link]:
    """The other things that can be done here, for the one who reads."""
    office, leading = sight.has("registry"), sight.has(*LEADING)
    personal = sight.has("subject") or (sight.has("representative") and sight.whole)
    wanted = [
        ("intake:assess", "Vurder behovet", (office or leading) and sight.may(Part.NOTICE)),
        ("intake:inform", "Registrer informasjon til personen", office or leading),
        ("intake:propose", "Foreslå koordinator", (office or personal) and present is None),
        ("team:replace", "Bytt koordinator", office and present is not None),
        (
            "intake:apply",
            "Søk om koordinator eller plan" if personal else "Søk sammen med personen",
            (office or leading or personal) and sight.may(Part.DECISION),
        ),
        ("case:people", "Personen og de nærmeste", office or leading),
        ("intake:join", "Slå sammen med en annen sak", office and present is None),
        ("intake:decline", "Avslutt uten tiltak", office and present is None),
    ]
    return [story.Link(text, at(name, sight)) for name, text, shown in wanted if shown]
