"""A case in the middle of its life, written in by one form."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms

from samrad.cases.rules import Part
from samrad.kernel.clock import today
from samrad.people.rules import Relation
from samrad.teams.rules import SeatKind
from samrad.web.layout.fields import DayField, Form, PickField, by_agency, by_unit, choices, several, upload

if TYPE_CHECKING:
    from samrad.accounts.models import Employment
    from samrad.agencies.models import Unit

MEMBERS, PARENTS = 6, 2
MEMBER = ("unit", "role", "kind", "employee")
PARENT = ("given", "family", "relation", "phone", "email")
SHARED = (Part.ABOUT_ME, Part.GOALS, Part.MINUTES, Part.DOCUMENTS, Part.SERVICES, Part.TEAM)
PAST = (
    "born_on",
    "opened_on",
    "coordinator_since",
    "team_since",
    "last_meeting",
    "last_review",
    "plan_since",
    "signed_on",
)
CONSENT = ("parts", "signed_on", "until", "scan")


class TakeOverForm(Form):
    """The person, the coordinator, those near, the team, what was held, and the signed consent."""

    given_name = forms.CharField(label="Fornavn", max_length=100)
    family_name = forms.CharField(label="Etternavn", max_length=100)
    born_on = DayField(label="Fødselsdato", required=False)
    identity_number = forms.CharField(
        label="Fødselsnummer",
        required=False,
        max_length=12,
        help_text="Bare når det trengs. Det lagres kryptert og vises ikke igjen.",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "size": "16", "data-width": "auto"}
        ),
    )
    opened_on = DayField(label="Dagen saken begynte")
    followed_from = DayField(
        label="Dagen Samråd tar over", help_text="dd.mm.åååå. Frister fra før denne dagen lages ikke."
    )
    coordinator = PickField(label="Koordinator")
    coordinator_since = DayField(label="Koordinator siden")
    team_since = DayField(
        label="Gruppa begynte", required=False, help_text="dd.mm.åååå. La stå tom hvis det ikke er noen gruppe."
    )
    last_meeting = DayField(label="Siste møte", required=False)
    last_review = DayField(
        label="Siste gjennomgang", required=False, help_text="dd.mm.åååå. Neste gjennomgang regnes fra denne."
    )
    plan_since = DayField(
        label="Individuell plan siden", required=False, help_text="dd.mm.åååå. La stå tom hvis det ikke er noen plan."
    )
    parts = several("part", "Hva gir samtykket innsyn i?", only=SHARED, required=False)
    signed_on = DayField(label="Dagen samtykket ble underskrevet", required=False)
    until = DayField(label="Gjelder til og med", required=False)
    scan = upload("Det underskrevne samtykket, skannet", required=False)

    def __init__(
        self, *arguments: Any, staff: Iterable["Employment"], units: Iterable["Unit"], **keywords: Any
    ) -> None:
        self._staff, self._units = by_unit(staff), by_agency(units)
        super().__init__(*arguments, **keywords)
        self._offer("coordinator", self._staff)
        for place in range(MEMBERS):
            self._add_member(place)
        for place in range(PARENTS):
            self._add_parent(place)

    def _offer(self, name: str, groups: Any, blank: str = "Velg") -> None:
        picked = self.fields[name]
        assert isinstance(picked, PickField)
        picked.offer_grouped(groups, blank=blank)

    def _add(self, name: str, field: forms.Field) -> None:
        field.widget.attrs.setdefault("class", "ds-input")
        self.fields[name] = field

    def _add_member(self, place: int) -> None:
        kinds = choices("seat_kind", only=(SeatKind.PERMANENT, SeatKind.ON_DEMAND))
        self._add(f"unit_{place}", PickField(label="Enhet", required=False))
        self._add(f"role_{place}", forms.CharField(label="Rolle", max_length=100, required=False))
        self._add(f"kind_{place}", forms.ChoiceField(label="Fast eller ved behov", choices=kinds, required=False))
        self._add(f"employee_{place}", PickField(label="Hvem", required=False))
        self._offer(f"unit_{place}", self._units)
        self._offer(f"employee_{place}", self._staff, "Ingen ennå")

    def _add_parent(self, place: int) -> None:
        relations = choices("relation", only=(Relation.MOTHER, Relation.FATHER, Relation.PARENT))
        self._add(f"given_{place}", forms.CharField(label="Fornavn", max_length=100, required=False))
        self._add(f"family_{place}", forms.CharField(label="Etternavn", max_length=100, required=False))
        self._add(f"relation_{place}", forms.ChoiceField(label="Hvem er det?", choices=relations, required=False))
        self._add(f"phone_{place}", forms.CharField(label="Telefon", max_length=30, required=False))
        self._add(f"email_{place}", forms.EmailField(label="E-post", required=False))

    def members(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each member, in order."""
        return ([self[f"{name}_{place}"] for name in MEMBER] for place in range(MEMBERS))

    def parents(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each parent, in order."""
        return ([self[f"{name}_{place}"] for name in PARENT] for place in range(PARENTS))

    def clean(self) -> dict[str, Any]:
        """What must be filled in together."""
        cleaned = super().clean() or {}
        for name in PAST:
            if cleaned.get(name) and cleaned[name] > today():
                self.add_error(name, "Dagen kan ikke være fram i tid.")
        for place in range(MEMBERS):
            self._clean_member(cleaned, place)
        for place in range(PARENTS):
            given, family = cleaned.get(f"given_{place}"), cleaned.get(f"family_{place}")
            if bool(given) != bool(family):
                self.add_error(f"family_{place}" if given else f"given_{place}", "Skriv både fornavn og etternavn.")
        if any(cleaned.get(name) for name in CONSENT):
            for name in CONSENT:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Fyll ut dette også, eller la alt om samtykket stå tomt.")
        return cleaned

    def _clean_member(self, cleaned: dict[str, Any], place: int) -> None:
        unit, role, employee = (cleaned.get(f"{name}_{place}") for name in ("unit", "role", "employee"))
        if (role or employee) and not unit and f"unit_{place}" not in self.errors:
            self.add_error(f"unit_{place}", "Velg enheten.")
        if unit and not role and f"role_{place}" not in self.errors:
            self.add_error(f"role_{place}", "Skriv rollen, for eksempel kontaktlærer.")
        if unit and employee and employee.unit_id != unit.pk:
            self.add_error(f"employee_{place}", f"Velg noen som arbeider i {unit.name}.")
