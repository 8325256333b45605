"""The pages of a case that belong to no other screen."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.accounts.queries import employment_of
from samrad.audit.queries import events_of
from samrad.cases.access import Sight, held
from samrad.cases.operations.life import pause, resume
from samrad.cases.operations.notices import map_interpreter
from samrad.cases.operations.people import (
    add_related_person,
    add_representation,
    change_person,
    end_representation,
    give_personal_access,
    withhold_from,
)
from samrad.cases.queries import cases_to_show, open_pause, related_of, representation_in
from samrad.cases.rules import Part
from samrad.closure.operations import report
from samrad.closure.rules import ReportKind
from samrad.coordinators.operations import accept, explain_roles, record_course, take_over
from samrad.coordinators.queries import coordinator
from samrad.kernel.clock import day_of, now, today
from samrad.kernel.errors import Refused
from samrad.meetings.queries import last_and_next, meetings
from samrad.papers.operations import add_paper, remove_paper
from samrad.papers.queries import content, paper_in, papers
from samrad.people.rules import Mandate, Relation, Scope
from samrad.plans.access import own_seats, sees_activity
from samrad.plans.queries import open_activities
from samrad.teams.queries import Place, places
from samrad.web.case import forms
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import head
from samrad.web.layout.context import present_routine
from samrad.web.layout.duties import present
from samrad.web.layout.figures import Helper, circle, year
from samrad.web.layout.files import scan
from samrad.web.layout.gate import case_page, employed, log_list
from samrad.web.layout.words import DONE, word
from samrad.worklist.access import sees_duty
from samrad.worklist.queries import duties, late_counts

LEADING = ("coordinator", "stand_in")


def at(name: str, sight: Sight, **more: Any) -> str:
    """The address of a page of this case."""
    return reverse(name, kwargs={"case_id": sight.case.pk, **more})


@employed
def mine(request: Any) -> HttpResponse:
    """The cases I coordinate or sit in, with what is late and the next meeting."""
    leading = set(cases_to_show(held(request.actor, now(), "coordinator", "stand_in")).values_list("id", flat=True))
    found = list(cases_to_show(held(request.actor, now(), "coordinator", "stand_in", "seat", "called_in")))
    ids = [case.pk for case in found]
    times, late = last_and_next(ids, now()), late_counts(ids, today())
    rows = [
        {
            "case": case,
            "leads": case.pk in leading,
            "next": times.get(case.pk, (None, None))[1],
            "late": late.get(case.pk, 0),
        }
        for case in found
    ]
    rows.sort(key=lambda row: (not row["leads"], row["case"].subject.sort_key))
    response = render(request, "case/mine.html", {"heading": "Mine saker", "rows": rows})
    log_list(request, ids)
    return response


@case_page()
def overview(request: Any, sight: Sight) -> HttpResponse:
    """What is to be done in this case, the year as a line, and the circle of helpers."""
    case, day = sight.case, today()
    rows = [row for row in duties(case.pk) if sees_duty(sight, row)]
    shown = present(rows, day)
    open_now = [one for one in shown if one.state in ("late", "open")]
    coming = [one for one in shown if one.state == "upcoming"][:5]
    sees_team = sight.may(Part.TEAM) or sight.has(*LEADING)
    sitting = places(case, now()) if sees_team else []
    known = list(meetings(case)) if sees_team or sight.may(Part.MINUTES) else []
    ahead = next((one for one in reversed(known) if one.starts_at >= now() and one.cancelled_on is None), None)
    context = {
        "head": head(sight, "case:overview", meeting=ahead),
        "heading": "Oversikt",
        "open_now": open_now,
        "coming": coming,
        "person": case.subject,
        "dots": circle(*_around(sight, sitting)) if sees_team else [],
        "sitting": sitting,
        "line": year(_events(request, sight, known, sitting), day) if sees_team or known else None,
        "can_do": sight.has(*LEADING, "registry", "seat") and case.ended_on is None,
        "leading": sight.has(*LEADING) and case.ended_on is None,
    }
    return render(request, "case/overview.html", context)


def _around(sight: Sight, sitting: list[Place]) -> tuple[list[Helper], list[Helper]]:
    present_coordinator = coordinator(sight.case)
    own = present_coordinator.employment_id if present_coordinator else None
    near = [
        Helper("near", one.given_name, word("relation", one.relation)) for one in related_of(sight.case) if one.wanted
    ]
    services = []
    if present_coordinator is not None and own not in {place.holder.employment_id for place in sitting if place.holder}:
        services.append(Helper("coordinator", present_coordinator.employment.name, "koordinator"))
    for place in sitting:
        kind = "vacant" if place.holder is None else "coordinator" if place.holder.employment_id == own else "member"
        name = place.holder.name if place.holder else "Ledig plass"
        services.append(Helper(kind, name, place.seat.unit.name))
    return near, services


def _events(request: Any, sight: Sight, known: list[Any], sitting: list[Place]) -> list[tuple[date, str, str, str]]:
    events = [
        (
            day_of(one.starts_at),
            "member",
            word("meeting_kind", one.kind),
            at("meeting:meeting", sight, meeting_id=one.pk),
        )
        for one in known
        if one.cancelled_on is None
    ]
    ends = {place.consent_ends for place in sitting if place.consent_ends}
    events.extend(
        (day, "vacant", "Samtykke går ut", at("consent:consents", sight))
        for day in ends
        if sight.has(*LEADING, "subject")
    )
    seats = own_seats(request.actor, sight.case.pk) if sight.has("seat") else frozenset()
    if sight.may(Part.GOALS) or seats:
        events.extend(
            (one.due_on, "near", one.title, at("plan:plan", sight))
            for one in open_activities(sight.case)
            if one.due_on and sees_activity(sight, one, seats)
        )
    return events


@case_page(None, *LEADING, "subject", "representative", "registry")
def events(request: Any, sight: Sight) -> HttpResponse:
    """What was done in the case, by whom, newest first, as far as its parts may be seen."""
    found = [
        {"who": one.actor_name, "unit": one.actor_unit, "what": DONE[one.operation], "at": one.at}
        for one in events_of(sight.case.pk)[:200]
        if one.operation in DONE and (not one.part or sight.may(Part(one.part)))
    ]
    return render(
        request, "case/events.html", {"head": head(sight, "case:events"), "heading": "Hendelser", "events": found}
    )


# ── the person and those near ────────────────────────────────────────────────


@case_page(None, *LEADING, "registry", "subject", "representative")
def person(request: Any, sight: Sight) -> HttpResponse:
    """Correcting who the person is and how to reach her."""
    subject = sight.case.subject
    names = ("given_name", "family_name", "born_on", "expected_on", "phone", "email", "address", "postal")
    form = forms.PersonForm(request.POST or None, initial={name: getattr(subject, name) for name in names})
    return form_page(
        request, form, lambda given: change_person(actor=request.actor, case=sight.case, **given),
        heading="Opplysninger om personen", submit="Lagre", to=at("case:people", sight), back=at("case:people", sight),
        done="Opplysningene er lagret.", base="layout/case.html", head=head(sight, "case:overview"),
    )  # fmt: skip


@case_page(None, *LEADING, "registry", "subject", "representative")
def people(request: Any, sight: Sight) -> HttpResponse:
    """The person, those near, and who may act for whom."""
    context = {
        "head": head(sight, "case:overview"),
        "heading": "Personen og de nærmeste",
        "person": sight.case.subject,
        "related": related_of(sight.case),
        "may_write": sight.has(*LEADING, "registry") and sight.case.ended_on is None,
    }
    return render(request, "case/people.html", context)


@case_page(None, *LEADING, "registry")
def add_related(request: Any, sight: Sight) -> HttpResponse:
    """Adding somebody near, perhaps with the right to act for the person."""
    form = forms.RelatedForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        own = ("given_name", "family_name", "phone", "email", "address", "postal", "wanted")
        related = add_related_person(
            actor=request.actor,
            case=sight.case,
            relation=Relation(given["relation"]),
            **{key: given[key] for key in own},
        )
        if given["mandate"]:
            add_representation(
                actor=request.actor, case=sight.case, related=related, mandate=Mandate(given["mandate"]),
                started_on=given["started_on"] or sight.case.subject.born_on or today(),
                scopes=[Scope(one) for one in given["scopes"]], mandate_text=given["mandate_text"],
            )  # fmt: skip

    return form_page(
        request, form, run, heading="Legg til en pårørende", submit="Legg til", to=at("case:people", sight),
        back=at("case:people", sight), done="Personen er lagt til.", base="layout/case.html", head=head(sight, "case:overview"),
    )  # fmt: skip


@case_page(None, *LEADING, "registry")
def end_mandate(request: Any, sight: Sight, representation_id: int) -> HttpResponse:
    """Ending somebody's right to act for the person."""
    found = representation_in(sight.case, representation_id)
    if found is None:
        raise Http404
    form = forms.EndForm(request.POST or None)
    return form_page(
        request, form, lambda given: end_representation(actor=request.actor, case=sight.case, representation=found, **given),
        heading=f"Avslutt retten til å handle for {sight.case.subject.given_name}", submit="Avslutt", to=at("case:people", sight),
        back=at("case:people", sight), done="Det er avsluttet.", lead=f"Gjelder {found.related_person.name}.",
        base="layout/case.html", head=head(sight, "case:overview"),
    )  # fmt: skip


