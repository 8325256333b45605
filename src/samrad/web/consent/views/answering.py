"""Answering a consent: signed in for oneself, or registered from paper or speech by the coordinator."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from samrad.cases.access import LEADING, PERSONAL, Sight
from samrad.cases.rules import Part
from samrad.consents.operations import answer_consent, hear_person
from samrad.consents.queries import circumstances, consent_in, own_giver
from samrad.consents.rules import Circumstances, Evidence, View
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Refused
from samrad.papers.operations import add_paper
from samrad.web.consent import forms
from samrad.web.consent.present import circumstances_today, plainly, present, refusal_means
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
    then = circumstances_today(request, sight)
    if request.actor.is_personal:
        return _own(request, sight, found, then)
    return _register(request, sight, found, then)


def _own(request: Any, sight: Sight, found: "Consent", then: Circumstances) -> HttpResponse:
    givers = then.required(found.matter).givers
    giver = own_giver(request.actor, sight.case, givers)
    if giver is None:
        names = " og ".join(one.name for one in givers)
        raise Refused(f"Dette svarer {names} på." if names else "Ingen er registrert til å svare på dette ennå.")
    form = forms.OwnAnswerForm(request.POST or None)
    consequences = refusal_means(request.actor, sight.case.subject.given_name)

    def run(given: dict[str, Any]) -> None:
        answer_consent(
            actor=request.actor,
            consent=found,
            giver_id=giver.representation_id,
            yes=given["yes"],
            on=today(),
            evidence=Evidence.SIGNED_IN,
            told=consequences,
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
        shown=present(found, then, now(), sight.case.subject),
        consequences=consequences,
        consent=found,
        person=sight.case.subject,
        plainly=plainly(sight, name, now()),
        **frame,
    )


def _register(request: Any, sight: Sight, found: "Consent", then: Circumstances) -> HttpResponse:
    earlier = circumstances(sight.case, found.made_on).required(found.matter) if found.made_on < today() else None
    offered = list(dict.fromkeys([*then.required(found.matter).givers, *(earlier.givers if earlier else ())]))
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
            told=given["told"],
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


@case_page(None, *LEADING, "subject")
@going_on
def hear(request: Any, sight: Sight, consent_id: int) -> HttpResponse:
    """What the person thinks of what others are asked to consent to: written by herself, or by the coordinator."""
    found = consent_in(sight.case, consent_id)
    if found is None:
        raise Http404
    if found.given_at is not None or found.withdrawn_at is not None or found.ended_on < today():
        raise Refused("Dette skjemaet kan ikke lenger svares på.")
    then = circumstances_today(request, sight)
    shown = present(found, then, now(), sight.case.subject)
    own = request.actor.is_personal
    form = forms.OwnViewForm(request.POST or None) if own else forms.HearForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        hear_person(
            actor=request.actor,
            consent=found,
            view=View(given["view"]),
            said=given["said"],
            heard_by=request.actor.name if own else given["heard_by"],
            on=today() if own else given["on"],
            weighed="" if own else given["weighed"],
        )

    return form_page(
        request,
        form,
        run,
        heading="Si hva du mener" if own else f"Hva mener {sight.case.subject.given_name}?",
        submit="Lagre",
        done="Takk. Det du mener, er skrevet ned." if own else "Det er skrevet ned.",
        template="consent/hear.html",
        shown=shown,
        consent=found,
        own=own,
        person=sight.case.subject,
        **form_frame(sight, "consent:consents", at("consent:consent", sight, consent_id=found.pk)),
    )
