"""The way to the meeting: people, agenda, consulting, sending, answers."""

from typing import Any

from django import forms

from samrad.kernel.clock import today
from samrad.web.layout.fields import (
    DayField,
    Form,
    Happened,
    PickField,
    PickSeveralField,
    YesNoField,
    choice,
    text_area,
)


class AskForm(Form):
    """One more to ask."""

    who = forms.ChoiceField(label="Hvem vil du invitere?", choices=[])

    def __init__(self, *arguments: Any, groups: list[tuple[str, list[tuple[str, str]]]], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["who"].choices = [("", "Velg"), *groups]


class SupportForm(Form):
    """Somebody the person brings along."""

    name = forms.CharField(label="Navnet på støttepersonen", max_length=150)
    email = forms.EmailField(
        label="E-post",
        required=False,
        help_text="Da går innkallingen på e-post. Uten e-post lager vi et brev du kan gi videre.",
    )


class ReplyForm(Form):
    """An answer to an invitation."""

    answer = choice("reply", "Svar")
    note = forms.CharField(label="Noe koordinatoren bør vite", required=False, max_length=300)


class PostedForm(Happened):
    """The day a letter was posted."""

    on = DayField(label="Dagen brevet ble sendt")


class ItemForm(Form):
    """A point on the agenda."""

    unmarked = ("title", "goal")
    title = forms.CharField(
        label="Hva vil du snakke om?",
        max_length=200,
        required=False,
        help_text="Fyll ut, eller hent et mål fra planen under.",
    )
    goal = PickField(label="Hent fra målene i planen", required=False)
    detail = text_area("Litt mer om det", rows=3, required=False)
    life_area = choice("life_area", "Hvilken del av livet gjelder det?", radio=False, required=False)
    minutes = forms.IntegerField(
        label="Hvor mange minutter trengs?",
        required=False,
        min_value=0,
        max_value=600,
        widget=forms.NumberInput(attrs={"data-width": "auto", "min": 0, "max": 600}),
    )
    needs_decision = forms.BooleanField(
        label="Krever et enkeltvedtak",
        required=False,
        help_text="Gruppa kan ikke gjøre enkeltvedtak. Saken merkes og går til vanlig saksbehandling.",
    )

    def leave_out_goals(self) -> None:
        """Own words are the only way to begin."""
        del self.fields["goal"]
        self.fields["title"].required, self.fields["title"].help_text = True, ""


class ConsultForm(Form):
    """The agenda was made together with the person."""

    consulted_with = forms.CharField(label="Hvem snakket du med?", max_length=150)
    consulted_on = DayField(label="Dagen dere snakket sammen", initial=today)


class SendForm(Happened):
    """What is still to be answered, and the day the invitation goes out."""

    consulted_with = forms.CharField(label="Hvem har du laget sakslisten sammen med?", max_length=150)
    consulted_on = DayField(label="Dagen dere snakket om sakslisten", initial=today)
    child_attends = YesNoField(label="Skal barnet eller ungdommen være med i møtet?")
    child_attends_reason = text_area("Hvorfor, eller hvorfor ikke?", rows=2, required=False)
    must_attend = PickSeveralField(
        label="Hvem må møte?", required=False, help_text="De andre kan komme, og får innkallingen de også."
    )
    on = DayField(
        label="Dagen innkallingen sendes",
        help_text="dd.mm.åååå. Er den alt sendt på papir, skriver du den dagen. Da går det ingen e-post.",
    )
    field_order = ("consulted_with", "consulted_on", "child_attends", "child_attends_reason", "must_attend", "on")

    def without(self, *names: str) -> "SendForm":
        """The form without questions that are answered already."""
        for name in names:
            self.fields.pop(name, None)
        return self


class InterpreterForm(Happened):
    """An interpreter was booked."""

    on = DayField(label="Dagen tolken ble bestilt")
    language = forms.CharField(label="Hvilket språk?", max_length=60, help_text="Barn skal aldri brukes som tolk.")


class DoubleTimeForm(Happened):
    """The surgery set aside a double appointment."""

    on = DayField(label="Dagen dobbelttimen ble bestilt")
