"""Writing in a notice as an employee."""

from typing import Any

from django import forms

from samrad.cases.rules import Channel, Wish
from samrad.web.layout.fields import DayField, Form, choice, several, text_area


class NoticeForm(Form):
    """A notice of need from an employee, or written in from telephone, paper or the person."""

    given_name = forms.CharField(label="Fornavn", max_length=100)
    family_name = forms.CharField(label="Etternavn", max_length=100)
    born_on = DayField(label="Fødselsdato", required=False)
    expected_on = DayField(label="Termin, for et barn som ventes", required=False)
    identity_number = forms.CharField(
        label="Fødselsnummer",
        required=False,
        max_length=12,
        help_text="Bare når det trengs for å være sikker på hvem det er. Har personen en sak fra før, kommer "
        "meldingen dit. Nummeret lagres kryptert.",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "size": "16", "data-width": "auto"}
        ),
    )
    phone = forms.CharField(label="Telefon til personen eller familien", required=False, max_length=30)
    email = forms.EmailField(label="E-post til personen eller familien", required=False)
    need = text_area("Hva trengs det hjelp til?", rows=5)
    wishes = several("wish", "Hva er ønsket?", only=tuple(Wish), required=False)
    proposed_coordinator = forms.CharField(
        label="Forslag til koordinator",
        max_length=150,
        required=False,
        help_text="Den dere har snakket om sammen med personen.",
    )
    from_hospital = forms.BooleanField(label="Meldingen kommer fra et sykehus", required=False)
    channel = choice(
        "channel", "Hvordan kom henvendelsen?", only=(Channel.PHONE, Channel.PAPER, Channel.SELF, Channel.STAFF)
    )
    received_on = DayField(label="Dagen henvendelsen kom")
    by_name = forms.CharField(label="Hvem melder?", max_length=150)
    by_role = forms.CharField(
        label="Rolle", max_length=150, required=False, help_text="For eksempel mor, lærer eller fastlege."
    )
    by_phone = forms.CharField(label="Telefon til den som melder", max_length=30, required=False)
    by_email = forms.EmailField(label="E-post til den som melder", required=False)
    person_told_on = DayField(
        label="Dagen personen fikk vite at det meldes fra",
        required=False,
        help_text="dd.mm.åååå. La stå tom hvis personen ikke vet det ennå. Personen får alltid vite det.",
    )

    def __init__(self, *arguments: Any, office: bool, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if not office:
            for name in ("channel", "by_name", "by_role", "received_on"):
                del self.fields[name]
            self.fields["by_phone"].label = "Telefonen din"
            self.fields["by_email"].label = "E-posten din"
