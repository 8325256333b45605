"""Employees: finding, adding, changing and ending, and how each signs in."""

import unicodedata
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from samrad.accounts.operations.staff import change_employment, employ, give_sign_in
from samrad.accounts.operations.staff import end_employment as end_employment_operation
from samrad.accounts.operations.staff import reset_sign_in as reset_sign_in_operation
from samrad.accounts.operations.ties import tie_identity, untie_identities
from samrad.accounts.queries import employment_by_id, identities_of
from samrad.accounts.queries import staff as every_employee
from samrad.accounts.rules import Function
from samrad.coordinators.queries import coordinated_by
from samrad.kernel.clock import today
from samrad.teams.queries import seats_held_by
from samrad.web.layout.acting import form_page, press
from samrad.web.layout.gate import system_owner
from samrad.web.layout.handing_over import hand_over, handed_over, noted
from samrad.web.setup.forms import CodeForm, EmployeeForm, EndEmploymentForm, NewEmployeeForm, SignInForm

PAGE = 50
KEPT = ("name", "title", "phone", "email", "function", "permanent")
PLAIN = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t"})


@system_owner
def staff(request: Any) -> HttpResponse:
    """Every employee by name, fifty on a page; `?navn=` looks for a name."""
    wanted = request.GET.get("navn", "")[:100]
    page = Paginator(every_employee(wanted), PAGE).get_page(request.GET.get("side"))
    context = {
        "heading": "Ansatte",
        "page": page,
        "wanted": wanted,
        "before": _page_address(wanted, page.number - 1),
        "after": _page_address(wanted, page.number + 1),
    }
    return render(request, "setup/staff.html", context)


def _page_address(wanted: str, number: int) -> str:
    wish = {"navn": wanted} if wanted else {}
    return "?" + urlencode({**wish, "side": str(number)})


@system_owner
def add_employee(request: Any) -> HttpResponse:
    """Adding an employee."""
    form = NewEmployeeForm(request.POST or None)
    made: list[Any] = []
    return form_page(
        request, form,
        lambda given: made.append(employ(actor=request.actor, **{**given, "function": Function(given["function"])})),
        heading="Ny ansatt", submit="Legg til", to=lambda: _at("setup:employee", made[0].pk),
        back=reverse("setup:staff"), done="Den ansatte er lagt til.", draft="setup-employee",
    )  # fmt: skip


@system_owner
def employee(request: Any, employment_id: int) -> HttpResponse:
    """One employee: what is known, and the ways on to sign-in and ending."""
    found = _employment(employment_id)
    form = EmployeeForm(request.POST or None, initial={name: getattr(found, name) for name in KEPT})

    def run(given: dict[str, Any]) -> None:
        change_employment(actor=request.actor, employment=found, **{**given, "function": Function(given["function"])})

    return form_page(
        request, form, run, heading="Ansatt", submit="Lagre", to=_at("setup:employee", employment_id),
        back=reverse("setup:staff"), done="Opplysningene er lagret.", template="setup/employee.html", one=found,
        over=_is_over(found),
    )  # fmt: skip


@system_owner
def end_employment(request: Any, employment_id: int) -> HttpResponse:
    """Ending an employment: says first what ends with it."""
    found = _employment(employment_id)
    initial = {"on": found.ended_on or today(), "reason": found.end_reason}
    form = EndEmploymentForm(request.POST or None, initial=initial)
    return form_page(
        request, form, lambda given: end_employment_operation(actor=request.actor, employment=found, **given),
        heading="Avslutt ansettelsen", submit="Avslutt ansettelsen", danger=True,
        to=_at("setup:employee", employment_id), back=_at("setup:employee", employment_id),
        done="Ansettelsen er avsluttet.", template="setup/end_employment.html", one=found,
        coordinated=coordinated_by(employment_id), seats=seats_held_by(employment_id, today()),
    )  # fmt: skip


