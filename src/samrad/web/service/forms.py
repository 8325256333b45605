"""Forms of services."""

from django import forms

from samrad.web.layout.fields import DayField, Form, Happened, choice, text_area


class OfferForm(Form):
    """A service of the catalogue."""

    title = forms.CharField(label="Hva heter tilbudet?", max_length=150)
    what = text_area("Hva er det, og hvem er det for?", rows=3, required=False)
    contact = forms.CharField(
        label="Hvem kan en spørre?", max_length=150, help_text="Et navn, en enhet eller et kontor."
    )
    phone = forms.CharField(label="Telefon", max_length=30, required=False)


class ConveyForm(Happened):
    """The person was told of a service."""

    on = DayField(label="Dagen du fortalte om det")
    note = text_area("Noe om hvorfor det kan være aktuelt", rows=2, required=False)


class NeedForm(Happened):
    """A fact on what the person needs."""

    field_order = ("life_area", "text", "source", "on")
    on = DayField(label="Dagen det gjaldt")
    life_area = choice("life_area", "Hvilken del av livet gjelder det?", radio=False)
    text = text_area("Hva trengs?", rows=3)
    source = forms.CharField(
        label="Hvor vet du det fra?", max_length=150, help_text="For eksempel personen selv, mor, eller en rapport."
    )
