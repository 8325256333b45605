"""Forms of deviations and of matters that are raised."""

from django import forms

from samrad.deviations.rules import LeaderAnswer, Why
from samrad.web.deviation.wording import ANSWER, WHY
from samrad.web.layout.fields import DayField, Form, Happened, PickField, PickSeveralField, YesNoField, text_area


class ReportForm(Happened):
    """What did not go as it should."""

    on = DayField(label="Dagen det skjedde")
    title = forms.CharField(label="Hva er avviket?", max_length=200, help_text="Kort, uten navn på ansatte.")
    description = text_area("Hva skjedde, og hva fikk det å si?", rows=5)
    field_order = ("title", "description", "on")


class MeasuresForm(Form):
    """What is done with it, and by when."""

    measures = text_area("Hva gjør dere med det?", rows=4)
    due_on = DayField(label="Frist")


class NoteForm(Happened):
    """A day and a text."""

    on = DayField(label="Dato")
    note = text_area("Hva ble gjort?", rows=4)
    field_order = ("note", "on")


class DecideForm(Happened):
    """Systemansvarlig's decision."""

    on = DayField(label="Dato")
    decision = text_area("Hva er bestemt?", rows=4)
    closes = YesNoField(
        label="Er avviket lukket med dette?", help_text="Svar nei når gruppa skal gjøre noe. Da går det tilbake dit."
    )
    field_order = ("decision", "closes", "on")


class IssueForm(Happened):
    """A general issue, without names."""

    on = DayField(label="Dato")
    board = PickField(label="Hvilket team?")
    title = forms.CharField(label="Hva gjelder det?", max_length=200)
    text = text_area("Beskriv det som går igjen, uten navn og uten saksnummer", rows=5)
    field_order = ("board", "title", "text", "on")


class MatterForm(Happened):
    """A matter the group has to have solved."""

    on = DayField(label="Dagen saken kom opp")
    title = forms.CharField(label="Hva gjelder saken?", max_length=200)
    need = text_area(
        "Hva trenger personen, og hva trenger dere svar på?", rows=5, help_text="Dette leser lederen som blir spurt."
    )
    field_order = ("title", "need", "on")


class OutsideForm(Happened):
    """Why the responsible cannot take a measure."""

    on = DayField(label="Dato")
    why = forms.ChoiceField(
        label="Hvorfor kan du ikke ta tiltaket?",
        choices=[(one.value, WHY[one]) for one in (Why.OUTSIDE_FRAME, Why.OUTSIDE_MANDATE)],
        widget=forms.RadioSelect,
    )
    need = text_area("Hva ligger utenfor, og hva trenger personen?", rows=4)
    field_order = ("why", "need", "on")


class AttemptForm(Happened):
    """What the group has tried itself."""

    on = DayField(label="Dato")
    attempt = text_area("Hva har dere forsøkt i gruppa?", rows=4, required=False)
    no_attempt_reason = text_area("Har dere ikke forsøkt, hvorfor?", rows=2, required=False)
    field_order = ("attempt", "no_attempt_reason", "on")


class SolveForm(Happened):
    """The group solved it."""

    on = DayField(label="Dato")
    outcome = text_area("Hva ble løsningen?", rows=4)
    field_order = ("outcome", "on")


class StepForm(Happened):
    """One step upwards or back."""

    on = DayField(label="Dato")
    note = text_area("Merknad", rows=4, required=False)
    field_order = ("unit", "units", "answer", "note", "on")


class LiftForm(StepForm):
    """To which unit's leader."""

    unit = PickField(label="Lederen for hvilken enhet?")


class ConveneForm(StepForm):
    """Which other leaders are called in."""

    units = PickSeveralField(label="Lederne for hvilke enheter kaller du inn?")


class AnswerForm(StepForm):
    """The leader's answer."""

    answer = forms.TypedChoiceField(
        label="Svar",
        choices=[(one.value, ANSWER[one]) for one in LeaderAnswer],
        coerce=LeaderAnswer,
        widget=forms.RadioSelect,
    )