@never_cache
@system_owner
def sign_in(request: Any, employment_id: int) -> HttpResponse:
    """Giving a way to sign in, showing a first password until it is noted, or how the employee signs in."""
    found = _employment(employment_id)
    here, back = _at("setup:sign_in", employment_id), _at("setup:employee", employment_id)
    if request.method == "POST" and "noted" in request.POST:
        noted(request)
        return redirect(back)
    handed = handed_over(request, here)
    if handed is not None:
        context = {"heading": "Innloggingen er klar", "one": found, "handed": handed, "back": back}
        return render(request, "setup/first_password.html", context)
    if found.user is not None:
        context = {"heading": "Innlogging", "one": found, "back": back, "identities": identities_of(found.user)}
        return render(request, "setup/sign_in.html", context)
    form = SignInForm(request.POST or None, initial={"username": _proposal(found.name)})

    def run(given: dict[str, Any]) -> None:
        made = give_sign_in(actor=request.actor, employment=found, **given)
        if made.password:
            hand_over(request, here, made.user.username, made.password)
        else:
            messages.success(request, f"{found.name} logger inn med «{made.user.username}», som før.")

    return form_page(
        request, form, run, heading="Gi en innlogging", submit="Lag innlogging", to=here, back=back,
        lead=f"{found.name} får et brukernavn og et førstepassord. Du gir det videre selv, ikke på e-post.",
        template="setup/give_sign_in.html", one=found, by_provider=bool(settings.OIDC),
    )  # fmt: skip


@system_owner
def tie(request: Any, employment_id: int) -> HttpResponse:
    """Letting an employee in by the account of a provider, by the code the employee was shown."""
    found = _employment(employment_id)
    back = _at("setup:sign_in", employment_id)

    def run(given: dict[str, Any]) -> None:
        made = tie_identity(actor=request.actor, employment=found, **given)
        messages.success(request, f"{found.name} kan nå logge inn. Kontoen tilhører «{made.name or 'uten navn'}».")

    return form_page(
        request, CodeForm(request.POST or None), run, heading="Knytt til jobbkonto", submit="Knytt til", to=back,
        back=back, lead=f"{found.name} logger inn med jobbkontoen eller HelseID, og får en kode. Skriv den her når du "
        "er sikker på at det er riktig person.",
    )  # fmt: skip


@system_owner
def untie(request: Any, employment_id: int) -> HttpResponse:
    """Taking that way in away again."""
    found = _employment(employment_id)
    back = _at("setup:sign_in", employment_id)
    if request.method == "POST":
        return press(
            request, lambda: untie_identities(actor=request.actor, employment=found), to=back,
            done="Innloggingen er fjernet.",
        )  # fmt: skip
    context = {
        "heading": "Fjern innlogging med jobbkonto",
        "lead": f"{found.name} blir logget ut, og kommer ikke inn igjen med jobbkontoen eller HelseID.",
        "submit": "Fjern innloggingen",
        "back": back,
    }
    return render(request, "layout/confirm.html", context)


@system_owner
def reset_sign_in(request: Any, employment_id: int) -> HttpResponse:
    """A new first password and a new code app, for somebody who has lost the telephone or forgotten the password."""
    found = _employment(employment_id)
    here = _at("setup:sign_in", employment_id)
    if request.method == "POST":

        def run() -> None:
            made = reset_sign_in_operation(actor=request.actor, employment=found)
            hand_over(request, here, made.user.username, made.password)

        return press(request, run, to=here)
    context = {
        "heading": "Nullstill innloggingen",
        "lead": f"{found.name} får et nytt førstepassord og må sette opp kodeappen på nytt. Passordet og kodeappen som "
        "brukes nå, slutter å virke med en gang. Sjekk at det virkelig er personen selv som ber om det.",
        "submit": "Nullstill innloggingen",
        "back": here,
    }
    return render(request, "layout/confirm.html", context)


def _employment(employment_id: int) -> Any:
    found = employment_by_id(employment_id)
    if found is None:
        raise Http404
    return found


def _at(name: str, employment_id: int) -> str:
    return reverse(name, kwargs={"employment_id": employment_id})


def _is_over(one: Any) -> bool:
    return one.ended_on is not None and one.ended_on < today()


def _proposal(name: str) -> str:
    """A user name out of a name: "Anne Sofie Ødegård" gives "anne.odegard"."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    words = ["".join(letter for letter in word if letter.isascii() and letter.isalnum()) for word in plain.split()]
    kept = [word for word in words if word]
    return ".".join([kept[0], kept[-1]] if len(kept) > 1 else kept)
