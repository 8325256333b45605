"""The group around the person: its page, opening and changing it, and the contact card."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samrad.cases.access import LEADING, Sight
from samrad.cases.queries import near
from samrad.cases.rules import Part
from samrad.coordinators.queries import absences, coordinator, stand_ins
from samrad.duties.language import capital
from samrad.kernel.clock import at as instant
from samrad.kernel.clock import now, today
from samrad.teams.operations import change_team, open_no_team, share_contact_card
from samrad.teams.operations import open_team as open_the_team
from samrad.teams.queries import Place, current_team, latest_team, members, no_team, places, seats_kept
from samrad.teams.rules import SeatKind, Stage, too_large
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.context import present_routine
from samrad.web.layout.figures import around, circle
from samrad.web.layout.gate import case_page, going_on
from samrad.web.layout.readers import parts_in_words
from samrad.web.team import forms

if TYPE_CHECKING:
    from samrad.coordinators.models import CoordinatorAppointment

KINDS = (
    (SeatKind.PERMANENT, "Faste deltakere"),
    (SeatKind.ON_DEMAND, "Kalles inn ved behov"),
    (SeatKind.GUEST, "Gjester"),
)


@dataclass(frozen=True)
class Card:
    """A seat on the page; `sees` is None when the viewer is not told what the unit may see."""

    place: Place
    sees: list[str] | None


@dataclass(frozen=True)
class KindGroup:
    """The seats of one kind, under a heading."""

    title: str
    cards: list[Card]


def _groups(request: Any, sight: Sight, sitting: list[Place]) -> list[KindGroup]:
    all_of_it = sight.has(*LEADING, "subject") or sight.whole
    groups = []
    for kind, title in KINDS:
        cards = [
            Card(
                one,
                parts_in_words(one.parts, one.areas)
                if all_of_it or one.seat.unit_id == request.actor.unit_id
                else None,
            )
            for one in sitting
            if one.seat.kind == kind
        ]
        if cards:
            groups.append(KindGroup(title, cards))
    return groups


@case_page(Part.TEAM)
def team(request: Any, sight: Sight) -> HttpResponse:
    """The seats and who fills them, those near, the coordinator and who stands in, and what the group is for."""
    case, day = sight.case, today()
    group = latest_team(case)
    last = group.ended_on if group else None
    over = last is not None and (last < day or case.ended_on is not None)
    seen_at = instant(last, 12) if last is not None and over else now()
    sitting = places(case, seen_at) if group else []
    routine, top, family = present_routine(request), head(sight, "team:team"), near(case)
    leading = top.leading and not over
    limit = routine.setting("max_permanent")
    permanent = sum(one.seat.kind == SeatKind.PERMANENT for one in sitting)
    large = leading and too_large(permanent, limit)
    agencies = {one.seat.unit.agency.name for one in sitting}
    context = {
        "head": top,
        "heading": capital(routine.term("team").sg),
        "term": routine.term("team"),
        "group": group,
        "over": over,
        "no_team": no_team(case) if group is None else None,
        "groups": _groups(request, sight, sitting),
        "kept": 0 if leading else seats_kept(case),
        "person": case.subject,
        "family": family,
        "dots": circle(*around(family, top.coordinator, sitting)),
        "stand_ins": list(stand_ins(case, day)) if not top.closed else [],
        "away": list(absences(case, day)) if not top.closed else [],
        "role": routine.role_name(top.coordinator.kind) if top.coordinator else "",
        "permanent": permanent,
        "large": large,
        "advice": present_routine(request).advice_at("team") if leading and (limit is None or large) else [],
        "one_agency": next(iter(agencies)) if leading and len(agencies) == 1 else "",
        "leading": leading,
        "proposed": any(one.stage is Stage.PROPOSED for one in sitting),
        "professional": not request.actor.is_personal,
    }
    return render(request, "team/team.html", context)


@case_page(None, *LEADING)
@going_on
def open_team(request: Any, sight: Sight) -> HttpResponse:
    """Opening a group around the person; with few services, the reason."""
    routine = present_routine(request)
    term = routine.term("team")
    form = forms.OpenForm(
        routine.setting("min_services"), request.POST or None, others=routine.setting("ask_other_meetings")
    )

    def run(given: dict[str, Any]) -> None:
        given.pop("services", None)
        open_the_team(actor=request.actor, case=sight.case, **given)

    return form_page(
        request,
        form,
        run,
        heading=f"Opprett {term.sg}",
        submit="Opprett",
        done=f"{capital(term.sg_def)} er opprettet.",
        lead="Loven krever ikke en slik gruppe. Den er et hjelpemiddel når flere tjenester må arbeide sammen.",
        advice=present_routine(request).advice_at("team"),
        **form_frame(sight, "team:team", at("team:team", sight)),
    )


@case_page(None, *LEADING)
@going_on
def not_now(request: Any, sight: Sight) -> HttpResponse:
    """The coordinator answers that no group is opened, and why."""
    term = present_routine(request).term("team")
    return form_page(
        request,
        forms.NoTeamForm(request.POST or None),
        lambda given: open_no_team(actor=request.actor, case=sight.case, **given),
        heading=f"Ikke opprett {term.sg} nå",
        submit="Lagre",
        done="Det er registrert. Dere kan opprette den senere.",
        **form_frame(sight, "team:team", at("team:team", sight)),
    )


@case_page(None, *LEADING)
@going_on
def change(request: Any, sight: Sight) -> HttpResponse:
    """What the group is for, and when the need for it is looked at again."""
    group = current_team(sight.case, today())
    if group is None:
        return redirect("team:open", case_id=sight.case.pk)
    names = ("mandate", "reassess_on", "plan_writer")
    form = forms.ChangeForm(request.POST or None, initial={name: getattr(group, name) for name in names})
    present = coordinator(sight.case)
    people = members(sight.case, today(), also=(present.employment_id if present else None, group.plan_writer_id))
    form.fields["plan_writer"].offer([(one, f"{one.name}, {one.unit.name}") for one in people], blank="Ikke bestemt")
    return form_page(
        request,
        form,
        lambda given: change_team(actor=request.actor, team=group, **given),
        heading="Hva gruppa er til for",
        submit="Lagre",
        done="Lagret.",
        **form_frame(sight, "team:team", at("team:team", sight)),
    )


@dataclass(frozen=True)
class ContactCard:
    """What is made known of the coordinator (S3-034), and which of the four is missing."""

    name: str
    role: str
    phone: str
    email: str

    @property
    def missing(self) -> list[str]:
        """What the card lacks, in words."""
        wanted = {"navn": self.name, "rolle": self.role, "telefon": self.phone, "e-post": self.email}
        return [name for name, value in wanted.items() if not value]


def _card(request: Any, found: "CoordinatorAppointment | None") -> ContactCard:
    if found is None:
        return ContactCard("", "", "", "")
    one = found.employment
    return ContactCard(one.name, capital(present_routine(request).role_name(found.kind)), one.phone, one.email)


@case_page(None, *LEADING)
@going_on
def contact_card(request: Any, sight: Sight) -> HttpResponse:
    """The coordinator's name, role, telephone and e-mail, and the day all were given them."""
    group = current_team(sight.case, today())
    if group is None:
        return redirect("team:open", case_id=sight.case.pk)
    found = coordinator(sight.case)
    form = forms.CardForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: share_contact_card(actor=request.actor, team=group, **given),
        heading="Kontaktkortet",
        submit="Registrer",
        done="Kontaktkortet er registrert som gjort kjent.",
        template="team/contact_card.html",
        card=_card(request, found),
        unit=found.employment.unit.name if found else "",
        group=group,
        **form_frame(sight, "team:team", at("team:team", sight)),
    )
