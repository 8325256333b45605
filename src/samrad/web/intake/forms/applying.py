"""Applying for a coordinator or a plan, and deciding."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from samrad.cases.rules import Channel, Wish
from samrad.web.layout.fields import DayField, Form, Happened, PickField, YesNoField, choice, text_area

if TYPE_CHECKING:
    from samrad.people.models import RelatedPerson


class OwnApplicationForm(Form):
    """An application sent by the person, or by somebody who may act for her."""

    wish = choice("wish", "Hva søker du om?", only=tuple(Wish))
    reason = text_area("Noe du vil si om det", rows=4, required=False, help_text="Du trenger ikke å skrive diagnoser.")
    sure = forms.BooleanField(label="Ja, søknaden kan sendes til kommunen")

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["sure"].error_messages["required"] = "Kryss av for at søknaden kan sendes."


class ApplicationForm(Form):
    """An application written in by an employee for the person."""

    unmarked = ("coordinator_name",)
    wish = choice("wish", "Hva søkes det om?", only=tuple(Wish))
    by_related = PickField(label="Hvem søker, hvis ikke personen selv?", required=False)
    helped_by = forms.CharField(
        label="Hvem hjalp til?", max_length=150, required=False, help_text="Den som har fylt ut sammen med personen."
    )
    reason = text_area(
        "Det personen vil si om det",
        rows=4,
        required=False,
        help_text="Det trengs ingen diagnose, og behovet trenger ikke være varig.",
    )
    decided = YesNoField(label="Er det alt avgjort hvem som blir koordinator?")
    coordinator_name = forms.CharField(
        label="Hvem blir koordinator?", max_length=150, required=False, help_text="Fyll ut når svaret over er ja."
    )
    consented_on = DayField(
        label="Dagen personen sa ja til å søke", help_text="dd.mm.åååå. Søknaden sendes bare når personen har sagt ja."
    )
    channel = choice("channel", "Hvordan kom søknaden?", only=(Channel.SELF, Channel.PHONE, Channel.PAPER))
    received_on = DayField(label="Dagen søknaden kom")

    def __init__(self, *arguments: Any, related: Iterable["RelatedPerson"], person: str, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        picked = self.fields["by_related"]
        assert isinstance(picked, PickField)
        picked.offer([(one, f"{one.name}, på vegne av {person}") for one in related], blank="Personen selv")

    def clean(self) -> dict[str, Any]:
        """A coordinator who is decided is named; else no name is kept (S0-012)."""
        cleaned = super().clean() or {}
        if not cleaned.pop("decided", None):
            cleaned["coordinator_name"] = ""
        elif not cleaned.get("coordinator_name"):
            self.add_error("coordinator_name", "Skriv hvem som blir koordinator.")
        return cleaned


class DecideForm(Happened):
    """The municipality's answer."""

    outcome = choice("outcome", "Hva blir svaret?")
    reason = text_area(
        "Begrunnelse", rows=5, help_text="Personen får den i brevet. Skriv kort og klart, til personen («du»)."
    )
    on = DayField(label="Dagen det ble avgjort")
    field_order = ("outcome", "reason", "on")


class WithdrawForm(Happened):
    """Taking an application back."""

    on = DayField(label="Dagen søknaden ble trukket")
