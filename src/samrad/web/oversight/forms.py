"""Forms of the coordinating unit's overview."""

from django import forms

from samrad.web.layout.fields import DayField, Form, Happened, text_area


class ForumForm(Form):
    """Where the coordinators meet, and what they are told."""

    link = forms.URLField(label="Nettadressen til forumet", required=False, assume_scheme="https")
    news = text_area("Informasjon til koordinatorene", rows=4, required=False)


class CourseForm(Happened):
    """A course somebody took."""

    on = DayField(label="Dagen kurset ble fullført")
    name = forms.CharField(label="Kurset", max_length=150)
