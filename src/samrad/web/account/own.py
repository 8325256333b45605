"""One's own account: how one signs in, where one is signed in, and ending it elsewhere."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samrad.accounts.operations.codes import make_recovery_codes, recovery_codes_left
from samrad.accounts.operations.sessions import end_one, end_sessions, go_on_as, network_key
from samrad.accounts.operations.sign_in import change_totp, new_totp_secret, set_own_password
from samrad.accounts.queries import identities_of, open_sessions
from samrad.accounts.rules import SessionEnd
from samrad.board.queries.boards import trainings_of
from samrad.kernel.sealing import seal, unseal
from samrad.web.account.coming_in import onward
from samrad.web.account.forms import NewPasswordForm, NewPhoneForm, PasswordForm, PresentPasswordForm
from samrad.web.account.views import code_app
from samrad.web.layout.acting import form_page
from samrad.web.layout.gate import without_capacity
from samrad.web.layout.handing_over import hand_over, handed_over, noted
from samrad.web.layout.limits import address_of
from samrad.web.layout.numbers import whole_number

NEW_SECRET = "new_secret"  # noqa: S105


def _has_password(user: Any) -> bool:
    return not user.demo_persona and user.has_usable_password()


@without_capacity
def own(request: Any) -> HttpResponse:
    """One's own account: how one signs in, and where."""
    user, actor = request.user, getattr(request, "actor", None)
    known = {one.name: one.title for one in settings.OIDC}
    context = {
        "heading": "Min konto",
        "trainings": trained(actor),
        "has_password": _has_password(user),
        "ways": [known.get(one.provider, one.provider) for one in identities_of(user)],
        "codes_left": recovery_codes_left(user),
        "sessions": [
            {"one": one, "here": one.session_key == request.session.session_key,
             "near": one.network == network_key(address_of(request))}
            for one in open_sessions(user)
        ],
    }  # fmt: skip
    return render(request, "account/own.html", context)


def trained(actor: Any) -> list[Any]:
    """The courses of an employee; none of anybody else."""
    return list(trainings_of(actor.employment_id)) if actor and actor.employment_id else []


@require_POST
@without_capacity
def end_session(request: Any) -> HttpResponse:
    """Ends one of one's own sessions elsewhere, or all but this."""
    wanted = request.POST.get("session", "")
    if wanted == "others":
        count = end_sessions(request.user, SessionEnd.OWNER, but=request.session.session_key)
        messages.success(
            request, f"Du er logget ut {count} andre steder." if count else "Du er ikke logget inn andre steder."
        )
    elif (number := whole_number(wanted)) is not None and end_one(request.user, number):
        messages.success(request, "Den andre innloggingen er avsluttet.")
    else:
        messages.error(request, "Denne innloggingen er allerede avsluttet.")
    return redirect("account:own")


@never_cache
@without_capacity
def recovery_codes(request: Any) -> HttpResponse:
    """Ten codes for the day the telephone is gone: made anew, and shown once."""
    user, here = request.user, reverse("account:recovery_codes")
    if not _has_password(user):
        raise Http404
    if request.method == "POST" and "noted" in request.POST:
        noted(request)
        return redirect("account:own")
    handed = handed_over(request, here)
    if handed is not None:
        context = {"heading": "Gjenopprettingskodene dine", "codes": handed.password.split()}
        return render(request, "account/recovery_codes.html", context)
    left = recovery_codes_left(user)
    return form_page(
        request, PresentPasswordForm(request.POST or None, user=user),
        lambda given: hand_over(request, here, user.username, " ".join(make_recovery_codes(user))),
        heading="Lag gjenopprettingskoder", submit="Lag ti nye koder", to=here, back=reverse("account:own"),
        lead="Med en slik kode kommer du inn når du ikke har telefonen. Hver kode virker én gang. "
        + (f"Du har {left} igjen. De slutter å virke når du lager nye." if left else "Du har ingen nå."),
    )  # fmt: skip


@never_cache
@without_capacity
def new_phone(request: Any) -> HttpResponse:
    """Setting up the code app on a new telephone, by somebody who is signed in and knows the password."""
    user = request.user
    if not _has_password(user):
        raise Http404
    if NEW_SECRET not in request.session:
        request.session[NEW_SECRET] = seal(new_totp_secret()).decode()
    secret = unseal(request.session[NEW_SECRET].encode())

    def run(given: dict[str, Any]) -> None:
        change_totp(user, secret, given["code"])
        del request.session[NEW_SECRET]
        end_sessions(user, SessionEnd.PASSWORD, but=request.session.session_key)

    return form_page(
        request, NewPhoneForm(request.POST or None, user=user), run, heading="Sett opp kodeappen på nytt",
        submit="Bytt kodeapp", to=reverse("account:own"), back=reverse("account:own"),
        template="account/new_phone.html", **code_app(user.username, secret),
        done="Kodeappen er byttet. Den gamle virker ikke lenger, og du er logget ut alle andre steder.",
    )  # fmt: skip


@never_cache
@without_capacity
def password(request: Any) -> HttpResponse:
    """Choosing a new password: the first time one signs in, or whenever one wants to."""
    user = request.user
    if not _has_password(user):
        raise Http404
    first = user.must_change_password
    form = NewPasswordForm(request.POST or None) if first else PasswordForm(request.POST or None, user=user)

    def run(given: dict[str, Any]) -> None:
        set_own_password(user, given["password"])
        before = request.session.session_key
        update_session_auth_hash(request, user)
        go_on_as(before, request.session.session_key)
        end_sessions(user, SessionEnd.PASSWORD, but=request.session.session_key)

    if first:
        return form_page(
            request, form, run, heading="Velg ditt eget passord", submit="Lagre passordet", to=lambda: onward(request),
            back="", done="Passordet er lagret.",
            lead="Passordet du fikk, er bare til første gang. Velg et som bare du kjenner.",
        )  # fmt: skip
    return form_page(
        request, form, run, heading="Bytt passord", submit="Bytt passord", to="/konto/", back="/konto/",
        done="Passordet er byttet. Du er logget ut alle andre steder.",
    )  # fmt: skip
