"""The four steps of the first run, and the routines one may choose from."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms

from samrad.accounts.queries import user_named
from samrad.agencies.queries import is_set_up
from samrad.duties.language import say_span
from samrad.duties.problems import Problem
from samrad.duties.routine import Routine
from samrad.duties.schema import MAX_BYTES, BadRoutine, lacking, read_routine, shipped, shipped_names
from samrad.web.layout.fields import Form
from samrad.web.setup.forms import PhoneField, username_field

OWN = "own"
SPANS = {
    "agenda_lead": "Sakslisten sendes før møtet",
    "minutes_within": "Referatet er ferdig innen",
    "review_every": "Gjennomgang minst hver",
}


@dataclass(frozen=True)
class Holdings:
    """What a routine holds, as one chooses between them."""

    title: str
    year: int | None
    facts: list[tuple[str, str]]
    duties: list[str]


def holdings(routine: Routine) -> Holdings:
    """What the routine holds, in a few facts and the titles of its duties."""
    spans = [(text, say_span(routine.setting(name))) for name, text in SPANS.items() if routine.setting(name)]
    facts = [
        ("Gruppa heter", routine.term("team").sg),
        ("Koordinerende enhet heter", routine.role_name("ke")),
        *spans,
        ("Faste saker på et møte", str(len(routine.agenda("ordinary")) or "ingen")),
        ("Overskrifter i referatet", str(len(routine.headings("ordinary")) or "ingen")),
        ("Plikter med frist", str(len(routine.rules))),
        ("Råd", str(len(routine.advice) or "ingen")),
    ]
    return Holdings(str(routine.title), routine.year, facts, [str(rule.title) for rule in routine.rules.values()])


@cache
def shipped_holdings() -> dict[str, Holdings]:
    """What each routine that comes with Samråd holds, by its name; read once in each process."""
    return {name: holdings(read_routine(shipped(name))) for name in shipped_names()}


class MunicipalityForm(Form):
    """Which municipality."""

    name = forms.CharField(
        label="Navnet på kommunen", max_length=80, help_text="Slik det står på brev, for eksempel «Fjordvik kommune»."
    )
    number = forms.CharField(
        label="Kommunenummer", max_length=4, help_text="Fire siffer",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "6", "data-width": "auto"}),
        error_messages={"max_length": "Kommunenummeret har fire siffer."},
    )  # fmt: skip

    def clean_number(self) -> str:
        """The number of a municipality that is not set up here."""
        number = str(self.cleaned_data["number"])
        if len(number) != 4 or not (number.isascii() and number.isdigit()):
            raise forms.ValidationError("Kommunenummeret har fire siffer.")
        if is_set_up(number):
            raise forms.ValidationError("Denne kommunen er allerede satt opp. Logg inn i stedet.")
        return number


class RoutineForm(Form):
    """Which routine: one that comes with Samråd, or the municipality's own in a file."""

    routine = forms.ChoiceField(label="Hvilken rutine vil dere begynne med?", widget=forms.RadioSelect)
    file = forms.FileField(
        label="Filen med deres egen rutine", required=False,
        help_text="TOML, høyst 1 MB. Formen står i docs/oppslag/rutinefil.md.",
        widget=forms.FileInput(attrs={"accept": ".toml"}),
        error_messages={"empty": "Filen er tom. Velg en annen fil."},
    )  # fmt: skip

    def __init__(self, *arguments: Any, kept: str = "", **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.kept = kept
        self.text = ""
        self.problems: list[Problem] = []
        named = [(name, one.title) for name, one in shipped_holdings().items()]
        self.fields["routine"].choices = [*named, (OWN, "Vår egen rutine, i en fil")]

    def clean(self) -> dict[str, Any]:
        """The routine's text, whole and without faults; every fault is in `problems`."""
        cleaned = super().clean() or {}
        wanted, file = cleaned.get("routine"), cleaned.get("file")
        if wanted is None or self.errors:
            return cleaned
        if wanted != OWN:
            if file:
                self.add_error("routine", "Du har lagt ved en fil. Velg «Vår egen rutine» for å bruke den.")
            self.text = shipped(wanted)
        elif file:
            self._read(file)
        elif self.kept:
            self.text = self.kept
        else:
            self.add_error("file", "Velg filen med rutinen.")
        return cleaned

    def _read(self, file: Any) -> None:
        try:
            if file.size > MAX_BYTES:
                raise BadRoutine([Problem("", "Filen er for stor. En rutine kan være 1 MB.")])
            text = file.read().decode("utf-8-sig")
            if problems := lacking(read_routine(text)):
                raise BadRoutine(problems)
        except UnicodeDecodeError:
            self.problems = [Problem("", "Filen er ikke tekst i UTF-8. Lagre den som UTF-8 og prøv igjen.")]
        except BadRoutine as error:
            self.problems = error.problems
        else:
            self.text = text
            return
        count = "én feil" if len(self.problems) == 1 else f"{len(self.problems)} feil"
        self.add_error("file", f"Rutinen har {count}. De står under. Ingenting er lagret.")


class OfficeForm(Form):
    """The coordinating unit."""

    office_name = forms.CharField(
        label="Navnet på koordinerende enhet", max_length=120,
        help_text="Enheten som tar imot henvendelser og oppnevner koordinator (helse- og omsorgstjenesteloven § 7-3).",
    )  # fmt: skip
    office_phone = PhoneField(label="Telefon", help_text="Den folk ringer for å få hjelp.")


class AdministratorForm(Form):
    """Who is systemansvarlig first."""

    administrator_name = forms.CharField(
        label="Fullt navn", max_length=150,
        help_text="Den første systemansvarlige. Hun eller han legger til enhetene og de ansatte, og ser ingen saker.",
    )  # fmt: skip
    administrator_username = username_field()

    def clean_administrator_username(self) -> str:
        """A user name nobody has."""
        username = str(self.cleaned_data["administrator_username"]).casefold()
        if user_named(username) is not None:
            raise forms.ValidationError("Brukernavnet er i bruk. Velg et annet.")
        return username
