"""The form that is open to all, in two steps: whom it concerns, and the notice."""

import re
from typing import Any

from django import forms

from samrad.cases.rules import Wish
from samrad.web.layout.fields import DayField, Form, PickField, YesNoField, several, text_area

SELF, KIN, WORK = "self", "kin", "work"
ABOUT = [
    (SELF, "Meg selv"),
    (KIN, "Barnet mitt, eller en annen som står meg nær"),
    (WORK, "Noen jeg møter i jobben min"),
]
NUMBER = re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)")
LONGEST_NEED = 5_000


class StartForm(Form):
    """In which municipality, and about whom."""

    kommune = PickField(label="Hvilken kommune bor personen i?")
    om = forms.ChoiceField(label="Hvem melder du fra om?", choices=ABOUT, widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, offered: list[Any], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        picked = self.fields["kommune"]
        assert isinstance(picked, PickField)
        picked.offer([(one, one.name) for one in offered])
        picked.error_messages["required"] = "Velg kommune."
        self.fields["om"].error_messages["required"] = "Velg hvem du melder fra om."
        if len(offered) == 1:
            picked.widget = forms.HiddenInput()
            picked.initial = offered[0]


class PublicForm(Form):
    """A notice of need from anybody. It asks for no identity number (personopplysningsloven § 12)."""

    given_name = forms.CharField(label="Fornavnet til personen", max_length=100)
    family_name = forms.CharField(label="Etternavnet til personen", max_length=100)
    born_on = DayField(label="Fødselsdato", required=False, help_text="dd.mm.åååå. Bare datoen, ikke fødselsnummeret.")
    phone = forms.CharField(label="Telefon til personen eller familien", required=False, max_length=30)
    email = forms.EmailField(label="E-post til personen eller familien", required=False)
    need = text_area(
        "Hva trengs det hjelp til?",
        rows=5,
        max_length=LONGEST_NEED,
        help_text="Skriv kort, med egne ord. Du trenger ikke å skrive diagnoser.",
    )
    wishes = several(
        "wish", "Hva er ønsket?", only=tuple(Wish), required=False, help_text="Kryss av hvis dere vet det."
    )
    from_hospital = forms.BooleanField(label="Meldingen kommer fra et sykehus", required=False)
    by_name = forms.CharField(label="Navnet ditt", max_length=150)
    by_role = forms.CharField(
        label="Hvem er du for personen?", max_length=150, help_text="For eksempel mor eller bror."
    )
    by_phone = forms.CharField(
        label="Telefonen din", max_length=30, required=False, help_text="Skriv telefon eller e-post, så du kan få svar."
    )
    by_email = forms.EmailField(label="E-posten din", required=False)
    told = YesNoField(
        label="Har du fortalt personen at du melder fra?",
        help_text="Personen, eller den som er foresatt eller verge, får alltid vite at det er kommet en melding.",
    )

    def __init__(self, *arguments: Any, about: str, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if about == SELF:
            for name in ("by_name", "by_role", "by_phone", "by_email", "told"):
                del self.fields[name]
            for name, label in OWN_LABELS.items():
                self.fields[name].label = label
        if about == WORK:
            self.fields["by_role"].label = "Stillingen din, og hvor du arbeider"
            self.fields["by_role"].help_text = "For eksempel lærer ved Elvebakken skole."
        else:
            del self.fields["from_hospital"]

    def clean(self) -> dict[str, Any]:
        """Leaves out identity numbers, and asks for one way to reach whoever reports."""
        cleaned = super().clean() or {}
        for name in ("given_name", "family_name", "need", "by_name", "by_role"):
            if NUMBER.search(cleaned.get(name) or ""):
                self.add_error(name, "Ta bort fødselsnummeret. Vi trenger det ikke her.")
        phone, email = ("by_phone", "by_email") if "by_phone" in self.fields else ("phone", "email")
        if not (cleaned.get(phone) or cleaned.get(email) or phone in self.errors or email in self.errors):
            self.add_error(phone, "Skriv telefon eller e-post, så kommunen kan svare deg.")
        return cleaned


OWN_LABELS = {
    "given_name": "Fornavnet ditt",
    "family_name": "Etternavnet ditt",
    "phone": "Telefonen din",
    "email": "E-posten din",
    "need": "Hva trenger du hjelp til?",
    "wishes": "Hva ønsker du?",
}
