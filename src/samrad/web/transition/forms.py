"""Forms of transitions."""

from typing import Any

from django import forms

from samrad.duties.transitions import Piece, Question
from samrad.web.layout.fields import DayField, Form, Happened, PickField, YesNoField, choice, choices, text_area

GRADES = [("0", "Siste år i barnehagen"), ("1", "1. trinn, første skoledag")] + [
    (str(number), f"{number}. trinn") for number in range(2, 11)
]
GRADES += [(str(number), f"Videregående, {number - 10}. år") for number in range(11, 16)]
LEAVES = "left"
TEXT_LABELS = {"text": "Skriv det som gjelder", "transfer": "Hva er overført?"}
NAME_LABELS = {"name": "Navn", "transfer": "Hvem har fått det?", "package": "Hvem har fått planen?"}


class SchoolForm(Form):
    """A school year that differs from what age tells."""

    on = DayField(label="Fra hvilken dag?", help_text="dd.mm.åååå. For eksempel første skoledag.")
    grade = forms.ChoiceField(
        label="Hva begynner da?", choices=[*GRADES, (LEAVES, "Personen slutter på skolen den dagen")]
    )
    note = forms.CharField(label="Hvorfor er det annerledes?", max_length=300, required=False)

    def clean_grade(self) -> int | None:
        """The grade as a number; nothing for leaving."""
        value = self.cleaned_data["grade"]
        return None if value == LEAVES else int(value)


class AnswerForm(Happened):
    """Yes or no to a question of the routine."""

    field_order = ("yes", "given_by", "reason", "on")
    on = DayField(label="Dagen det ble svart")
    yes = YesNoField(label="Svar")
    given_by = forms.ChoiceField(label="Hvem har svart?")
    reason = text_area("Begrunnelse", rows=2, required=False)

    def __init__(self, *arguments: Any, question: Question, givers: list[str], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["yes"].label = str(question.text)
        if question.consent:
            self.fields["given_by"].choices = [("", "Velg"), *((one, one) for one in givers)]
        else:
            del self.fields["given_by"]
        if not question.reason:
            self.fields["reason"].label = "Merknad"
        self.fields["reason"].required = question.reason


class PieceForm(Happened):
    """A part of a task that is done, with what is written with it."""

    field_order = ("goal", "meeting", "text", "name", "on")
    goal = PickField(label="Målet", required=False)
    meeting = PickField(label="Møtet", required=False)
    text = text_area("Skriv det som gjelder", rows=3, required=False)
    name = forms.CharField(label="Navn", max_length=150, required=False)

    def __init__(self, *arguments: Any, piece: Piece, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        wanted = {
            "name": ("name",), "text": ("text",), "goal": ("goal",), "meeting": ("meeting",),
            "transfer": ("text", "name"), "package": ("name",),
        }.get(piece.asks, ())  # fmt: skip
        for field in ("goal", "meeting", "text", "name"):
            if field not in wanted:
                del self.fields[field]
        if "name" in self.fields:
            self.fields["name"].label = NAME_LABELS[piece.asks]
        if "text" in self.fields:
            self.fields["text"].label = TEXT_LABELS[piece.asks]


class AidForm(Happened):
    """What is thought of an aid."""

    field_order = ("status", "on")
    status = choice("aid_status", "Hva gjelder nå?")


class ContactForm(Happened):
    """A named contact person in the municipality."""

    field_order = ("name", "where", "phone", "on")
    on = DayField(label="Fra hvilken dag?")
    name = forms.CharField(label="Navn", max_length=150)
    where = forms.CharField(label="Hvor arbeider kontaktpersonen?", max_length=150)
    phone = forms.CharField(label="Telefon", max_length=30, required=False)


class EndContactForm(Happened):
    """The contact person's last day."""

    on = DayField(label="Siste dag som kontaktperson")


class ChangeForm(Form):
    """A change that comes: when, and where to."""

    on = DayField(label="Hvilken dag skjer det?")
    to = forms.CharField(label="Hvor til?", max_length=200, required=False, help_text="Skolen, barnehagen, kommunen.")
    note = text_area("Noe annet som er viktig å vite", rows=3, required=False)


class NewForm(ChangeForm):
    """A change that comes, and what kind it is."""

    field_order = ("kind", "on", "to", "note")
    kind = forms.ChoiceField(label="Hva slags overgang?", choices=choices("transition_kind", blank="Velg"))


class CancelForm(Form):
    """Why a change does not come."""

    reason = forms.CharField(label="Hvorfor blir det ikke noe av?", max_length=300)


class AssignForm(Form):
    """Who takes a task of the check list, and by when."""

    to = forms.ChoiceField(label="Hvem i gruppa gjør det?")
    do_by = DayField(label="Innen hvilken dag?", help_text="dd.mm.åååå, før overgangen.")

    def __init__(self, *arguments: Any, members: list[str], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["to"].choices = [("", "Velg"), *((one, one) for one in members)]