@case_page(None, *LEADING, "registry")
def withhold(request: Any, sight: Sight, representation_id: int) -> HttpResponse:
    """Taking insight from a representative by a reasoned decision."""
    found = representation_in(sight.case, representation_id)
    if found is None:
        raise Http404
    form = forms.WithholdForm(request.POST or None)
    return form_page(
        request, form, lambda given: withhold_from(actor=request.actor, case=sight.case, representation=found, **given),
        heading="Steng innsynet", submit="Steng innsynet", danger=True, to=at("case:people", sight), back=at("case:people", sight),
        done="Innsynet er stengt.", lead=f"{found.related_person.name} ser ikke lenger noe av saken, fra nå av.",
        base="layout/case.html", head=head(sight, "case:overview"),
    )  # fmt: skip


@case_page(None, *LEADING, "registry")
def open_sign_in(request: Any, sight: Sight, related_id: int = 0) -> HttpResponse:
    """Giving the person, or somebody near, an own way to sign in; the password is shown once."""
    related = next((one for one in related_of(sight.case) if one.pk == related_id), None)
    if related_id and related is None:
        raise Http404
    who = related.name if related else sight.case.subject.name
    form = forms.SignInForm(request.POST or None)
    made: list[Any] = []

    def run(given: dict[str, Any]) -> None:
        made.append(
            give_personal_access(
                actor=request.actor, case=sight.case, username=given["username"], started_on=today(), related=related
            )
        )

    response = form_page(
        request, form, run, heading=f"Gi {who} en innlogging", submit="Lag innlogging", to=at("case:people", sight),
        back=at("case:people", sight), lead="Du får et passord som du gir videre selv, ikke på e-post. Det vises bare én gang.",
        base="layout/case.html", head=head(sight, "case:overview"),
    )  # fmt: skip
    if made:
        context = {"head": head(sight, "case:overview"), "heading": "Innloggingen er klar", "made": made[0], "who": who}
        return render(request, "case/new_sign_in.html", context)
    return response


