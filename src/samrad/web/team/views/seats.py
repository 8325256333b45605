"""The seats of the group: giving one, filling it, saying what is expected, ending it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from samrad.accounts.queries import current_employments
from samrad.agencies.queries import open_units
from samrad.cases.access import LEADING, Sight
from samrad.kernel.clock import today
from samrad.teams import operations
from samrad.teams.queries import candidates, current_team, holders, seat_in
from samrad.teams.rules import SeatKind
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame
from samrad.web.layout.fields import Form, by_agency, by_unit
from samrad.web.layout.gate import case_page, going_on
from samrad.web.team import forms

if TYPE_CHECKING:
    from samrad.teams.models import Seat, SeatHolder


def _seat(sight: Sight, seat_id: int) -> "Seat":
    found = seat_in(sight.case, seat_id, today())
    if found is None:
        raise Http404
    return found


def _sitting(sight: Sight, seat_id: int) -> "tuple[Seat, SeatHolder]":
    found = _seat(sight, seat_id)
    day = today()
    for one in holders(found):
        if one.started_on <= day and (one.ended_on is None or one.ended_on >= day):
            return found, one
    raise Http404


def _frame(sight: Sight) -> dict[str, Any]:
    return form_frame(sight, "team:team", at("team:team", sight))


def _named(form: forms.SeatForm | forms.ChangeSeatForm, sight: Sight) -> None:
    form.fields["relation"].label = f"Forhold til {sight.case.subject.given_name}"


def _name(seat: "Seat") -> str:
    return f"{seat.unit.name}, {seat.role}"


@case_page(None, *LEADING)
@going_on
def add_seat(request: Any, sight: Sight) -> HttpResponse:
    """Giving a unit a place, filled at once when somebody is named. It sees nothing yet."""
    group = current_team(sight.case, today())
    if group is None:
        return redirect("team:open", case_id=sight.case.pk)
    form = forms.SeatForm(request.POST or None)
    _named(form, sight)
    form.fields["unit"].offer_grouped(by_agency(open_units(today())))
    form.fields["employment"].offer_grouped(by_unit(current_employments(today())), blank="Ingen ennå")

    def run(given: dict[str, Any]) -> None:
        operations.propose_seat(actor=request.actor, team=group, **given | {"kind": SeatKind(given["kind"])})

    return form_page(
        request,
        form,
        run,
        heading="Ny deltakerplass",
        submit="Legg til plassen",
        done="Plassen er lagt til.",
        lead=f"Plassen er enhetens. Den åpner ingenting: Enheten ser noe om {sight.case.subject.given_name} først når "
        "samtykket er gitt.",
        **_frame(sight),
    )


@case_page(None, *LEADING)
@going_on
def seat(request: Any, sight: Sight, seat_id: int) -> HttpResponse:
    """How a unit takes part, its role and what it helps with; and who has had the seat."""
    found = _seat(sight, seat_id)
    names = ("kind", "role", "contribution", "relation")
    form = forms.ChangeSeatForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    _named(form, sight)
    return form_page(
        request,
        form,
        lambda given: operations.change_seat(
            actor=request.actor, seat=found, **given | {"kind": SeatKind(given["kind"])}
        ),
        heading="Deltakerplassen",
        lead=_name(found),
        submit="Lagre",
        done="Plassen er endret.",
        template="team/seat.html",
        seat=found,
        holders=holders(found),
        **_frame(sight),
    )


@case_page(None, *LEADING)
@going_on
def fill(request: Any, sight: Sight, seat_id: int) -> HttpResponse:
    """Somebody else of the unit fills the seat from a day."""
    found = _seat(sight, seat_id)
    working = list(candidates(found, today()))
    form = forms.FillForm(request.POST or None)
    form.fields["employment"].offer((one, f"{one.name}, {one.title}" if one.title else one.name) for one in working)
    return form_page(
        request,
        form,
        lambda given: operations.fill_seat(actor=request.actor, seat=found, **given),
        heading="Hvem fyller plassen?",
        lead=f"{_name(found)}. Den som har plassen nå, går ut dagen før, og mister innsynet da.",
        submit="Lagre",
        done="Plassen er fylt.",
        advice=[] if working else ["Ingen ansatte er registrert i enheten. Be systemansvarlig om å legge dem inn."],
        **_frame(sight),
    )


@case_page(None, *LEADING)
@going_on
def end_holder(request: Any, sight: Sight, seat_id: int) -> HttpResponse:
    """Somebody leaves a seat, which then stands vacant."""
    found, held = _sitting(sight, seat_id)
    form = forms.LeaveForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: operations.end_holder(actor=request.actor, held=held, **given),
        heading="Noen går ut av plassen",
        submit="Registrer",
        done="Det er registrert. Plassen er ledig.",
        lead=f"{held.employment.name} mister innsynet dagen etter siste dag. Plassen ({_name(found)}) står ledig "
        "til noen andre fyller den.",
        **_frame(sight),
    )


@case_page(None, *LEADING)
@going_on
def expectations(request: Any, sight: Sight, seat_id: int) -> HttpResponse:
    """The role and what is expected were gone through with the member."""
    found = _seat(sight, seat_id)
    form = forms.ExpectationsForm(request.POST or None, initial={"contribution": found.contribution})
    return form_page(
        request,
        form,
        lambda given: operations.clarify_expectations(actor=request.actor, seat=found, **given),
        heading="Avklar rolle og forventninger",
        lead=_name(found),
        submit="Lagre",
        done="Forventningene er avklart.",
        **_frame(sight),
    )


@case_page(None, *LEADING)
@going_on
def secret(request: Any, sight: Sight, seat_id: int) -> HttpResponse:
    """Who has the seat is kept from all but those who must know; or is shown again."""
    found = _seat(sight, seat_id)
    hidden = found.secret
    form = Form(request.POST or None) if hidden else forms.SecretForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: operations.keep_secret(actor=request.actor, seat=found, secret=not hidden, **given),
        heading="Skal det vises hvem som har plassen?" if hidden else "Skjul hvem som har plassen",
        submit="Vis det igjen" if hidden else "Skjul plassen",
        danger=hidden,
        done="Det vises igjen." if hidden else "Plassen er skjult, fra nå av.",
        lead=f"{_name(found)}. "
        + (
            f"Skjult fordi: {found.secret_reason}"
            if hidden
            else "Bare du, koordinerende enhet, enheten selv, personen, og den som er spurt om samtykke til enheten, "
            "ser navn, enhet og telefon. De andre får vite at en deltaker til er med. Plassen står ikke på papir. "
            "Det som andre har skrevet i tekster, blir stående."
        ),
        **_frame(sight),
    )


@case_page(None, *LEADING)
@going_on
def end_seat(request: Any, sight: Sight, seat_id: int) -> HttpResponse:
    """A unit's place ends."""
    found = _seat(sight, seat_id)
    form = forms.EndSeatForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: operations.end_seat(actor=request.actor, seat=found, **given),
        heading="Avslutt deltakerplassen",
        submit="Avslutt plassen",
        danger=True,
        done="Plassen er avsluttet.",
        lead=f"{_name(found)}. Enheten ser ikke lenger noe av saken fra dagen etter. Samtykket står i listen, "
        "men åpner ingenting uten en plass.",
        **_frame(sight),
    )
