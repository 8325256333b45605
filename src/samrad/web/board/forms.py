"""Forms of the boards."""

from typing import Any

from django import forms

from samrad.board.rules import Answer, Outcome, SentTo, Voice
from samrad.web.layout.fields import DayField, Form, Happened, PickField, PickSeveralField, text_area

ANSWER: dict[str, str] = {Answer.YES: "Ja", Answer.PARTLY: "Delvis", Answer.NO: "Nei"}
VOICE: dict[str, str] = {Voice.SURVEY: "Brukerundersøkelse", Voice.REPRESENTATIVE: "Innspill fra brukerrepresentant"}
SENT_TO: dict[str, str] = {SentTo.DIRECTOR: "Kommunedirektøren (rådmannen)", SentTo.NATIONAL: "Statlige myndigheter"}
OUTCOME: dict[str, str] = {Outcome.REVISED: "Rutinen skal endres", Outcome.UNCHANGED: "Rutinen står uendret"}


def _radio(label: str, words: dict[str, str], coerce: Any) -> forms.TypedChoiceField:
    choices = [(str(one), text) for one, text in words.items()]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=coerce, widget=forms.RadioSelect)


class OpenForm(Happened):
    """Which of the routine's boards is opened, and from when."""

    on = DayField(label="Fra")
    plan = forms.ChoiceField(label="Hvilket team?", choices=[], widget=forms.RadioSelect)
    field_order = ("plan", "on")


class AppointForm(Happened):
    """Who gets a seat."""

    on = DayField(label="Fra")
    employment = PickField(label="Hvem?")
    deputy = forms.BooleanField(label="Som varamedlem", required=False)
    field_order = ("employment", "deputy", "on")


class EndForm(Happened):
    """Somebody's time in a seat ends."""

    on = DayField(label="Siste dag")
    reason = forms.CharField(label="Hvorfor?", max_length=200)
    field_order = ("on", "reason")


class CallForm(Form):
    """A meeting that is called."""

    on = DayField(label="Møtedag")
    place = forms.CharField(label="Sted", max_length=120, required=False)


class HeldForm(Happened):
    """A meeting that was held."""

    on = DayField(label="Møtedag")
    place = forms.CharField(label="Sted", max_length=120, required=False)
    minutes = text_area("Hva kom teamet fram til?", rows=6)


class MinutesForm(Form):
    """What a called meeting came to."""

    minutes = text_area("Hva kom teamet fram til?", rows=6)


class IssueForm(Happened):
    """A general issue, without names."""

    on = DayField(label="Dato")
    title = forms.CharField(label="Hva gjelder det?", max_length=200)
    text = text_area("Beskriv det som går igjen, uten navn og uten saksnummer", rows=5)
    field_order = ("title", "text", "on")


class SettleForm(Happened):
    """What the board came to in an issue."""

    on = DayField(label="Dato")
    outcome = text_area("Hva kom teamet fram til?", rows=4)
    field_order = ("outcome", "on")


class TrainingForm(Happened):
    """Training or guidance that was given."""

    on = DayField(label="Dato")
    theme = forms.CharField(label="Tema", max_length=200)
    participants = PickSeveralField(label="Hvem var med?")
    field_order = ("theme", "on", "participants")


class MeasureForm(Happened):
    """A measure of the board."""

    on = DayField(label="Bestemt")
    title = forms.CharField(label="Hva skal gjøres?", max_length=200)
    owner = PickField(label="Hvem har ansvaret?")
    due_on = DayField(label="Frist", required=False)
    field_order = ("title", "owner", "on", "due_on")


class VoiceForm(Happened):
    """How users were heard."""

    on = DayField(label="Dato")
    kind = _radio("Hvordan ble brukerne hørt?", VOICE, Voice)
    answers = forms.IntegerField(label="Antall svar", required=False, min_value=0)
    changed = text_area("Hva ble endret på grunn av det?", rows=4)
    field_order = ("kind", "on", "answers", "changed")


class SectorPlanForm(Form):
    """A sector plan with its hearing."""

    title = forms.CharField(label="Hvilken plan?", max_length=200)
    hearing_on = DayField(label="Høringen er ferdig")


class ReportForm(Happened):
    """To whom the numbers of a year were sent."""

    on = DayField(label="Sendt")
    year = forms.IntegerField(label="Tallene for året", min_value=2000, max_value=2100)
    to = _radio("Sendt til", SENT_TO, SentTo)
    field_order = ("year", "to", "on")


class RoutineForm(Happened):
    """The board has gone through the routine."""

    on = DayField(label="Dato")
    outcome = _radio("Hva ble resultatet?", OUTCOME, Outcome)
    note = text_area("Kort om hva teamet kom fram til", rows=4)
    field_order = ("outcome", "note", "on")


class NoteForm(Happened):
    """A day and a text."""

    on = DayField(label="Dato")
    note = text_area("Hva ble gjort?", rows=4)
    field_order = ("note", "on")


class EvaluationForm(Happened):
    """An answer to each of the routine's questions."""

    on = DayField(label="Dato")
    note = text_area("Noe mer?", rows=3, required=False, help_text="Uten navn. Tallene går til det overordnede teamet.")

    def answers(self) -> dict[str, Answer]:
        """The answers by question."""
        return {
            name.removeprefix("answer_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("answer_")
        }


def evaluation_form(questions: list[tuple[str, str]], data: Any) -> EvaluationForm:
    """The form of an evaluation with the routine's questions, each to be answered."""
    asked = {f"answer_{key}": _radio(text, ANSWER, Answer) for key, text in questions}
    made: type[EvaluationForm] = type("Asked", (EvaluationForm,), {**asked, "field_order": (*asked, "note", "on")})
    return made(data)
