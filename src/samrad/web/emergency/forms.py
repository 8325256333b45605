"""Forms of emergency access."""

from typing import Any

from django import forms

from samrad.emergency.rules import Sought
from samrad.web.layout.fields import DayField, Form, YesNoField, choice, text_area


class OpenForm(Form):
    """Who is sought, and why."""

    PERSON = ("identity_number", "given_name", "family_name", "born_on")
    unmarked = PERSON
    identity_number = forms.CharField(
        label="Fødselsnummer", max_length=14, required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "numeric", "data-width": "auto", "size": "14"}
        ),
    )  # fmt: skip
    given_name = forms.CharField(label="Fornavn", max_length=100, required=False)
    family_name = forms.CharField(label="Etternavn", max_length=100, required=False)
    born_on = DayField(label="Fødselsdato", required=False)
    cause = choice("emergency_cause", "Hva er det som haster?")
    reason = text_area(
        "Hva har skjedd, og hvorfor må du se saken nå?", rows=4, max_length=2000,
        help_text="Personen, koordinatoren og systemansvarlig leser det du skriver.",
    )  # fmt: skip

    def who(self) -> list[forms.BoundField]:
        """The fields that tell who is sought."""
        return [self[name] for name in self.PERSON]

    def why(self) -> list[forms.BoundField]:
        """The other fields."""
        return [one for one in self if one.name not in self.PERSON]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        lacks = self.sought(given).lacks() if "born_on" not in self.errors else None
        if lacks is not None:
            self.add_sentence(*lacks)
        return given

    @staticmethod
    def sought(given: dict[str, Any]) -> Sought:
        """Who is sought, of what was typed."""
        words = {name: given.get(name) or "" for name in ("given_name", "family_name", "identity_number")}
        return Sought(**words, born_on=given.get("born_on"))


class ReviewForm(Form):
    """Whether there was a reason."""

    justified = YesNoField(label="Var det grunn til å åpne saken?")
    note = text_area("Hva har du sett på, og hva følger av det?", rows=4, max_length=4000)
