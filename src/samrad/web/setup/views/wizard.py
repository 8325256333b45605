"""The first run: four steps and a summary, then a municipality that is ready to sign in to.

The answers are kept in the session, so that one can leave and come back. Nothing is made before the
last press, and then all of it or nothing.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from samrad.duties.schema import read_routine, shipped
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.kernel.ids import opens_setup
from samrad.oversight.operations.setup import set_up_municipality
from samrad.web.layout.fields import Form
from samrad.web.layout.gate import open_to_all
from samrad.web.layout.handing_over import hand_over, handed_over
from samrad.web.setup.wizard_forms import (
    OWN,
    AdministratorForm,
    MunicipalityForm,
    OfficeForm,
    RoutineForm,
    holdings,
    shipped_holdings,
)

CODE, ANSWERS, PLACE = "setup_code", "setup_answers", "setup"
SUMMARY = "oppsummering"
STEPS: dict[str, tuple[str, type[Form]]] = {
    "kommune": ("Kommunen", MunicipalityForm),
    "rutine": ("Rutinen", RoutineForm),
    "enhet": ("Koordinerende enhet", OfficeForm),
    "administrator": ("Systemansvarlig", AdministratorForm),
}


@never_cache
@open_to_all
def wizard(request: Any) -> HttpResponse:
    """The page of one step, the summary, or how the first systemansvarlig signs in. 404 without the right code."""
    if "kode" in request.GET:
        if not opens_setup(request.GET["kode"]):
            raise Http404
        request.session[CODE] = request.GET["kode"]
        return redirect("setup:wizard")
    if not opens_setup(request.session.get(CODE, "")):
        raise Http404
    if handed_over(request, PLACE) is not None:
        return _ready(request)
    missing = [name for name in STEPS if name not in _answers(request)]
    step = request.GET.get("steg") or next(iter(missing), SUMMARY)
    known = step in STEPS or step == SUMMARY
    if not known or any(name in missing for name in _before(step)):
        return redirect(_address(next(iter(missing), SUMMARY)))
    return _summary(request) if step == SUMMARY else _step(request, step)


def _answers(request: Any) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = request.session.get(ANSWERS) or {}
    return found


def _before(step: str) -> list[str]:
    names = list(STEPS)
    return names if step == SUMMARY else names[: names.index(step)]


def _address(step: str) -> str:
    return f"{reverse('setup:wizard')}?steg={step}"


def _frame(request: Any, step: str) -> dict[str, Any]:
    """The line of steps: which are answered, and where one is."""
    answers = _answers(request)
    steps = [
        {"text": text, "url": _address(name), "done": name in answers, "here": name == step}
        for name, (text, _) in STEPS.items()
    ]
    number = [*STEPS, SUMMARY].index(step) + 1
    last = {"text": "Oppsummering", "url": _address(SUMMARY), "done": False, "here": step == SUMMARY}
    return {"steps": [*steps, last], "number": number}


def _step(request: Any, step: str) -> HttpResponse:
    heading, form_class = STEPS[step]
    answers = _answers(request)
    keywords: dict[str, Any] = {"initial": answers.get(step)}
    if form_class is RoutineForm:
        keywords["kept"] = answers.get(step, {}).get("text", "")
    form = form_class(request.POST or None, request.FILES or None, **keywords)
    if request.method == "POST" and form.is_valid():
        request.session[ANSWERS] = {**answers, step: _kept(form)}
        return redirect(_address(next((name for name in STEPS if name not in request.session[ANSWERS]), SUMMARY)))
    names = list(STEPS)
    back = _address(names[names.index(step) - 1]) if step != names[0] else ""
    context = {
        **_frame(request, step), "heading": heading, "form": form, "back": back, "submit": "Gå videre",
        "shipped": shipped_holdings() if step == "rutine" else {}, "kept": answers.get(step, {}).get("file_name", ""),
    }  # fmt: skip
    template = "setup/wizard_routine.html" if step == "rutine" else "setup/wizard.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _kept(form: Form) -> dict[str, str]:
    """The answers of a step as the session keeps them; of an uploaded routine the text and the file's name."""
    if not isinstance(form, RoutineForm):
        return {name: str(value) for name, value in form.cleaned_data.items()}
    wanted, file = form.cleaned_data["routine"], form.cleaned_data.get("file")
    if wanted != OWN:
        return {"routine": wanted}
    name = file.name if file else str((form.initial or {}).get("file_name", ""))
    return {"routine": OWN, "text": form.text, "file_name": name}


def _summary(request: Any) -> HttpResponse:
    answers = _answers(request)
    if request.method == "POST":
        return _set_up(request, answers)
    chosen = answers["rutine"]
    held = holdings(read_routine(_routine_text(chosen)))
    context = {**_frame(request, SUMMARY), "heading": "Se over og sett opp", "answers": answers, "routine": held,
               "urls": {name: _address(name) for name in STEPS}}  # fmt: skip
    return render(request, "setup/wizard_summary.html", context)


def _routine_text(chosen: dict[str, str]) -> str:
    return chosen["text"] if chosen["routine"] == OWN else shipped(chosen["routine"])


def _set_up(request: Any, answers: dict[str, dict[str, str]]) -> HttpResponse:
    given: dict[str, Any] = {**answers["kommune"], **answers["enhet"], **answers["administrator"]}
    try:
        made = set_up_municipality(**given, routine=_routine_text(answers["rutine"]), on=today())
    except Invalid as error:
        messages.error(request, f"Ingenting er satt opp. {error.sentence}")
        return redirect(_address(SUMMARY))
    del request.session[ANSWERS]
    hand_over(request, PLACE, made.administrator.user.username, made.administrator.password)
    return redirect("setup:wizard")


def _ready(request: Any) -> HttpResponse:
    """How the first systemansvarlig signs in; pressing on ends this session, also that of a demo person."""
    if request.method == "POST":
        logout(request)
        return redirect("account:sign_in")
    context = {"heading": "Kommunen er satt opp", "handed": handed_over(request, PLACE)}
    return render(request, "setup/wizard_done.html", context)
