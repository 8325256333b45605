"""Applications and the municipality's answers."""

from typing import Any

from django.http import Http404, HttpResponse

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.operations.applications import apply_for, withdraw_application
from samrad.cases.operations.applications import decide as decide_application
from samrad.cases.queries import application_in, related_of
from samrad.cases.rules import Channel, Outcome, Part, Wish
from samrad.documents.decision import decision_pdf
from samrad.kernel.clock import today
from samrad.web.intake.forms.applying import ApplicationForm, DecideForm, OwnApplicationForm, WithdrawForm
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.context import present_routine
from samrad.web.layout.files import pdf
from samrad.web.layout.gate import case_page, going_on
from samrad.web.layout.words import word

HERE = "intake:case"
NOT_MORE = "Du får ikke nødvendigvis flere tjenester, men de som hjelper deg, samarbeider."
MAY_BE = "Behovet trenger ikke være varig, og alder og diagnose har ikke noe å si."


def _application(sight: Sight, application_id: int) -> Any:
    found = application_in(sight.case, application_id)
    if found is None:
        raise Http404
    return found


@case_page(Part.DECISION, "registry", *LEADING, *PERSONAL)
@going_on
def apply(request: Any, sight: Sight) -> HttpResponse:
    """Applies for a coordinator or a plan: the person herself, somebody for her, or an employee who helps."""
    if request.actor.is_personal:
        return _apply_oneself(request, sight)
    related = [one for one in related_of(sight.case) if one.current]
    given = sight.case.subject.given_name
    form = ApplicationForm(
        request.POST or None,
        related=related,
        person=sight.case.subject.name,
        initial={"received_on": today(), "channel": Channel.SELF, "helped_by": request.actor.name},
    )

    def run(said: dict[str, Any]) -> None:
        wish, channel = Wish(said.pop("wish")), Channel(said.pop("channel"))
        apply_for(actor=request.actor, case=sight.case, wish=wish, channel=channel, **said)

    return form_page(
        request,
        form,
        run,
        heading="Søk om koordinator eller plan",
        submit="Send søknaden",
        done="Søknaden er sendt.",
        advice=[f"Si dette til {given} før søknaden sendes: «{NOT_MORE}»", MAY_BE],
        **form_frame(sight, HERE, at(HERE, sight)),
    )


def _apply_oneself(request: Any, sight: Sight) -> HttpResponse:
    actor, day = request.actor, today()
    near = {one.pk: one for one in related_of(sight.case)} if actor.related_id else {}

    def run(said: dict[str, Any]) -> None:
        apply_for(
            actor=actor,
            case=sight.case,
            wish=Wish(said["wish"]),
            channel=Channel.SELF,
            received_on=day,
            consented_on=day,
            by_related=near.get(actor.related_id),
            reason=said["reason"],
        )

    return form_page(
        request,
        OwnApplicationForm(request.POST or None),
        run,
        heading="Søk om koordinator eller individuell plan",
        submit="Send søknaden",
        done="Søknaden er sendt. Du får svar i et brev.",
        advice=[NOT_MORE, MAY_BE],
        **form_frame(sight, HERE, at(HERE, sight)),
    )


@case_page(Part.DECISION, "registry")
@going_on
def decide(request: Any, sight: Sight, application_id: int) -> HttpResponse:
    """The municipality's answer, with the reason that stands in the letter."""
    found = _application(sight, application_id)
    routine = present_routine(request)
    weeks = routine.legal["complaint_weeks"]

    def run(given: dict[str, Any]) -> None:
        outcome = Outcome(given.pop("outcome"))
        decide_application(
            actor=request.actor, application=found, outcome=outcome, complaint_weeks=weeks.on(given["on"]), **given
        )

    return form_page(
        request,
        DecideForm(request.POST or None),
        run,
        heading=f"Avgjør søknaden om {word('wish', found.wish).lower()}",
        submit="Avgjør",
        done="Søknaden er avgjort. Skriv ut brevet og send det.",
        template="intake/decide.html",
        application=found,
        weeks=weeks.on(today()),
        texts=[routine.documents.get("decision_granted"), routine.documents.get("decision_declined")],
        draft=f"decide-{found.pk}",
        **form_frame(sight, HERE, at(HERE, sight)),
    )


@case_page(Part.DECISION, "registry", *LEADING, *PERSONAL)
@going_on
def withdraw(request: Any, sight: Sight, application_id: int) -> HttpResponse:
    """Takes an application back before it is decided."""
    found = _application(sight, application_id)
    return form_page(
        request,
        WithdrawForm(request.POST or None),
        lambda given: withdraw_application(actor=request.actor, application=found, **given),
        heading="Trekk søknaden",
        submit="Trekk søknaden",
        danger=True,
        done="Søknaden er trukket.",
        lead=f"Søknaden om {word('wish', found.wish).lower()} blir ikke behandlet. Det går an å søke igjen senere.",
        **form_frame(sight, HERE, at(HERE, sight)),
    )


@case_page(Part.DECISION)
def decision_letter(request: Any, sight: Sight, application_id: int) -> HttpResponse:
    """The letter with the answer and how to complain."""
    found = _application(sight, application_id)
    if not hasattr(found, "decision"):
        raise Http404
    return pdf(decision_pdf(sight, found.decision), f"svar-{found.pk}")