@case_page(None, *LEADING, "registry")
def interpreter(request: Any, sight: Sight) -> HttpResponse:
    """Whether an interpreter is needed."""
    case = sight.case
    form = forms.InterpreterForm(
        request.POST or None, initial={"needed": case.interpreter_needed, "language": case.interpreter_language}
    )
    return form_page(
        request, form, lambda given: map_interpreter(actor=request.actor, case=case, **given), heading="Behov for tolk",
        submit="Lagre", to=at("case:overview", sight), back=at("case:overview", sight), done="Behovet for tolk er registrert.",
        base="layout/case.html", head=head(sight, "case:overview"),
    )  # fmt: skip


# ── the coordinator's own steps ──────────────────────────────────────────────


@case_page(None, "coordinator")
def accepting(request: Any, sight: Sight) -> HttpResponse:
    """The coordinator takes on the task, or takes over after a hand-over with the open duties in view."""
    appointment = coordinator(sight.case)
    if appointment is None or appointment.employment_id != request.actor.employment_id:
        raise Refused("Bare den som er oppnevnt, kan gjøre dette.")
    form = forms.AcceptForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        if appointment.accepted_on is None and not appointment.handover_note:
            accept(actor=request.actor, appointment=appointment, **given)
            return
        if given["roles_explained_on"]:
            explain_roles(actor=request.actor, appointment=appointment, on=given["roles_explained_on"])
        if appointment.handover_note and appointment.handed_over_on is None:
            take_over(actor=request.actor, appointment=appointment, on=given["on"])

    waiting = [one for one in present(duties(sight.case.pk)) if one.state in ("late", "open")]
    return form_page(
        request, form, run, heading="Ta over som koordinator" if appointment.handover_note else "Ta imot oppgaven som koordinator",
        submit="Jeg tar over saken" if appointment.handover_note else "Jeg tar imot oppgaven", to=at("case:overview", sight),
        back=at("case:overview", sight), done="Du er registrert som koordinator.", template="case/accept.html",
        base="layout/case.html", head=head(sight, "case:overview"), appointment=appointment, waiting=waiting,
    )  # fmt: skip


@case_page(None, "coordinator")
def course(request: Any, sight: Sight) -> HttpResponse:
    """The coordinator registers a course that was taken."""
    employment = employment_of(request.actor)
    form = forms.CourseForm(
        request.POST or None, initial={"name": present_routine(request).setting("coordinator_course")}
    )
    return form_page(
        request, form, lambda given: record_course(actor=request.actor, employment=employment, **given), heading="Kurs for koordinatorer",
        submit="Registrer kurset", to=at("case:overview", sight), back=at("case:overview", sight), done="Kurset er registrert.",
        base="layout/case.html", head=head(sight, "case:overview"),
    )  # fmt: skip


