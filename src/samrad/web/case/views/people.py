"""The person, those near, and who may act for whom."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.cases.access import LEADING, Sight
from samrad.cases.operations.notices import map_interpreter
from samrad.cases.operations.people import (
    add_related_person,
    add_representation,
    change_contact,
    change_own_contact,
    change_person,
    change_related_person,
    end_protection,
    end_representation,
    protect_address,
    withhold_from,
)
from samrad.cases.queries import accesses_in, related_of, representation_in
from samrad.cases.rules import Part
from samrad.exchange.oidc.providers import Kind
from samrad.kernel.clock import today
from samrad.people.rules import Mandate, Protection, Relation, Scope
from samrad.web.case import forms
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.gate import case_page, personal_matters

if TYPE_CHECKING:
    from samrad.people.models import Person, RelatedPerson

REACHED = ("phone", "email", "address", "postal")


def _of(one: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(one, name) for name in (*names, *REACHED)}


@case_page(None, *LEADING, "registry")
def person(request: Any, sight: Sight) -> HttpResponse:
    """Correcting who the person is and how to reach her."""
    one = sight.case.subject
    kept = _of(one, "given_name", "family_name", "born_on", "expected_on", "language")
    return form_page(
        request,
        forms.PersonForm(request.POST or None, initial=kept, protected=one.protection),
        lambda given: change_person(actor=request.actor, case=sight.case, **given),
        heading="Opplysninger om personen",
        **_correcting(sight, one),
    )


def _correcting(sight: Sight, one: "Person | RelatedPerson") -> dict[str, Any]:
    frame = form_frame(sight, "case:overview", at("case:people", sight))
    advice = ["Adressen er sperret. Derfor skal verken adresse eller telefon stå her."] if one.protection else []
    return {"submit": "Lagre", "done": "Opplysningene er lagret.", "advice": advice, **frame}


@case_page(Part.ABOUT_ME, "subject", "representative")
@personal_matters
def contact(request: Any, sight: Sight) -> HttpResponse:
    """The person, or who acts for her, corrects how to reach her."""
    own, one = sight.has("subject"), sight.case.subject
    return form_page(
        request,
        forms.ContactForm(request.POST or None, initial=_of(one, "language"), protected=one.protection),
        lambda given: change_contact(actor=request.actor, case=sight.case, **given),
        heading="Slik når vi deg" if own else f"Slik når vi {sight.case.subject.given_name}",
        title="Kontaktopplysninger",
        lead="Er navnet eller fødselsdatoen feil, kan du be koordinatoren rette det.",
        **_correcting(sight, one),
    )


@case_page(None, "representative")
def own_contact(request: Any, sight: Sight) -> HttpResponse:
    """Who acts for the person corrects how to be reached."""
    one = _near(sight, request.actor.related_id)
    return form_page(
        request,
        forms.ReachForm(request.POST or None, initial=_of(one), protected=one.protection),
        lambda given: change_own_contact(actor=request.actor, case=sight.case, **given),
        heading="Slik når vi deg",
        title="Kontaktopplysninger",
        lead=f"Opplysningene brukes i saken til {sight.case.subject.given_name}.",
        **{**_correcting(sight, one), **({"back": reverse("mine:plan")} if sight.without_group else {})},
    )


@case_page(None, *LEADING, "registry")
def related(request: Any, sight: Sight, related_id: int) -> HttpResponse:
    """Correcting who somebody near is, and how to reach them."""
    one = _near(sight, related_id)
    return form_page(
        request,
        forms.RelatedForm(
            request.POST or None,
            initial=_of(one, "given_name", "family_name", "relation", "wanted"),
            protected=one.protection,
        ),
        lambda given: change_related_person(
            actor=request.actor, case=sight.case, related=one, **{**given, "relation": Relation(given["relation"])}
        ),
        heading="Opplysninger om en pårørende",
        **_correcting(sight, one),
    )


def _near(sight: Sight, related_id: int | None) -> "RelatedPerson":
    found = next((one for one in related_of(sight.case) if one.pk == related_id), None)
    if found is None:
        raise Http404
    return found


@case_page(None, *LEADING, "registry", "subject", "representative")
@personal_matters
def people(request: Any, sight: Sight) -> HttpResponse:
    """The person, those near, and who may act for whom."""
    may_write = sight.has(*LEADING, "registry") and sight.case.ended_on is None
    accesses = accesses_in(sight.case) if may_write else []
    context = {
        "head": head(sight, "case:overview"),
        "heading": "Personen og de nærmeste",
        "person": sight.case.subject,
        "related": related_of(sight.case),
        "accesses": accesses,
        "let_in": {one.related_person_id or 0 for one in accesses},
        "eid": any(one.kind is Kind.INHABITANT for one in settings.OIDC),
        "may_write": may_write,
        "own": request.actor.is_personal and sight.case.ended_on is None,
        "reached": not request.actor.is_personal or sight.may(Part.ABOUT_ME),
        "me": request.actor.related_id,
    }
    return render(request, "case/people.html", context)


@case_page(None, *LEADING, "registry")
def add_related(request: Any, sight: Sight) -> HttpResponse:
    """Adding somebody near, perhaps with the right to act for the person."""
    form = forms.NewRelatedForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        own = ("given_name", "family_name", "phone", "email", "address", "postal", "wanted", "identity_number")
        added = add_related_person(
            actor=request.actor,
            case=sight.case,
            relation=Relation(given["relation"]),
            **{key: given[key] for key in own},
        )
        if given["mandate"]:
            add_representation(
                actor=request.actor,
                case=sight.case,
                related=added,
                mandate=Mandate(given["mandate"]),
                started_on=given["started_on"] or sight.case.subject.born_on or today(),
                scopes=[Scope(one) for one in given["scopes"]],
                mandate_text=given["mandate_text"],
            )

    return form_page(
        request,
        form,
        run,
        heading="Legg til en pårørende",
        submit="Legg til",
        done="Personen er lagt til.",
        **form_frame(sight, "case:overview", at("case:people", sight)),
    )


@case_page(None, *LEADING, "registry")
def protection(request: Any, sight: Sight, related_id: int = 0) -> HttpResponse:
    """Whether the address of the person, or of somebody near, is protected."""
    near = _near(sight, related_id) if related_id else None
    who = near or sight.case.subject

    def run(given: dict[str, Any]) -> None:
        common = {"actor": request.actor, "case": sight.case, "related": near}
        if given["protection"]:
            protect_address(**common, protection=Protection(given["protection"]))
        else:
            end_protection(**common)

    return form_page(
        request,
        forms.ProtectionForm(request.POST or None, initial={"protection": who.protection}),
        run,
        heading="Sperret adresse",
        submit="Lagre",
        done="Det er lagret.",
        lead=f"Gjelder {who.name}. Adresse, sted og telefon slettes fra Samråd og kan ikke skrives inn så lenge "
        "adressen er sperret. Brev deles ut personlig.",
        **form_frame(sight, "case:overview", at("case:people", sight)),
    )


@case_page(None, *LEADING, "registry")
def end_mandate(request: Any, sight: Sight, representation_id: int) -> HttpResponse:
    """Ending somebody's right to act for the person."""
    found = representation_in(sight.case, representation_id)
    if found is None:
        raise Http404
    form = forms.EndForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: end_representation(actor=request.actor, case=sight.case, representation=found, **given),
        heading=f"Avslutt retten til å handle for {sight.case.subject.given_name}",
        title="Avslutt retten til å handle",
        submit="Avslutt",
        done="Det er avsluttet.",
        lead=f"Gjelder {found.related_person.name}.",
        **form_frame(sight, "case:overview", at("case:people", sight)),
    )


