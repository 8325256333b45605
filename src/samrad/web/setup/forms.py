"""Forms of setup: units, staff and letterhead."""

import re
from typing import Any

from django import forms

from samrad.agencies.queries import agencies, open_units
from samrad.kernel.clock import today
from samrad.web.layout.fields import DayField, Form, Happened, PickField, YesNoField, by_agency, choice

PHONE = re.compile(r"\+?[\d ]{3,}")


class PhoneField(forms.CharField):
    """A telephone number: digits and spaces, with + in front when abroad."""

    def __init__(self, **keywords: Any) -> None:
        keywords.setdefault("max_length", 30)
        keywords.setdefault("required", False)
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}), **keywords)

    def clean(self, value: Any) -> str:
        """The number as typed. Raises `ValidationError` when it holds anything else."""
        text = str(super().clean(value))
        if text and not PHONE.fullmatch(text):
            raise forms.ValidationError("Skriv telefonnummeret med bare tall og mellomrom, for eksempel 73 81 00 00.")
        return text


# ── units ────────────────────────────────────────────────────────────────────


class UnitForm(Form):
    """A unit as it is reached."""

    name = forms.CharField(
        label="Navnet på enheten", max_length=120, help_text="Slik folk kjenner den, for eksempel «Fjordvik skole»."
    )
    agency = PickField(label="Virksomhet", help_text="Sektoren eller virksomheten enheten hører til.")
    kind = choice(
        "unit_kind", "Hva slags enhet er det?", radio=False, help_text="Rutinen finner hvem som gjør hva, etter dette."
    )
    phone = PhoneField(label="Telefon")
    email = forms.EmailField(label="E-post", required=False)
    address = forms.CharField(label="Adresse", required=False, max_length=200)

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["agency"].offer((one, one.name) for one in agencies())


class NewUnitForm(UnitForm):
    """A unit that is added, with its first day."""

    started_on = DayField(label="Første dag", initial=today, help_text="dd.mm.åååå. Dagen enheten kan brukes fra.")


class CloseUnitForm(Happened):
    """The last day of a unit, and why."""

    on = DayField(label="Siste dag")
    reason = forms.CharField(
        label="Hvorfor avsluttes enheten?",
        max_length=200,
        help_text="For eksempel «slått sammen med Helse og mestring».",
    )


class AgencyForm(Form):
    """A sector or organisation that units belong to."""

    name = forms.CharField(
        label="Navnet på virksomheten", max_length=120, help_text="For eksempel «Oppvekst» eller «Helseforetaket»."
    )
    kind = choice("agency_kind", "Hvem hører den til?")


# ── staff ────────────────────────────────────────────────────────────────────


class EmployeeForm(Form):
    """An employee: who, how to be reached, and the task in the unit."""

    name = forms.CharField(label="Fullt navn", max_length=150)
    title = forms.CharField(label="Tittel", max_length=100, required=False, help_text="For eksempel «kontaktlærer».")
    phone = PhoneField(label="Telefon", help_text="Vises på kontaktkortet til de som har en sak sammen.")
    email = forms.EmailField(
        label="E-post", required=False, help_text="Hit går beskjeder om at noe venter, aldri om hva."
    )
    function = choice(
        "function", "Oppgave", initial="staff",
        help_text="En leder får spørsmål om koordinatorer fra sin enhet. Systemansvarlig styrer enheter, ansatte "
        "og rutine, og ser ingen saker.",
    )  # fmt: skip
    permanent = YesNoField(label="Er ansettelsen fast?", initial=True)


class NewEmployeeForm(EmployeeForm):
    """An employee who is added."""

    unit = PickField(label="Enhet")
    started_on = DayField(label="Første dag i enheten", initial=today)
    ended_on = DayField(label="Siste dag, hvis den er bestemt", required=False)
    field_order = ("name", "unit", "title", "phone", "email", "function", "permanent", "started_on", "ended_on")

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["unit"].offer_grouped(by_agency(open_units(today())))


class EndEmploymentForm(Happened):
    """The last day of an employment, and why."""

    on = DayField(label="Siste dag")
    reason = forms.CharField(label="Hvorfor?", max_length=200, help_text="For eksempel «sluttet» eller «byttet enhet».")


def username_field() -> forms.RegexField:
    """The user name of somebody who is to sign in."""
    return forms.RegexField(
        r"^[\w.@+-]{3,150}$",
        label="Brukernavn",
        help_text="Små bokstaver, for eksempel fornavn.etternavn.",
        error_messages={"invalid": "Bruk minst tre tegn: bokstaver, tall, punktum, bindestrek og krøllalfa."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class SignInForm(Form):
    """A user name for an employee."""

    username = username_field()
    same_person = forms.BooleanField(
        label="Brukernavnet finnes fra før, og det er samme person", required=False,
        help_text="Kryss av bare når personen allerede logger inn i Samråd, for eksempel fra en annen enhet.",
    )  # fmt: skip


class CodeForm(Form):
    """The code an employee was shown, who came in by a provider and was not known."""

    code = forms.CharField(label="Koden", max_length=20, help_text="Åtte tegn, som BCDF-2345.")


class ListFileForm(Form):
    """A list to read."""

    file = forms.FileField(
        label="Filen", help_text="Regneark (XLSX) eller CSV, høyst 2 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,text/csv"}),
        error_messages={"empty": "Filen er tom. Velg en annen fil."},
    )  # fmt: skip


# ── letterhead ───────────────────────────────────────────────────────────────


class LetterheadForm(Form):
    """What stands at the head of letters, and how the coordinating unit is reached."""

    address = forms.CharField(label="Postadresse", required=False, max_length=200)
    postal = forms.CharField(label="Postnummer og sted", required=False, max_length=80)
    phone = PhoneField(label="Telefon til kommunen")
    email = forms.EmailField(label="E-post til kommunen", required=False)
    website = forms.URLField(
        label="Nettsted", required=False, assume_scheme="https",
        error_messages={"invalid": "Skriv adressen slik: www.kommunen.no."},
    )  # fmt: skip
    accessibility_statement = forms.URLField(
        label="Tilgjengelighetserklæring", required=False, assume_scheme="https",
        help_text="Adressen til erklæringen kommunen har laget på uustatus.no.",
        error_messages={"invalid": "Skriv hele adressen, slik den står i nettleseren."},
    )  # fmt: skip
    office_phone = PhoneField(label="Telefon til koordinerende enhet")
    office_hours = forms.CharField(
        label="Åpningstid", required=False, max_length=200, help_text="For eksempel «hverdager 9–15»."
    )
    office_address = forms.CharField(label="Besøksadresse", required=False, max_length=200)
    appeal_body = forms.CharField(
        label="Hvem går en klage til?",
        max_length=120,
        help_text="For eksempel «Statsforvalteren i Trøndelag».",
    )
