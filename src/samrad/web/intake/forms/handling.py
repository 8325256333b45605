"""Handling a notice: answering, telling, assessing, informing, declining."""

from typing import Any

from django import forms

from samrad.cases.rules import Told
from samrad.web.layout.fields import DayField, Happened, YesNoField, choice, several, text_area


class AnswerForm(Happened):
    """The answer to the one who reported."""

    on = DayField(label="Dagen svaret ble gitt")
    answer = text_area(
        "Hva var svaret?",
        rows=3,
        help_text="Svar på hva som skjer videre. Den som melder, får ikke vite mer om personen.",
    )


class ToldForm(Happened):
    """That the person was told."""

    on = DayField(label="Dagen personen fikk vite det")


class AssessForm(Happened):
    """The assessment of the need."""

    on = DayField(label="Dagen behovet ble vurdert")
    lasting = YesNoField(
        label="Trenger personen flere tjenester som arbeider sammen over tid?",
        help_text="Behovet trenger ikke være varig.",
    )
    services = text_area("Hvilke tjenester har eller trenger personen?", rows=3)
    other_sectors = text_area(
        "Hva bidrar andre sektorer med?",
        rows=3,
        help_text="Skole, barnehage, NAV, barnevern, bolig … Skriv «ingen» når det er ingen.",
    )
    reason = text_area("Hvorfor?", rows=3, help_text="Personen kan lese dette.")
    field_order = ("lasting", "services", "other_sectors", "reason", "on")


class InformForm(Happened):
    """What the person was given and told, and what she answered."""

    what = several("told", "Hva fikk personen?", only=tuple(Told))
    answer_coordinator = choice("answer", "Hva svarte personen om koordinator?", required=False)
    answer_plan = choice("answer", "Hva svarte personen om individuell plan?", required=False)
    on = DayField(label="Dagen det skjedde")
    given_to = forms.CharField(
        label="Hvem fikk det?", max_length=150, help_text="Personen selv, foresatte eller verge."
    )
    field_order = ("what", "answer_coordinator", "answer_plan", "given_to", "on")

    def clean(self) -> dict[str, Any]:
        """What must be filled in together."""
        cleaned = super().clean() or {}
        chosen = cleaned.get("what", [])
        for answer, right in (("answer_coordinator", Told.COORDINATOR_RIGHT), ("answer_plan", Told.PLAN_RIGHT)):
            if cleaned.get(answer) and right not in chosen and "what" not in self.errors:
                self.add_error("what", "Kryss også av for retten personen svarte på.")
                break
        return cleaned


class DeclineForm(Happened):
    """Ends a case in which nothing more is needed."""

    on = DayField(label="Siste dag")
    note = text_area("Hvorfor trengs det ikke?", rows=3, help_text="Personen kan lese dette.")


class JoinForm(Happened):
    """Joins the case to another."""

    on = DayField(label="Dagen sakene slås sammen")