@case_page(None, *LEADING, "registry")
def withhold(request: Any, sight: Sight, representation_id: int) -> HttpResponse:
    """Taking insight from a representative by a reasoned decision."""
    found = representation_in(sight.case, representation_id)
    if found is None:
        raise Http404
    form = forms.WithholdForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: withhold_from(
            actor=request.actor,
            case=sight.case,
            representation=found,
            reason=given["reason"],
            parts=[Part(one) for one in given["parts"]],
        ),
        heading="Steng innsynet",
        submit="Steng innsynet",
        danger=True,
        done="Innsynet er stengt.",
        lead=f"Fra nå av ser {found.related_person.name} bare det du krysser av her.",
        **form_frame(sight, "case:overview", at("case:people", sight)),
    )


@case_page(None, *LEADING, "registry", "subject", "representative")
@personal_matters
def interpreter(request: Any, sight: Sight) -> HttpResponse:
    """Whether an interpreter is needed."""
    case = sight.case
    initial = {"needed": case.interpreter_needed, "language": case.interpreter_language}
    form = forms.InterpreterForm(request.POST or None, initial=initial)
    if request.actor.is_personal:
        del form.fields["on"]
    return form_page(
        request,
        form,
        lambda given: map_interpreter(actor=request.actor, case=case, **{"on": today(), **given}),
        heading="Behov for tolk",
        submit="Lagre",
        done="Behovet for tolk er registrert.",
        **form_frame(
            sight, "case:overview", at("case:people" if request.actor.is_personal else "case:overview", sight)
        ),
    )
