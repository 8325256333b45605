"""What can be said of a duty."""

from django import forms

from samrad.web.layout.fields import DayField, Form, Happened, text_area
from samrad.worklist.rules import NoteKind


class NoteForm(Happened):
    """Done outside Samråd, exempted, or postponed: one form, since only one of them is true."""

    unmarked = ("day",)
    kind = forms.ChoiceField(
        label="Hva vil du gjøre?",
        widget=forms.RadioSelect,
        choices=[
            (NoteKind.CONFIRMED, "Dette er gjort utenfor Samråd"),
            (NoteKind.POSTPONED, "Utsette fristen"),
            (NoteKind.EXEMPTED, "Frita: dette skal ikke gjøres her"),
        ],
    )
    day = DayField(
        label="Utsatt til, eller fritatt til og med",
        required=False,
        help_text="dd.mm.åååå. Må fylles ut når fristen utsettes.",
    )
    note = text_area("Hvordan ble det gjort, eller hvorfor?", rows=3)
    field_order = ("kind", "on", "day", "note")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == NoteKind.POSTPONED and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", "Skriv dagen fristen utsettes til.")
        return cleaned


class DoneForm(Happened):
    """A duty of the municipality or a board was done outside Samråd."""

    on = DayField(label="Dagen det ble gjort")
    note = text_area("Hvordan ble det gjort?", rows=3)
    field_order = ("on", "note")


class TakeBackForm(Form):
    """A button alone."""
