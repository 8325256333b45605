"""Forms of contact."""

from django import forms

from samrad.web.layout.fields import DayField, Form, Happened, choice, text_area


class MessageForm(Form):
    """A message to the coordinator."""

    text = text_area("Hva vil du si?", rows=5, max_length=5000)


class AnswerForm(Form):
    """The answer to a message."""

    answer = text_area("Svaret ditt", rows=5, max_length=5000)


class ContactForm(Happened):
    """Contact that was made."""

    field_order = ("on", "with_whom", "way", "note")
    on = DayField(label="Hvilken dag?")
    with_whom = forms.CharField(label="Hvem var du i kontakt med?", max_length=150)
    way = choice("contact_way", "Hvordan?")
    note = text_area("Noe som bør huskes", rows=2, required=False)
