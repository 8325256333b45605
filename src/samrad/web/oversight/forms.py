"""Forms of the coordinating unit's overview."""

from django import forms

from samrad.web.layout.fields import DayField, Happened


class CourseForm(Happened):
    """A course somebody took."""

    on = DayField(label="Dagen kurset ble fullført")
    name = forms.CharField(label="Kurset", max_length=150)
