"""Bad input on the screens: a sentence beside the field, what was typed kept, nothing half done."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samrad.commands.demo.beginning import A_PDF
from samrad.kernel.clock import today
from samrad.web.emergency.forms import OpenForm
from samrad.web.rights.forms import CopyForm, EraseForm
from tests.personas import Persona
from tests.web.addresses import Things
from tests.web.filling import beside, fills_in, summary, typed_in

People = dict[str, Persona]


def day(away: int) -> str:
    """A day from today, as it is typed."""
    return (today() + timedelta(days=away)).strftime("%d.%m.%Y")


def file(content: bytes, name: str = "papir.pdf") -> SimpleUploadedFile:
    """A file to upload."""
    return SimpleUploadedFile(name, content)


def spring_forward() -> date:
    """The next day the clock goes forward: the last Sunday of March."""
    year = today().year + 1
    last = date(year, 3, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


MEETING = {"day": "", "clock": "12.30", "minutes": "60", "interpreter": "no", "kind": "ordinary"}
ASKED = {"kind": "permanent", "role": "lærer", "relation": "", "contribution": "", "ground": "Trengs", "on": ""}

CASES: dict[str, tuple[str, str, dict[str, Any], str, str]] = {
    # what is wrong: who, which page, what is typed, beside which field, which words
    "a meeting in the past": (
        "coordinator", "sak/{ola}/moter/nytt/", {**MEETING, "day": day(-2)}, "day", "Møtet må være fram i tid"),
    "a meeting at a time that is skipped": (
        "coordinator", "sak/{ola}/moter/nytt/",
        {**MEETING, "day": spring_forward().strftime("%d.%m.%Y"), "clock": "02.30"}, "clock", "Klokka stilles fram"),
    "a date that is none": (
        "coordinator", "sak/{ola}/moter/nytt/", {**MEETING, "day": "31.2.2030"}, "day", "Skriv datoen som dd.mm.åååå"),
    "a time of day that is none": (
        "coordinator", "sak/{ola}/moter/nytt/", {**MEETING, "day": day(40), "clock": "25.00"}, "clock", "tt.mm"),
    "a pause that ends before it begins": (
        "coordinator", "sak/{ola}/pause/", {"on": day(0), "until": day(-3), "reason": "Ferie"}, "until",
        "ikke være før"),
    "a period that ends before it begins": (
        "coordinator", "sak/{ola}/plan/periode/", {"period_until": "1.1.2001", "revise_on": day(30)}, "period_until",
        "før"),
    "a stand-in whose last day is before the first": (
        "coordinator", "sak/{ola}/team/vara/", {"employment": "{lise}", "kind": "deputy", "started_on": day(5), "ended_on": day(1)}, "ended_on",
        "før"),
    "a consent that ends before it is made": (
        "coordinator", "sak/{ola}/samtykke/ny/call_in/",
        {"purpose": "Samarbeid", "until": day(-5), "made_on": day(0), "units": "{school}"}, "until", "før"),
    "something that happened tomorrow": (
        "coordinator", "sak/{ola}/meld-fra/", {"kind": "change", "on": day(1)}, "on", "fram i tid"),
    "a number that is not an identity number": (
        "coordinator", "sak/{ola}/personen/rett/", {"identity_number": "12345678901"}, "identity_number",
        "ødselsnummer"),
    "an identity number in the open form": (
        "anonymous", "meld/?kommune=1&om=self", {"given_name": "Ny", "family_name": "Person", "need": "Hjelp til 010190 12345", "phone": "90000000"},
        "need", "Ta bort fødselsnummeret"),
    "a name with the head of a message in it": (
        "anonymous", "meld/?kommune=1&om=self", {"given_name": "Ny\nBcc: alle@eksempel.no", "family_name": "Person", "need": "Hjelp", "phone": "90000000"},
        "given_name", "på én linje"),
    "a name that is written backwards": (
        "coordinator", "sak/{ola}/personen/rett/", {"family_name": "Nord\u202emann"}, "family_name", "uten skjulte tegn"),
    "an e-mail address that is none": (
        "coordinator", "sak/{ola}/personen/rett/", {"email": "ikke-en-adresse"}, "email", "navn@eksempel.no"),
    "a text of the wrong type as a paper": (
        "coordinator", "sak/{ola}/dokumenter/nytt/",
        {"title": "Epikrise", "part": "documents", "file": file(b"MZ\x90\x00", "brev.pdf")}, "file",
        "Filen er ikke av en type"),
    "an empty paper": (
        "coordinator", "sak/{ola}/dokumenter/nytt/", {"title": "Epikrise", "part": "documents", "file": file(b"")},
        "file", "tom"),
    "a paper that is too large": (
        "coordinator", "sak/{ola}/dokumenter/nytt/",
        {"title": "Epikrise", "part": "documents", "file": file(A_PDF + b"0" * 20 * 1024 * 1024)}, "file",
        "Filen er for stor"),
    "a consent for a unit that does not exist": (
        "coordinator", "sak/{ola}/samtykke/ny/call_in/",
        {"purpose": "Samarbeid", "until": day(90), "made_on": day(0), "units": "987654"}, "units",
        "Velg et av svarene i listen"),
    "a seat for a unit that does not exist": (
        "coordinator", "sak/{ola}/team/plass/", {**ASKED, "unit": "987654"}, "unit", "Velg et av svarene i listen"),
    "a cause to close a unit that is left out": (
        "system", "oppsett/enheter/{school}/avslutt/", {"on": day(0), "reason": ""}, "reason", "Hvorfor avsluttes enheten"),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_bad_input_is_told_beside_its_field(site: Things, people: People, what: str) -> None:
    who, page, typed, field, sentence = CASES[what]
    known = {
        "lise": str(site.employment("Lise Granmo")),
        "ola": str(site.cases["Ola"]),
        "school": str(site.in_case(site.cases["Ola"])["unit_id"]),
    }
    path = "/" + page.format(**known)
    sent = {name: value.format(**known) if isinstance(value, str) else value for name, value in typed.items()}
    one = people[who].signed_in()
    before = site.state()
    answer = fills_in(one, path, sent)
    assert answer.status_code == 422
    assert sentence in beside(answer, field), summary(answer)
    assert beside(answer, field) in summary(answer)
    shown = typed_in(answer)
    kept = {name: value for name, value in sent.items() if isinstance(value, str) and value}
    assert {name: value for name, value in kept.items() if shown.get(name) != [value] and name != "units"} in (
        {}, {field: sent[field]})  # fmt: skip
    assert site.state() == before


def test_a_text_that_is_too_long_is_told_and_nothing_is_cut_off() -> None:
    form = CopyForm({"text": "x" * 5001})
    assert form.errors["text"] == ["Teksten er for lang. Den kan ha 5000 tegn, og har nå 5001."]
    assert "maxlength" not in str(form["text"])
    assert "x" * 5001 in str(form["text"])


def test_each_mistake_is_told_by_the_name_of_its_field() -> None:
    assert EraseForm({}).errors == {
        "ground": ["Velg et svar på «Hvorfor slettes det?»."],
        "reason": ["Fyll ut: begrunnelse."],
    }


def test_one_of_several_is_not_called_optional() -> None:
    form = OpenForm()
    assert "(valgfritt)" not in "".join(one.as_field_group() for one in form.who())
