"""How the person and those near sign in: by eID, or with a code on a sheet that the coordinator hands over."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samrad.accounts.operations.codes import HANDED_LIVES
from samrad.cases.access import LEADING, Sight
from samrad.cases.operations.people import register_number
from samrad.cases.operations.sign_in import end_personal_access, give_personal_access, hand_out_new_code
from samrad.cases.queries import access_in, related_of
from samrad.exchange.oidc.providers import Kind
from samrad.kernel.clock import today
from samrad.web.case import forms
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.gate import case_page
from samrad.web.layout.handing_over import FirstPassword, hand_over, handed_over, noted


def _related(sight: Sight, related_id: int) -> Any:
    found = next((one for one in related_of(sight.case) if one.pk == related_id), None)
    if related_id and found is None:
        raise Http404
    return found


def _sheet(request: Any, sight: Sight, who: str, handed: FirstPassword) -> HttpResponse:
    """What is handed over, shown until it is said to be noted."""
    context = {
        "head": head(sight, "case:people"),
        "heading": f"Innlogging for {who}",
        "title": "Innlogging på papir",
        "handed": handed,
        "until": today() + HANDED_LIVES,
        "address": settings.PUBLIC_ADDRESS.rstrip("/") + reverse("account:first_code"),
    }
    return render(request, "case/sheet.html", context)


@case_page(None, *LEADING, "registry")
def open_sign_in(request: Any, sight: Sight, related_id: int = 0) -> HttpResponse:
    """Giving the person, or somebody near, an own way in; the sheet with the code is shown until it is noted."""
    related = _related(sight, related_id)
    who = related.name if related else sight.case.subject.name
    here = request.path
    if request.method == "POST" and "noted" in request.POST:
        noted(request)
        return redirect(at("case:people", sight))
    handed = handed_over(request, here)
    if handed is not None:
        return _sheet(request, sight, who, handed)
    form = forms.SignInForm(request.POST or None)
    frame = form_frame(sight, "case:overview", at("case:people", sight))
    to = [here]

    def run(given: dict[str, Any]) -> None:
        made = give_personal_access(
            actor=request.actor, case=sight.case, username=given["username"], started_on=today(), related=related
        )
        if made.password:
            hand_over(request, here, made.user.username, made.password)
        else:
            to[0] = at("case:people", sight)

    return form_page(
        request, form, run, heading=f"Gi {who} en innlogging", title="Gi en innlogging", submit="Lag et ark",
        lead="Du får et ark med en kode som du gir videre selv, ikke på e-post. Koden virker én gang, i 14 dager. Da "
        "velger mottakeren sitt eget passord og setter opp en kodeapp.",
        template="case/give_sign_in.html", related=related, eid=_has_eid(), case_id=sight.case.pk,
        number=(related or sight.case.subject).identity_index, **{**frame, "to": lambda: to[0]},
    )  # fmt: skip


def _has_eid() -> bool:
    return any(one.kind is Kind.INHABITANT for one in settings.OIDC)


@case_page(None, *LEADING, "registry")
def number(request: Any, sight: Sight, related_id: int) -> HttpResponse:
    """Registering the identity number of somebody near, so that they may sign in with an eID."""
    related = _related(sight, related_id)
    return form_page(
        request, forms.NumberForm(request.POST or None),
        lambda given: register_number(actor=request.actor, case=sight.case, related=related, **given),
        heading=f"Fødselsnummeret til {related.name}", title="Fødselsnummer", submit="Lagre",
        done="Fødselsnummeret er lagret.",
        lead=f"Da kan {related.name} logge inn med ID-porten. Hva som vises, følger av retten til å handle.",
        **form_frame(sight, "case:overview", at("case:people", sight)),
    )  # fmt: skip


def _access(sight: Sight, access_id: int) -> tuple[Any, str]:
    found = access_in(sight.case, access_id)
    if found is None:
        raise Http404
    return found, found.related_person.name if found.related_person else sight.case.subject.name


@case_page(None, *LEADING, "registry")
def new_sheet(request: Any, sight: Sight, access_id: int) -> HttpResponse:
    """A new sheet, when the first is lost or has run out, or the telephone or the password is."""
    access, who = _access(sight, access_id)
    if request.method == "POST" and "noted" in request.POST:
        noted(request)
        return redirect(at("case:people", sight))
    handed = handed_over(request, request.path)
    if handed is not None:
        return _sheet(request, sight, who, handed)
    if request.method == "POST":

        def run() -> None:
            made = hand_out_new_code(actor=request.actor, case=sight.case, access=access)
            hand_over(request, request.path, made.user.username, made.password)

        return press(request, run, to=request.path)
    return _confirm(
        request, sight, "Lag et nytt ark", "Lag nytt ark",
        f"{who} får en ny kode. Passordet og kodeappen som brukes nå, slutter å virke med en gang.",
    )  # fmt: skip


@case_page(None, *LEADING, "registry")
def end_sign_in(request: Any, sight: Sight, access_id: int) -> HttpResponse:
    """Ending an own way in."""
    access, who = _access(sight, access_id)
    if request.method == "POST":
        return press(
            request, lambda: end_personal_access(actor=request.actor, case=sight.case, access=access),
            to=at("case:people", sight), done=f"Innloggingen til {who} er avsluttet.",
        )  # fmt: skip
    return _confirm(
        request, sight, "Avslutt innloggingen", "Avslutt innloggingen",
        f"{who} blir logget ut med en gang, og kommer ikke inn igjen. Retten til innsyn er den samme; du kan gi en ny "
        "innlogging når som helst.",
    )  # fmt: skip


def _confirm(request: Any, sight: Sight, heading: str, submit: str, lead: str) -> HttpResponse:
    context = {"heading": heading, "submit": submit, "lead": lead, "back": at("case:people", sight)}
    return render(request, "layout/confirm.html", context)