@case_page(None, *LEADING)
def reporting(request: Any, sight: Sight) -> HttpResponse:
    """Telling the coordinating unit after a review, or of a change."""
    form = forms.ReportForm(request.POST or None, initial={"kind": "review"})

    def run(given: dict[str, Any]) -> None:
        report(
            actor=request.actor, case=sight.case, kind=ReportKind(given["kind"]), on=given["on"],
            still_active=given["still_active"], note=given["note"],
        )  # fmt: skip

    return form_page(
        request, form, run, heading=f"Meld fra til {present_routine(request).term('office').sg_def}", submit="Meld fra",
        to=at("case:overview", sight), back=at("case:overview", sight), done="Kontoret har fått beskjed.",
        base="layout/case.html", head=head(sight, "case:overview"),
    )  # fmt: skip


@case_page(None, *LEADING)
def pausing(request: Any, sight: Sight) -> HttpResponse:
    """Letting the case rest, or taking it up again."""
    resting = open_pause(sight.case)
    common = {"to": at("case:overview", sight), "back": at("case:overview", sight), "base": "layout/case.html",
              "head": head(sight, "case:overview")}  # fmt: skip
    if resting is not None:
        return form_page(
            request, forms.ResumeForm(request.POST or None), lambda given: resume(actor=request.actor, resting=resting, **given),
            heading="Ta opp saken igjen", submit="Ta opp saken", done="Saken er i gang igjen.",
            lead="Fristene begynner å løpe igjen dagen etter siste dag med pause.", **common,
        )  # fmt: skip
    return form_page(
        request, forms.PauseForm(request.POST or None), lambda given: pause(actor=request.actor, case=sight.case, **given),
        heading="Sett saken på pause", submit="Sett på pause", done="Saken er satt på pause.",
        lead="Frister stopper, bortsett fra samtykke og årlig gjennomgang.", **common,
    )  # fmt: skip


# ── papers ───────────────────────────────────────────────────────────────────


@case_page(Part.DOCUMENTS)
def documents(request: Any, sight: Sight) -> HttpResponse:
    """The papers of the case."""
    context = {
        "head": head(sight, "case:documents"),
        "heading": "Dokumenter",
        "papers": [one for one in papers(sight.case) if sight.may(Part(one.part))],
        "may_add": sight.case.ended_on is None,
        "leading": sight.has(*LEADING, "registry"),
    }
    return render(request, "case/documents.html", context)


@case_page(Part.DOCUMENTS)
def upload(request: Any, sight: Sight) -> HttpResponse:
    """Adding a paper."""
    form = forms.PaperForm(request.POST or None, request.FILES or None, initial={"received_on": today()})

    def run(given: dict[str, Any]) -> None:
        add_paper(
            actor=request.actor, case=sight.case, part=Part(given["part"]), title=given["title"], content=given["file"].read(),
            received_on=given["received_on"],
        )  # fmt: skip

    return form_page(
        request, form, run, heading="Legg til et papir", submit="Legg til", to=at("case:documents", sight),
        back=at("case:documents", sight), done="Papiret er lagt til.", base="layout/case.html", head=head(sight, "case:documents"),
    )  # fmt: skip


@case_page()
def download(request: Any, sight: Sight, paper_id: int) -> HttpResponse:
    """The bytes of a paper, under a name that tells nothing."""
    paper = paper_in(sight.case, paper_id)
    if paper is None or not sight.may(Part(paper.part)):
        raise Http404
    return scan(content(paper), paper.media_type, f"papir-{paper.pk}.{paper.ending}")


@case_page(Part.DOCUMENTS, *LEADING, "registry")
def remove(request: Any, sight: Sight, paper_id: int) -> HttpResponse:
    """Taking a paper out of the case, with the reason."""
    paper = paper_in(sight.case, paper_id)
    if paper is None:
        raise Http404
    form = forms.RemovePaperForm(request.POST or None)
    return form_page(
        request, form, lambda given: remove_paper(actor=request.actor, paper=paper, **given), heading="Fjern papiret",
        submit="Fjern papiret", danger=True, to=at("case:documents", sight), back=at("case:documents", sight),
        done="Papiret er fjernet. Loggen viser at det skjedde.", lead=f"«{paper.title}» blir borte for alle, og innholdet slettes.",
        base="layout/case.html", head=head(sight, "case:documents"),
    )  # fmt: skip
