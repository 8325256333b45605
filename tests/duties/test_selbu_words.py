"""What Selbu's routine says besides its duties: advice, what is expected in a meeting, and the booklet."""

import pytest

from samrad.duties.schema import read_routine, shipped
from tests.duties.selbu import routine

PLACES = [
    ("team", ("større enn nødvendig", "kalles inn når det trengs")),
    ("invitation", ("alle tjenester som er aktive", "gjennom legekontoret", "støtteperson")),
    ("appointment", ("kommunalt ansatt, i fast stilling", "Det personen ønsker")),
    ("agenda", ("hører ikke hjemme", "enkeltvedtak")),
    ("plan", ("Gode mål er tydelige", "jeg-form", "bare det som angår tjenestene")),
]


@pytest.mark.parametrize(("place", "sentences"), PLACES, ids=[place for place, _ in PLACES])
def test_advice_stands_where_the_thing_is_done(place: str, sentences: tuple[str, ...]) -> None:
    found = " ".join(routine().advice_at(place))
    assert [one for one in sentences if one not in found] == []


@pytest.mark.requirement("S3-017")
def test_each_matter_that_does_not_belong_in_the_meeting_has_its_right_place() -> None:
    found = next(one for one in routine().advice_at("agenda") if "hører ikke hjemme" in one)
    pairs = [
        ("misnøye med personell", "ta det med den det gjelder"),
        ("klage på ressurser", "vanlig saksgang"),
        ("opplæring i tiltak", "eget samarbeidsmøte"),
        ("uenighet mellom tjenester", "eget fagmøte"),
    ]
    for matter, place in pairs:
        assert found.index(matter) < found.index(place)


@pytest.mark.requirement("S3-014")
def test_six_things_are_expected_of_those_who_meet() -> None:
    points = [line[2:] for line in str(routine().documents["expectations"].body).strip().splitlines()]
    said = ["forberedt", "i midten", "saklig og vennlig", "ordet først", "snakke ferdig", "ydmyk"]
    assert len(points) == len(said)
    assert [word for word, point in zip(said, points, strict=True) if word not in point] == []


@pytest.mark.requirement("S3-108", "S3-152")
def test_the_booklet_says_what_one_can_get_and_where_to_complain() -> None:
    body = str(routine().documents["booklet"].body)
    headings = [line[3:] for line in body.splitlines() if line.startswith("## ")]
    assert headings == [
        "Hva er en individuell plan?", "Hva er en koordinator?", "Hvem kan få det?", "Hva betyr det for deg?",
        "Hvordan får du det?", "Er du på sykehus?", "Får du nei?",
    ]  # fmt: skip
    assert "ikke nødvendigvis flere tjenester" in body
    assert "klage til statsforvalteren" in body


def test_another_routine_advises_what_it_will() -> None:
    assert read_routine(shipped("storlia")).advice_at("agenda") != routine().advice_at("agenda")
