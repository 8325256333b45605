"""Forms of a case and the person."""

from typing import Any

from django import forms

from samrad.cases.rules import BY_LIFE_AREA, Part
from samrad.people.rules import Mandate
from samrad.web.layout.fields import DayField, Form, Happened, YesNoField, choice, choices, several, text_area, upload


def identity_field(help_text: str, *, required: bool = False) -> forms.CharField:
    """A field for a national identity number."""
    attributes = {"inputmode": "numeric", "autocomplete": "off", "size": "16", "data-width": "auto"}
    return forms.CharField(
        label="Fødselsnummer", required=required, max_length=12, help_text=help_text,
        widget=forms.TextInput(attrs=attributes),
    )  # fmt: skip


class ReachForm(Form):
    """How to reach somebody; with a `protected` address, by e-mail only."""

    phone = forms.CharField(label="Telefon", required=False, max_length=30)
    email = forms.EmailField(label="E-post", required=False, help_text="Varsler sier bare at noe venter, aldri hva.")
    address = forms.CharField(label="Adresse", required=False, max_length=200)
    postal = forms.CharField(label="Postnummer og sted", required=False, max_length=80)

    def __init__(self, *arguments: Any, protected: str = "", **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        for name in ("phone", "address", "postal") if protected else ():
            del self.fields[name]


class ContactForm(ReachForm):
    """How to reach the person, and in which language."""

    language = choice("language", "Språk i brev og samtykker", radio=False)


class PersonForm(ContactForm):
    """Who the person is and how to reach her."""

    field_order = ("given_name", "family_name", "born_on", "expected_on", "identity_number")

    given_name = forms.CharField(label="Fornavn", max_length=100)
    family_name = forms.CharField(label="Etternavn", max_length=100)
    born_on = DayField(label="Fødselsdato", required=False)
    expected_on = DayField(label="Termin, for et barn som ventes", required=False)
    identity_number = identity_field(
        "Bare når det trengs for å være sikker på hvem det er. Det lagres kryptert og vises ikke igjen."
    )


class RelatedForm(ReachForm):
    """Somebody near the person."""

    field_order: tuple[str, ...] = ("given_name", "family_name", "relation")

    given_name = forms.CharField(label="Fornavn", max_length=100)
    family_name = forms.CharField(label="Etternavn", max_length=100)
    relation = choice("relation", "Hvem er det?", radio=False)
    wanted = YesNoField(label="Ønsker personen at hun eller han skal være med?")


class NewRelatedForm(RelatedForm):
    """Somebody near the person, and whether they may act for her."""

    field_order = ("given_name", "family_name", "relation", "phone", "email", "address", "postal", "identity_number")
    unmarked = ("mandate",)

    identity_number = identity_field("Trengs for å logge inn med ID-porten. Det lagres kryptert og vises ikke igjen.")
    mandate = forms.ChoiceField(
        label="Kan hun eller han handle for personen?",
        choices=[("", "Nei"), (Mandate.PARENTAL, "Ja, har foreldreansvar"), (Mandate.GUARDIAN, "Ja, er verge"),
                 (Mandate.ATTORNEY, "Ja, har skriftlig fullmakt"),
                 (Mandate.CHILD_WELFARE, "Ja, er barnevernet, som har overtatt omsorgen"),
                 (Mandate.FOSTER, "Ja, er fosterforelder eller institusjon"),
                 (Mandate.NEXT_OF_KIN, "Bare hvis personen ikke kan svare selv (nærmeste pårørende)")],
        widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    scopes = several("scope", "Hva gjelder vergemålet eller fullmakten?", required=False)
    mandate_text = text_area("Mandatet eller fullmakten, kort", rows=2, required=False)
    started_on = DayField(label="Gjelder fra", required=False)


class NumberForm(Form):
    """The identity number of somebody near."""

    identity_number = identity_field("11 siffer. Det lagres kryptert og vises ikke igjen.", required=True)


class ProtectionForm(Form):
    """Whether the address is protected; nothing chosen ends it."""

    protection = forms.ChoiceField(
        label="Er adressen sperret i folkeregisteret?", choices=choices("protection", blank="Nei"), required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip


class EndForm(Happened):
    """Ends something, with the reason."""

    on = DayField(label="Siste dag")
    reason = forms.CharField(label="Hvorfor?", max_length=200)


class WithholdForm(Form):
    """Takes insight from a representative, all of it or but for some parts."""

    parts = several(
        "part",
        "Hva skal fortsatt være åpent?",
        required=False,
        help_text="Uten kryss stenges alt. Skal det holdes skjult hvor personen er, må gruppa, møter, mål, tjenester, "
        "dokumenter, beskjeder og avvik stå uten kryss. Der står enheter, steder og tider.",
    )
    reason = text_area("Begrunnelse for avgjørelsen", rows=3)


class InterpreterForm(Happened):
    """Whether an interpreter is needed."""

    unmarked = ("language",)
    on = DayField(label="Dagen du snakket med personen om det")
    needed = YesNoField(label="Trengs det tolk?")
    language = forms.CharField(
        label="Hvilket språk?", required=False, max_length=60, help_text="Barn skal aldri brukes som tolk."
    )


class AcceptForm(Happened):
    """The coordinator takes on the task."""

    unmarked = ("roles_explained_on",)
    on = DayField(label="Dagen du tok imot oppgaven")
    roles_explained_on = DayField(
        label="Dagen du fortalte personen om andre roller du har", required=False,
        help_text="dd.mm.åååå. Fyll ut hvis du også har en annen rolle overfor personen.",
    )  # fmt: skip


class CourseForm(Happened):
    """A course that was taken."""

    on = DayField(label="Dagen kurset ble fullført")
    name = forms.CharField(label="Kurset", max_length=150)


class ReportForm(Happened):
    """What the coordinating unit is told."""

    on = DayField(label="Dagen du melder fra")
    kind = forms.ChoiceField(
        label="Hva gjelder det?",
        choices=[
            ("start", "Gruppa er startet"),
            ("review", "Årlig gjennomgang er holdt"),
            ("change", "Koordinator eller deltakere er endret"),
        ],
        widget=forms.RadioSelect,
    )
    still_active = YesNoField(label="Er gruppa fortsatt aktiv?", required=False)
    note = text_area("Noe mer kontoret bør vite", rows=3, required=False)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == "review" and cleaned.get("still_active") is None:
            self.add_error("still_active", "Svar på om gruppa fortsatt er aktiv.")
        return cleaned


PAPER_PARTS = tuple(part for part in Part if part not in BY_LIFE_AREA and part is not Part.MESSAGES)


class PaperForm(Form):
    """A paper to keep in the case."""

    title = forms.CharField(
        label="Hva er det?", max_length=200, help_text="For eksempel «Epikrise fra sykehuset». Skriv ikke navn her."
    )
    file = upload("Filen")
    part = choice(
        "part",
        "Hvor hører det til?",
        only=(Part.DOCUMENTS, Part.DECISION, Part.NOTICE, Part.SERVICES),
        initial=Part.DOCUMENTS,
    )
    received_on = DayField(label="Dagen papiret kom")
    sender = forms.CharField(
        label="Hvem kom det fra?", max_length=150, required=False, help_text="En enhet eller en virksomhet."
    )


class ArchivedForm(Happened):
    """A paper was sent to the central archive."""

    on = DayField(label="Dagen papiret ble sendt til sentralarkivet")


class RemovePaperForm(Form):
    """Why a paper is taken out."""

    reason = forms.CharField(
        label="Hvorfor fjernes det?", max_length=200, help_text="For eksempel «gjelder en annen person»."
    )


class PauseForm(Happened):
    """Lets the case rest."""

    on = DayField(label="Fra og med")
    until = DayField(label="Til og med", required=False, help_text="dd.mm.åååå. La stå tom hvis dere ikke vet det.")
    reason = text_area("Hvorfor tar dere en pause?", rows=3)


class ResumeForm(Happened):
    """Takes the case up again."""

    on = DayField(label="Siste dag med pause")


class SignInForm(Form):
    """A way to sign in, for the person or somebody near."""

    username = forms.CharField(
        label="Brukernavn", max_length=150, help_text="Små bokstaver. Ikke bruk navn eller fødselsnummer."
    )
