"""Forms of the closing."""

from django import forms

from samrad.cases.rules import EndReason
from samrad.web.layout.fields import DayField, Happened, PickField, choice, text_area

REASONS = (EndReason.NEED_ENDED, EndReason.WISH_ENDED, EndReason.MOVED, EndReason.DEAD, EndReason.WRONG_PERSON)


class BeginForm(Happened):
    """That closing is agreed, and in which minutes it was assessed."""

    field_order = ("on", "agreed_with", "no_agreement_reason", "meeting", "no_meeting_reason")
    on = DayField(label="Dagen dere ble enige om å avslutte")
    agreed_with = forms.CharField(
        label="Hvem er det avklart med?",
        max_length=150,
        required=False,
        help_text="Personen selv, eller den som representerer.",
    )
    no_agreement_reason = text_area("Er det ikke avklart, hvorfor?", rows=2, required=False)
    meeting = PickField(label="Møtet der avslutningen ble vurdert", required=False)
    no_meeting_reason = text_area("Er det ikke vurdert i et møte, hvorfor?", rows=2, required=False)


class StoredForm(Happened):
    """Where the whole plan was stored."""

    on = DayField(label="Dagen planen ble lagret")
    where = forms.CharField(
        label="Hvilket fagsystem ligger den i?",
        max_length=150,
        help_text="Navnet på journalen eller arkivet. Ikke navnet på personen.",
    )


class CloseForm(Happened):
    """The last day, and why."""

    on = DayField(label="Siste dag")
    reason = choice("end_reason", "Hvorfor avsluttes saken?", only=REASONS)
    note = text_area("Skriv kort hva som er grunnen", rows=3)
