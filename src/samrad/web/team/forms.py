"""Forms of the team."""

from typing import Any

from django import forms

from samrad.teams.rules import SeatKind
from samrad.web.layout.fields import DayField, Form, Happened, PickField, YesNoField, choice, text_area
from samrad.web.layout.nearness import NearAsked

MANDATE_HELP = "Hva skal dere få til sammen? Skriv kort."


class OpenForm(Happened):
    """Opens the group; `least` is the number of services below which a reason is asked for (None: no such number)."""

    unmarked = ("few_services_reason",)
    on = DayField(label="Dagen gruppa ble opprettet")
    mandate = text_area("Hva er gruppa til for?", rows=3, required=False, help_text=MANDATE_HELP)
    services = forms.IntegerField(
        label="Hvor mange tjenester skal være med?",
        min_value=0,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "auto", "size": "4"}),
    )
    few_services_reason = text_area("Hvorfor trengs gruppa likevel?", rows=2, required=False)
    other_meetings = text_area(
        "Hvilke andre samarbeidsmøter finnes, og hvorfor er de ikke nok?",
        rows=3,
        help_text="Er de nok, trengs det ingen gruppe.",
    )
    reassess_on = DayField(label="Dagen dere vurderer behovet på nytt", required=False)

    def __init__(self, least: int | None, *arguments: Any, others: bool = False, **keywords: Any) -> None:
        self.least = least
        super().__init__(*arguments, **keywords)
        if not others:
            del self.fields["other_meetings"]
        if least is None:
            del self.fields["services"]
            del self.fields["few_services_reason"]
            return
        self.fields["few_services_reason"].help_text = f"Fyll ut når færre enn {least} tjenester skal være med."

    def clean(self) -> dict[str, Any]:
        """With few services the reason is asked for (S3-003)."""
        cleaned = super().clean() or {}
        services = cleaned.get("services")
        few = self.least is not None and services is not None and services < self.least
        if few and not cleaned.get("few_services_reason"):
            self.add_error("few_services_reason", "Skriv hvorfor gruppa trengs når så få tjenester er med.")
        return cleaned


class NoTeamForm(Happened):
    """Why no group is opened."""

    reason = text_area("Hvorfor ikke?", rows=3, help_text="For eksempel hvilke møter som er nok.")
    on = DayField(label="Dagen det ble avgjort")
    field_order = ("reason", "on")


class ChangeForm(Form):
    """What the group is for, and who writes the plan."""

    plan_writer = PickField(
        label="Hvem skriver den individuelle planen?",
        required=False,
        help_text="Den som skriver planen, kan være en annen enn den som skriver referat.",
    )
    field_order = ("mandate", "plan_writer", "reassess_on")

    mandate = text_area("Hva er gruppa til for?", rows=4, required=False, help_text=MANDATE_HELP)
    reassess_on = DayField(label="Dagen dere vurderer behovet på nytt", required=False)


class CardForm(Happened):
    """When the coordinator was made known."""

    on = DayField(label="Dagen alle i gruppa fikk kontaktkortet")


ROLE: dict[str, Any] = {
    "label": "Rolle",
    "max_length": 100,
    "help_text": "For eksempel «kontaktlærer» eller «ergoterapeut».",
}
RELATION: dict[str, Any] = {
    "label": "Forhold til personen",
    "max_length": 200,
    "required": False,
    "help_text": "For eksempel «lærer siden 2. trinn».",
}


class SeatForm(NearAsked, Happened):
    """A new place for a unit."""

    field_order = ("unit", "employment", "kind", "role", "relation", "contribution", "ground", "on")

    unit = PickField(label="Enhet")
    employment = PickField(label="Hvem fyller plassen?", required=False, help_text="Velg en som arbeider i enheten.")
    kind = choice("seat_kind", "Hvordan er enheten med?", initial=SeatKind.PERMANENT.value)
    role = forms.CharField(**ROLE)
    relation = forms.CharField(**RELATION)
    contribution = text_area("Hva kan enheten bidra med?", rows=2, required=False)
    ground = forms.CharField(
        label="Hvorfor er enheten med?",
        max_length=200,
        required=False,
        help_text="For eksempel et vedtak, en henvisning eller et ønske.",
    )
    on = DayField(label="Dagen plassen ble foreslått")


class ChangeSeatForm(Form):
    """How a unit takes part."""

    kind = choice("seat_kind", "Hvordan er enheten med?")
    role = forms.CharField(**ROLE)
    relation = forms.CharField(**RELATION)
    contribution = text_area("Hva bidrar enheten med?", rows=3, required=False)


class FillForm(NearAsked, Happened):
    """Who fills the seat from now."""

    field_order = ("employment", "on")

    employment = PickField(label="Ansatt i enheten")
    on = DayField(label="Første dag i plassen")


class LeaveForm(Happened):
    """Somebody leaves a seat."""

    on = DayField(label="Siste dag i plassen")
    reason = forms.CharField(
        label="Hvorfor?", max_length=200, help_text="For eksempel «har sluttet» eller «ny arbeidsdeling»."
    )


class SecretForm(Form):
    """Why it is kept who has the seat."""

    reason = forms.CharField(
        label="Hvorfor?",
        max_length=300,
        help_text="For eksempel at noen lever på sperret adresse. Bare de som ser plassen, ser det du skriver.",
    )


class EndSeatForm(Happened):
    """A unit's place ends."""

    on = DayField(label="Siste dag med plass i gruppa")
    reason = forms.CharField(label="Hvorfor?", max_length=200, help_text="For eksempel «tjenesten er avsluttet».")


class ExpectationsForm(Happened):
    """What was agreed with the member."""

    on = DayField(label="Dagen dere snakket om rolle og forventninger")
    contribution = text_area("Hva kan deltakeren bidra med?", rows=3)


class ReplaceForm(NearAsked, Happened):
    """The next coordinator."""

    field_order = ("employment", "on")

    employment = PickField(label="Ny koordinator")
    on = DayField(label="Første dag for den nye koordinatoren")
    reason = forms.CharField(label="Hvorfor byttes det koordinator?", max_length=200)
    handover_note = text_area(
        "Overlevering",
        rows=5,
        required=False,
        help_text="Det den nye bør vite: avtaler, det som venter, det som er viktig for personen.",
    )
    knows_person = YesNoField(label="Kjenner den nye personen?", required=False)
    most_involved = YesNoField(label="Er tjenesten til den nye mest inne i saken?", required=False)
    knows_services = YesNoField(label="Kjenner den nye de kommunale tjenestene som kan være aktuelle?", required=False)
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
        help_text="Har den nye en annen rolle, som lærer eller saksbehandler, skal personen få vite det.",
    )


class EndCoordinatorForm(Happened):
    """The coordinator's last day."""

    on = DayField(label="Siste dag som koordinator")
    reason = forms.CharField(label="Hvorfor?", max_length=200)


class StandInForm(NearAsked, Form):
    """Who stands in, and when."""

    employment = PickField(label="Hvem?")
    kind = choice("stand_in_kind", "Hva slags?")
    started_on = DayField(label="Første dag")
    ended_on = DayField(
        label="Siste dag",
        required=False,
        help_text="dd.mm.åååå. Den som deler oppgaven med koordinatoren, kan stå uten siste dag.",
    )


class BackForm(Form):
    """When the coordinator is back."""

    back_on = DayField(label="Første dag tilbake")


class AbsenceForm(Form):
    """When the coordinator is away."""

    started_on = DayField(label="Første dag borte")
    ended_on = DayField(
        label="Siste dag borte", required=False, help_text="dd.mm.åååå. La den stå tom hvis det ikke er kjent."
    )
