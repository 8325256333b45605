"""In the room and after: attendance, what was agreed, ending, publishing, sending, notes."""

from typing import TYPE_CHECKING, Any

from django import forms

from samrad.web.layout.fields import DayField, Form, Happened, PickField, PickSeveralField, text_area

if TYPE_CHECKING:
    from samrad.meetings.models import AgendaItem


class AttendanceForm(Form):
    """Who was there."""

    present = PickSeveralField(label="Kryss av dem som er her", required=False)
    no_subject_reason = text_area(
        "Hvis verken personen, foresatte eller verge er med: hvorfor?", rows=2, required=False
    )


class HoldForm(Form):
    """The meeting ends."""

    interpreter_told = forms.BooleanField(label="Tolken fikk vite hvilke tjenester som er med", required=False)
    reviewed = forms.MultipleChoiceField(
        label="Hva har dere gått gjennom?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def ask(self, meeting: Any, points: "list[AgendaItem]") -> "HoldForm":
        """Asks only what concerns this meeting: the interpreter, and the points it goes through."""
        if not meeting.interpreter:
            del self.fields["interpreter_told"]
        if points:
            self.fields["reviewed"].choices = [(one.key, one.title) for one in points]
        else:
            del self.fields["reviewed"]
        return self


class AgreeForm(Form):
    """What was agreed: who does what, by when."""

    responsible = forms.ChoiceField(label="Hvem", choices=[])
    title = forms.CharField(label="Gjør hva", max_length=300)
    due_on = DayField(label="Innen", required=False)
    how = text_area("Hvordan", rows=2, required=False)
    agenda_item = PickField(label="Hører til sak", required=False)
    outside = forms.BooleanField(
        label="Utenfor fullmakten til den som skulle gjøre det",
        required=False,
        help_text="Da blir det ikke bestemt her, men skrevet ned som en sak som kan løftes.",
    )

    def __init__(self, *arguments: Any, groups: list[tuple[str, list[tuple[str, str]]]], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["responsible"].choices = [("", "Velg"), *groups]


class ElsewhereForm(Happened):
    """The minutes are written in a record system."""

    system = forms.CharField(label="Hvilket fagsystem?", max_length=150)
    on = DayField(label="Dagen referatet ble skrevet der")
    field_order = ("system", "on")


class ApproveForm(Form):
    """The minutes of the meeting before are approved in this one."""

    comments = text_area("Merknader", rows=2, required=False)


class PublishForm(Happened):
    """The minutes are done."""

    on = DayField(label="Dagen referatet ble ferdig")

    def add_sentence(self, sentence: str, field: str) -> None:
        """What the minutes lack stands with links at the top of the page."""
        super().add_sentence("Fyll ut det som mangler i referatet først." if field == "minutes" else sentence, field)


class DistributeForm(Happened):
    """The minutes go out."""

    also = PickSeveralField(label="Send også til", required=False)
    on = DayField(label="Dagen referatet sendes")
    field_order = ("also", "on")


class NoteForm(Happened):
    """An addition to published minutes, or a comment."""

    text = text_area("Det du vil legge til", rows=4)
    on = DayField(label="Dato")
    field_order = ("text", "on")
