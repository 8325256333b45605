"""Finding a coordinator: proposing, asking the leader, answering, appointing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from samrad.web.layout.fields import DayField, Happened, PickField, YesNoField, choice, text_area
from samrad.web.layout.nearness import NearAsked

if TYPE_CHECKING:
    from samrad.accounts.models import Employment


class ProposeForm(NearAsked, Happened):
    """A coordinator proposed together with the person."""

    employment = PickField(label="Hvem foreslår dere?")
    kind = choice("coordinator_kind", "Hva slags koordinator?")
    person_wish = text_area(
        "Hvem ønsker personen seg?",
        rows=2,
        help_text="Det personen ønsker, skal telle. Skriv «ingen ønsker» når det er slik.",
    )
    consulted = forms.CharField(
        label="Hvem har du snakket med om forslaget?", max_length=150, help_text="Personen selv, foresatte eller verge."
    )
    against_wish_reason = text_area(
        "Hvorfor blir det en annen enn personen ønsker?",
        rows=2,
        required=False,
        help_text="Fyll ut bare når forslaget går imot ønsket. Personen kan lese begrunnelsen.",
    )
    on = DayField(label="Dagen dere ble enige om forslaget")
    field_order = ("person_wish", "consulted", "employment", "kind", "against_wish_reason", "on")
    unmarked = ("against_wish_reason",)

    def __init__(self, *arguments: Any, staff: Iterable["Employment"], child: bool, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        picked = self.fields["employment"]
        assert isinstance(picked, PickField)
        picked.offer_grouped(_with_criteria(staff))
        if not child:
            del self.fields["kind"]


def _with_criteria(staff: Iterable["Employment"]) -> list[tuple[str, list[tuple["Employment", str]]]]:
    """The employees by unit, each with what speaks against the routine's advice (S3-083): shown, never blocking."""
    groups: dict[str, list[tuple[Employment, str]]] = {}
    for one in staff:
        text = f"{one.name}, {one.title}" if one.title else one.name
        notes = [] if one.unit.is_municipal else ["ikke ansatt i kommunen"]
        notes += [] if one.permanent else ["ikke fast stilling"]
        groups.setdefault(one.unit.name, []).append((one, f"{text} ({', '.join(notes)})" if notes else text))
    return sorted(groups.items())


class AskForm(Happened):
    """The question to the leader."""

    on = DayField(label="Dagen du spør")
    question = text_area(
        "Noe lederen bør vite",
        rows=3,
        required=False,
        help_text="Lederen ser navnet og behovet. Ikke skriv mer enn det som trengs.",
    )


class LeaderForm(Happened):
    """The leader's answer, and what a new coordinator needs."""

    on = DayField(label="Dagen lederen svarte")
    answer = choice("leader_answer", "Kan medarbeideren være koordinator?")
    resources = forms.CharField(
        label="Hvor mye tid eller andre ressurser krever det?",
        max_length=300,
        required=False,
        help_text="Fyll ut når svaret er ja.",
    )
    talked_on = DayField(label="Dagen du snakket med medarbeideren", required=False)
    how_solved = text_area("Hvordan skal oppgaven løses?", rows=3, required=False)
    answered_by = forms.CharField(label="Hvem svarte?", max_length=150)
    field_order = ("answer", "resources", "talked_on", "how_solved", "answered_by", "on")
    unmarked = ("resources",)

    def __init__(self, *arguments: Any, office: bool, new: bool, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if not office:
            del self.fields["answered_by"]
            self.fields["on"].label = "Dagen du svarer"
        else:
            self.fields["talked_on"].label = "Dagen lederen snakket med medarbeideren"
        self._points: list[str] = []
        if not new:
            del self.fields["talked_on"]
            self.fields["how_solved"].help_text = "Bare hvis noe bør avklares."

    def ask_each(self, points: Iterable[tuple[str, str]]) -> None:
        """Asks each point of the routine's checklist, after the answer (S1-005)."""
        for key, title in points:
            name = f"check_{key}"
            self.fields[name] = YesNoField(
                label=f"{title}?", required=False, error_messages={}, help_text="Svar når svaret over er ja."
            )
            self.fields[name].label_suffix = ""
            self._points.append(key)
        self.order_fields(["answer", *(f"check_{key}" for key in self._points), *(self.field_order or ())])

    def checked(self, given: dict[str, Any]) -> dict[str, bool]:
        """The points that were answered, taken out of what was typed."""
        answers = {key: given.pop(f"check_{key}") for key in self._points}
        return {key: answer for key, answer in answers.items() if answer is not None}


class AppointForm(NearAsked, Happened):
    """Appointing the one who was proposed."""

    on = DayField(label="Koordinator fra og med")
    knows_person = YesNoField(label="Kjenner koordinatoren personen fra før?", required=False)
    most_involved = YesNoField(label="Kommer koordinatoren fra den tjenesten som er mest inne i saken?", required=False)
    knows_services = YesNoField(
        label="Kjenner koordinatoren de kommunale tjenestene som kan være aktuelle?", required=False
    )
    departure_reason = text_area(
        "Hvorfor likevel?",
        rows=2,
        required=False,
        help_text="Skriv noe her når noe over taler mot valget. Personen kan lese det.",
    )
    other_role = forms.CharField(
        label="Andre roller overfor personen",
        max_length=200,
        required=False,
        help_text="For eksempel kontaktlærer. Koordinatoren gjør rede for rollene sine for personen.",
    )
    field_order: tuple[str, ...] = (
        "knows_person",
        "most_involved",
        "knows_services",
        "departure_reason",
        "other_role",
        "on",
    )

    def without_services(self, *, asks: bool) -> None:
        """Leaves out the question about services where the routine does not ask it."""
        if not asks:
            del self.fields["knows_services"]


class AssignUnitForm(Happened):
    """The unit that shall have the coordinator."""

    unit = PickField(label="Enhet")
    question = text_area(
        "Noe lederen bør vite",
        rows=3,
        required=False,
        help_text="Lederen ser navnet og behovet. Ikke skriv mer enn det som trengs.",
    )
    on = DayField(label="Dagen det ble avgjort")
    field_order = ("unit", "question", "on")


class NameForm(AppointForm):
    """The leader of the chosen unit names one of its employees."""

    employment = PickField(label="Hvem blir koordinator?")
    field_order = ("employment", *AppointForm.field_order)
