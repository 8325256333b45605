"""Writing the next version: by forms, or as text; seeing what it would change; publishing it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samrad.duties.problems import Problem
from samrad.duties.routine import Routine
from samrad.duties.schema import BadRoutine, lacking, read_routine, shipped, shipped_names
from samrad.kernel.clock import today
from samrad.routines.operations import begin_draft, discard_draft, rewrite_draft
from samrad.routines.queries import checksum, in_force, published_version, versions
from samrad.routines.queries import draft as draft_now
from samrad.routines.rules import beginning, with_head, with_rule, with_settings
from samrad.web.layout.acting import form_page
from samrad.web.layout.fields import Form
from samrad.web.layout.gate import system_owner
from samrad.web.routine import wording
from samrad.web.routine.choosing import shipped_routine
from samrad.web.routine.differences import differences
from samrad.web.routine.forms import BeginForm, EffectForm, PublishForm, RuleForm, TextForm, settings_form
from samrad.worklist.operations import ask_for_effect, publish_draft

if TYPE_CHECKING:
    from samrad.routines.models import RoutineDraft

OWN, BASE = "gjelder-nå", "base"


def _draft() -> "RoutineDraft":
    found = draft_now()
    if found is None:
        raise Http404
    return found


def _read(text: str) -> tuple[Routine | None, list[Problem]]:
    """The routine the text amounts to, or what is wrong with it."""
    try:
        routine = read_routine(text)
    except BadRoutine as error:
        return None, error.problems
    return routine, lacking(routine)


@system_owner
def draft_page(request: Any) -> HttpResponse:
    """The draft: what is wrong with it, what it changes, and the steps towards publishing it."""
    draft = draft_now()
    if draft is None:
        return redirect("routine:begin")
    routine, problems = _read(draft.text)
    published = versions()
    now = in_force(published, today())
    sections = differences(now.routine, routine) if now and routine else []
    effect = draft.effect if draft.effect and draft.effect["of_text"] == checksum(draft.text) else None
    context = {
        "heading": "Utkast til ny rutine",
        "draft": draft,
        "routine": routine,
        "problems": problems,
        "sections": [one for one in sections if one.rows],
        "effect": effect,
        "counting": effect is not None and effect["counted"] < effect["cases"],
        "form": EffectForm(),
    }
    return render(request, "routine/draft.html", context)


@system_owner
def begin(request: Any) -> HttpResponse:
    """What to begin with: the version in force, or a routine that comes with Samråd."""
    if draft_now() is not None:
        return redirect("routine:draft")
    now = in_force(versions(), today())
    form = BeginForm(
        request.POST or None, initial={"title": str(now.routine.title) if now else "", "start": OWN if now else BASE}
    )
    starts = [(OWN, "Rutinen som gjelder nå")] if now else []
    starts += [(name, _start_words(name)) for name in shipped_names()]
    form.fields["start"].choices = starts

    def run(given: dict[str, Any]) -> None:
        begin_draft(actor=request.actor, text=_first_text(given["start"], given["title"], int(now.id) if now else 0))

    return form_page(
        request, form, run, heading="Skriv en ny rutine", submit="Begynn på utkastet", to=reverse("routine:draft"),
        back=reverse("routine:read"), lead="Ingen andre ser utkastet, og ingen frister endres, før du publiserer det.",
        done="Utkastet er begynt.", draft="routine-begin",
    )  # fmt: skip


def _start_words(name: str) -> str:
    if name == BASE:
        return "Bare det loven sier. Resten skriver dere selv"
    return f"Slik de gjør det i rutinen «{shipped_routine(name).title}»"


def _first_text(start: str, title: str, version_id: int) -> str:
    year = today().year
    if start == OWN:
        version = published_version(version_id)
        if version is None:
            raise Http404
        return with_head(version.text, title=title, year=year)
    if start == BASE:
        return beginning(BASE, title, "egen", year)
    return with_head(shipped(start), title=title, year=year)


@system_owner
def settings(request: Any) -> HttpResponse:
    """The parameters of the municipality in one form."""
    draft = _draft()
    routine, _ = _read(draft.text)
    if routine is None:
        return _mend_first(request)
    form = settings_form(routine, request.POST or None)

    def run(given: dict[str, Any]) -> None:
        changed = {name: _plain(given[name]) for name in form.changed_data}
        _rewrite(request, draft, with_settings(draft.text, changed))

    return form_page(
        request, form, run, heading="Frister og valg", submit="Lagre i utkastet", to=reverse("routine:draft"),
        back=reverse("routine:draft"), done="Utkastet er endret.", draft="routine-settings",
        lead="Det som står her, bestemmer fristene. La et felt stå tomt når kommunen ikke har bestemt noe.",
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return None if value == "" else value


def _mend_first(request: Any) -> HttpResponse:
    messages.error(request, "Utkastet har feil som må rettes i teksten først.")
    return redirect("routine:text")


def _rewrite(request: Any, draft: "RoutineDraft", text: str) -> None:
    rewrite_draft(actor=request.actor, draft=draft, text=text, before=checksum(draft.text))


@system_owner
def rules(request: Any) -> HttpResponse:
    """Every rule of the draft, with the way to change it."""
    routine, _ = _read(_draft().text)
    if routine is None:
        return _mend_first(request)
    steps = {step for flow in routine.flows.values() for step in flow.steps}
    context = {"heading": "Regler i utkastet", "groups": list(wording.grouped(routine)), "steps": bool(steps)}
    return render(request, "routine/rules.html", context)


@system_owner
def rule(request: Any, rule_id: str) -> HttpResponse:
    """One rule in a form. What it builds on stays as it is: only what is changed is written in the draft."""
    draft = _draft()
    routine, _ = _read(draft.text)
    if routine is None:
        return _mend_first(request)
    if rule_id not in routine.rules:
        raise Http404
    form = RuleForm(routine, routine.rules[rule_id], request.POST or None)

    def run(given: dict[str, Any]) -> None:
        if changes := form.changes(given):
            _rewrite(request, draft, with_rule(draft.text, rule_id, changes))

    return form_page(
        request, form, run, heading=str(routine.rules[rule_id].title), submit="Lagre i utkastet",
        to=reverse("routine:rules"), back=reverse("routine:rules"), done="Regelen er endret i utkastet.",
        draft=f"routine-rule-{rule_id}"[:60],
    )  # fmt: skip


@system_owner
def text(request: Any) -> HttpResponse:
    """The draft as text. It is saved with its faults, which are told on the page of the draft."""
    draft = _draft()
    form = TextForm(request.POST or None, initial={"text": draft.text, "before": checksum(draft.text)})

    def run(given: dict[str, Any]) -> None:
        clean = given["text"].replace("\r\n", "\n")
        rewrite_draft(actor=request.actor, draft=draft, text=clean, before=given["before"])

    return form_page(
        request, form, run, heading="Rediger som tekst", submit="Lagre i utkastet", to=reverse("routine:draft"),
        back=reverse("routine:draft"), done="Utkastet er lagret.", template="routine/text.html",
        problems=_read(draft.text)[1], draft="routine-text",
    )  # fmt: skip


@system_owner
def effect(request: Any) -> HttpResponse:
    """Asks for a count of what publishing would change in the cases that go on."""
    draft = _draft()
    form = EffectForm(request.POST or None)
    return form_page(
        request, form, lambda given: ask_for_effect(actor=request.actor, draft=draft, **given),
        heading="Hva vil endre seg?", submit="Regn ut", to=reverse("routine:draft"), back=reverse("routine:draft"),
        done="Utregningen er i gang. Last siden på nytt om litt.",
        lead="Samråd går gjennom sakene og teller frister som flytter seg. Ingenting endres.",
    )  # fmt: skip


@system_owner
def publish(request: Any) -> HttpResponse:
    """Publishing: after that the version is frozen, and the duties of every case are derived anew."""
    draft = _draft()
    form = PublishForm(request.POST or None)

    def run(given: dict[str, Any]) -> None:
        publish_draft(actor=request.actor, draft=draft, valid_from=given["valid_from"], news=given["news"])

    return form_page(
        request, form, run, heading="Publiser rutinen", submit="Publiser", to=reverse("routine:read"),
        back=reverse("routine:draft"), draft="routine-publish",
        done="Rutinen er publisert. Fristene i sakene regnes ut på nytt nå.",
        lead="En publisert utgave kan ikke endres. Det som er begynt før dagen den gjelder fra, følger den forrige.",
    )  # fmt: skip


@system_owner
def discard(request: Any) -> HttpResponse:
    """Throws the draft away."""
    draft = _draft()
    return form_page(
        request, Form(request.POST or None), lambda given: discard_draft(actor=request.actor, draft=draft),
        heading="Forkast utkastet", submit="Forkast utkastet", to=reverse("routine:read"),
        back=reverse("routine:draft"), done="Utkastet er forkastet.", danger=True,
        lead="Det som er skrevet i utkastet, blir borte. Rutinen som gjelder, endres ikke.",
    )  # fmt: skip
