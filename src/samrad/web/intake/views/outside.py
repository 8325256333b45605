"""The pages that are open to all: the form, the thanks, the booklet, and how everybody can use Samråd."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.accounts.rules import public_actor
from samrad.agencies.queries import municipalities
from samrad.cases.operations.notices import report_need
from samrad.cases.operations.people import register_person
from samrad.cases.rules import Channel, Wish
from samrad.documents.booklet import booklet_pdf as make_booklet
from samrad.duties.language import say_span
from samrad.duties.routine import Routine
from samrad.kernel.clock import today
from samrad.kernel.tenant import tenant
from samrad.routines.queries import in_force, versions
from samrad.web.intake.forms.outside import KIN, SELF, WORK, PublicForm, StartForm
from samrad.web.layout.acting import form_page
from samrad.web.layout.files import pdf
from samrad.web.layout.gate import open_to_all
from samrad.web.layout.once import once

if TYPE_CHECKING:
    from samrad.agencies.models import Municipality

ROLE = {SELF: "Personen selv", KIN: "Pårørende", WORK: "Møter personen i jobben"}


def _chosen(request: Any) -> "Municipality | None":
    """The municipality in the address; the only one when there is one; else None."""
    known = list(municipalities())
    wanted = request.GET.get("kommune", "")
    if len(known) == 1:
        return known[0]
    return next((one for one in known if str(one.pk) == wanted), None)


def _routine(municipality: "Municipality") -> Routine | None:
    with tenant(municipality.pk):
        version = in_force(versions(), today())
    return version.routine if version else None


@open_to_all
def public(request: Any) -> HttpResponse:
    """A notice of need from anybody. It tells nothing, not even whether there is a case already."""
    known = list(municipalities())
    chosen = _chosen(request)
    about = request.GET.get("om", "")
    if chosen is None or about not in ROLE:
        return _start(request, known, chosen)
    if request.method == "POST":
        with tenant(chosen.pk):
            return once(request, lambda: _notice(request, chosen, about))
    return _notice(request, chosen, about)


def _start(request: Any, known: list[Any], chosen: "Municipality | None") -> HttpResponse:
    asked = "om" in request.GET or "send" in request.GET
    form = StartForm(request.GET if asked else None, offered=known, initial={"kommune": chosen} if chosen else {})
    context = {"heading": "Meld fra om et behov", "form": form, "known": known, "chosen": chosen}
    return render(request, "intake/start.html", context)


def _notice(request: Any, chosen: "Municipality", about: str) -> HttpResponse:
    return form_page(
        request,
        PublicForm(request.POST or None, about=about),
        lambda given: _report(chosen.pk, about, given),
        heading="Meld fra om et behov",
        submit="Send meldingen",
        to=f"{reverse('intake:thanks')}?kommune={chosen.pk}",
        back=f"{reverse('intake:public')}?kommune={chosen.pk}",
        template="intake/public.html",
        chosen=chosen,
        own=about == SELF,
    )


def _report(municipality_id: int, about: str, given: dict[str, Any]) -> None:
    actor, day = public_actor(municipality_id), today()
    person = register_person(
        actor=actor,
        given_name=given["given_name"],
        family_name=given["family_name"],
        born_on=given["born_on"],
        phone=given["phone"],
        email=given["email"],
    )
    report_need(
        actor=actor,
        person=person,
        channel=Channel.PUBLIC,
        received_on=day,
        by_name=given.get("by_name", person.name),
        by_role=given.get("by_role", ROLE[about]),
        by_phone=given.get("by_phone", person.phone),
        by_email=given.get("by_email", person.email),
        need=given["need"],
        from_hospital=given.get("from_hospital", False),
        wishes=[Wish(one) for one in given["wishes"]],
        person_told_on=day if given.get("told", True) else None,
    )


@open_to_all
def thanks(request: Any) -> HttpResponse:
    """That the notice has come, what happens now, and how to reach the office."""
    municipality = _chosen(request)
    routine = _routine(municipality) if municipality else None
    limit = routine.setting("notice_answer") if routine else None
    context = {
        "heading": "Takk, meldingen er sendt",
        "municipality": municipality,
        "within": say_span(limit) if limit else "",
    }
    return render(request, "intake/thanks.html", context)


@open_to_all
def booklet(request: Any) -> HttpResponse:
    """The booklet of the municipality, to read and to print."""
    municipality = _chosen(request)
    if municipality is None:
        return render(
            request, "intake/booklets.html", {"heading": "Informasjonsheftet", "known": list(municipalities())}
        )
    routine = _routine(municipality)
    document = routine.documents.get("booklet") if routine else None
    if document is None:
        raise Http404
    context = {
        "heading": str(document.title),
        "municipality": municipality,
        "title": document.title.said(),
        "body": document.body.said(),
        "version": document.version,
    }
    return render(request, "intake/booklet.html", context)


@open_to_all
def booklet_pdf(request: Any) -> HttpResponse:
    """The booklet as a PDF to print or send."""
    municipality = _chosen(request)
    routine = _routine(municipality) if municipality else None
    if municipality is None or routine is None or "booklet" not in routine.documents:
        raise Http404
    return pdf(make_booklet(municipality, routine), "informasjonshefte")


@open_to_all
def accessibility(request: Any) -> HttpResponse:
    """Who can use Samråd and how that was tried, whom to tell when it does not work, and how to complain (L-UU-03)."""
    context = {"heading": "Tilgjengelighet", "known": list(municipalities())}
    return render(request, "intake/accessibility.html", context)
