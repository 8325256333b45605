"""When, where and with whom: planning, changing, moving and cancelling."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from samrad.meetings.rules import MeetingKind
from samrad.web.layout.fields import (
    ClockField,
    DayField,
    Form,
    Happened,
    PickField,
    PickSeveralField,
    YesNoField,
    choice,
    moment,
    text_area,
)

KINDS = [
    MeetingKind.START,
    MeetingKind.ORDINARY,
    MeetingKind.REVIEW,
    MeetingKind.CLOSING,
    MeetingKind.PREPARATORY,
    MeetingKind.PROFESSIONAL,
]
MINUTES: dict[str, Any] = {"widget": forms.NumberInput(attrs={"data-width": "auto", "min": 5, "max": 600, "step": 5})}


class TimedForm(Form):
    """A form with a day and a time of day: together `starts_at`."""

    day = DayField(label="Dag", required=True)
    clock = ClockField(label="Klokkeslett", required=True)
    same_day_too = forms.BooleanField(
        label="Det skal være to møter denne dagen", required=False, help_text="Kryss av bare når det er riktig."
    )

    def clean(self) -> dict[str, Any]:
        """Makes `starts_at` out of the two; a time that does not exist is said beside the time."""
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("clock") is not None:
            try:
                cleaned["starts_at"] = moment(cleaned["day"], cleaned["clock"])
            except ValidationError as error:
                self.add_error("clock", error)
        return cleaned

    def add_sentence(self, sentence: str, field: str) -> None:
        """What is wrong with the instant stands beside the day."""
        super().add_sentence(sentence, "day" if field == "starts_at" else field)


class PlanForm(TimedForm):
    """A new meeting."""

    kind = forms.ChoiceField(label="Hva slags møte?", widget=forms.RadioSelect)
    minutes = forms.IntegerField(label="Varighet", help_text="I minutter", **MINUTES)
    place = forms.CharField(
        label="Sted", max_length=200, required=False, help_text="For eksempel «Rådhuset, møterom 2» eller «video»."
    )
    seats = PickSeveralField(label="Hvem i gruppa skal spørres?", required=False)
    related = PickSeveralField(label="Hvem av de nærmeste skal spørres?", required=False)
    subject_chairs = forms.BooleanField(label="Personen leder møtet selv", required=False)
    chair = PickField(label="Hvem leder møtet?", required=False)
    minute_taker = PickField(label="Hvem skriver referat?", required=False)
    interpreter = YesNoField(label="Skal det være tolk?")
    interpreter_language = forms.CharField(label="Hvilket språk?", required=False, max_length=60)
    word_first = forms.BooleanField(label="Personen får ordet først", required=False)
    already_held = forms.BooleanField(
        label="Møtet er allerede holdt", required=False, help_text="Kryss av når du skriver inn et møte i etterkant."
    )
    on = DayField(label="Dagen møtet ble avtalt")
    field_order = (
        "kind",
        "day",
        "clock",
        "minutes",
        "place",
        "seats",
        "related",
        "subject_chairs",
        "chair",
        "minute_taker",
        "interpreter",
        "interpreter_language",
        "word_first",
        "on",
        "already_held",
        "same_day_too",
    )

    def clean(self) -> dict[str, Any]:
        """An interpreter needs a language, unless the case knows it."""
        cleaned = super().clean()
        if cleaned.get("interpreter") and not cleaned.get("interpreter_language"):
            self.add_error("interpreter_language", "Skriv hvilket språk.")
        return cleaned


class ChangeForm(Form):
    """What is around a meeting."""

    minutes = forms.IntegerField(label="Varighet", help_text="I minutter", **MINUTES)
    place = forms.CharField(label="Sted", max_length=200, required=False)
    subject_chairs = forms.BooleanField(label="Personen leder møtet selv", required=False)
    chair = PickField(label="Hvem leder møtet?", required=False)
    minute_taker = PickField(label="Hvem skriver referat?", required=False)
    interpreter = YesNoField(label="Skal det være tolk?")
    interpreter_language = forms.CharField(label="Hvilket språk?", required=False, max_length=60)
    child_attends = YesNoField(label="Skal barnet eller ungdommen være med?", required=False)
    child_attends_reason = text_area("Hvorfor, eller hvorfor ikke?", rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """An interpreter needs a language."""
        cleaned = super().clean() or {}
        if cleaned.get("interpreter") and not cleaned.get("interpreter_language"):
            self.add_error("interpreter_language", "Skriv hvilket språk.")
        return cleaned


class MoveForm(TimedForm):
    """A new time for a meeting."""

    on = DayField(label="Dagen det ble bestemt å flytte")
    field_order = ("day", "clock", "on", "same_day_too")


class CancelForm(Happened):
    """Why a meeting is cancelled."""

    on = DayField(label="Dagen møtet ble avlyst")
    reason = text_area(
        "Hvorfor avlyses møtet?",
        rows=2,
        max_length=300,
        help_text="Alle som er innkalt, får lese dette når de logger inn.",
    )


class NextForm(TimedForm):
    """The next meeting, agreed before this one ends."""

    kind = choice("meeting_kind", "Hva slags møte?", only=KINDS)
    place = forms.CharField(label="Sted", max_length=200, required=False)
    minute_taker = PickField(label="Hvem skriver referat da?", required=False)
    on = DayField(label="Dagen dere avtalte det")
    field_order = ("day", "clock", "kind", "place", "minute_taker", "on", "same_day_too")


class NoNextForm(Form):
    """Why no next meeting is agreed."""

    reason = forms.CharField(label="Hvorfor er ikke neste møte avtalt?", max_length=200)


def starts(cleaned: dict[str, Any]) -> datetime:
    """The instant a timed form speaks of."""
    found: datetime = cleaned["starts_at"]
    return found
