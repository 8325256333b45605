"""Answering a consent: signed in for oneself, or registered from paper or speech by the coordinator."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import Part
from samrad.consents.operations import answer_consent
from samrad.consents.queries import consent_in, own_giver, required_givers
from samrad.consents.rules import Evidence, Giver
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Refused
from samrad.papers.operations import add_paper
from samrad.web.consent import forms
from samrad.web.consent.present import givers_today, plainly, present
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.gate import case_page, going_on, whole

if TYPE_CHECKING:
    from samrad.consents.models import Consent


@case_page(None, *LEADING, *PERSONAL)
@whole
@going_on
def answer(request: Any, sight: Sight, consent_id: int) -> HttpResponse:
    """The person or representative answers; the coordinator registers what was answered on paper or aloud."""
    found = consent_in(sight.case, consent_id, bare=not request.actor.is_personal)
    if found is None:
        raise Http404
    if found.given_at is not None or found.withdrawn_at is not None or found.ended_on < today():
        raise Refused("Dette skjemaet kan ikke lenger svares på. Be koordinatoren om å lage et nytt.")
    givers = givers_today(request, sight)
    if request.actor.is_personal:
        return _own(request, sight, found, givers)
    return _register(request, sight, found, givers)


def _own(request: Any, sight: Sight, found: "Consent", givers: tuple[Giver, ...]) -> HttpResponse:
    giver = own_giver(request.actor, sight.case, givers)
    if giver is None:
        names = " og ".join(one.name for one in givers)
        raise Refused(f"Dette svarer {names} på." if names else "Ingen er registrert til å svare på dette ennå.")
    form = forms.OwnAnswerForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        answer_consent(
            actor=request.actor,
            consent=found,
            giver_id=giver.representation_id,
            yes=given["yes"],
            on=today(),
            evidence=Evidence.SIGNED_IN,
        )

    frame = form_frame(sight, "consent:consents", at("consent:consent", sight, consent_id=found.pk))
    top = frame["head"]
    name = top.coordinator.employment.name if top.coordinator else "Koordinatoren"
    return form_page(
        request,
        form,
        run,
        heading="Svar på samtykket",
        submit="Send svaret",
        done="Takk. Svaret ditt er lagret.",
        template="consent/own_answer.html",
        shown=present(found, givers, now(), sight.case.subject),
        consent=found,
        person=sight.case.subject,
        plainly=plainly(sight, name, now()),
        **frame,
    )


def _register(request: Any, sight: Sight, found: "Consent", givers: tuple[Giver, ...]) -> HttpResponse:
    then = required_givers(sight.case, found.made_on) if found.made_on < today() else ()
    offered = list(dict.fromkeys([*givers, *then]))
    form = forms.RegisterForm(
        offered,
        found.step,
        request.POST or None,
        request.FILES or None,
        initial={"giver": request.GET.get("giver", "")},
    )

    def run(given: dict[str, Any]) -> None:
        evidence = Evidence(given["evidence"])
        paper = None
        if evidence is Evidence.PAPER and given["file"]:
            paper = add_paper(
                actor=request.actor,
                case=sight.case,
                part=Part.DECISION,
                title="Svar på samtykke",
                content=given["file"].read(),
                received_on=given["on"],
            )
        answer_consent(
            actor=request.actor,
            consent=found,
            giver_id=form.giver_id,
            yes=given["yes"],
            on=given["on"],
            evidence=evidence,
            paper=paper,
            witness=given["witness"],
            note=given["note"],
        )

    return form_page(
        request,
        form,
        run,
        heading="Registrer et svar",
        submit="Registrer svaret",
        done="Svaret er registrert.",
        template="consent/register.html",
        nobody=not offered,
        consent=found,
        person=sight.case.subject,
        **form_frame(sight, "consent:consents", at("consent:consent", sight, consent_id=found.pk)),
    )
