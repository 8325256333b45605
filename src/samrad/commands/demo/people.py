"""Invented people: names that are nobody's, and identity numbers of the synthetic series (month + 80)."""

from datetime import date, timedelta

from samrad.people.rules import WEIGHTS_1, WEIGHTS_2

GIVEN = [
    "Ingrid", "Sofie", "Maja", "Ella", "Nora", "Emma", "Oda", "Tuva", "Selma", "Frida", "Hedda", "Astrid", "Live",
    "Solveig", "Ragnhild", "Randi", "Turid", "Berit", "Jakob", "Noah", "Emil", "Oskar", "Lukas", "Filip", "Aksel",
    "Isak", "Elias", "Magnus", "Sander", "Tobias", "Håkon", "Eirik", "Sigurd", "Arne", "Leif", "Odd", "Kjell",
    "Amira", "Yusuf", "Leila", "Omar", "Fatima", "Samira", "Ivan", "Olena", "Mateusz", "Zofia", "Ánte", "Máret",
    "Biret", "Niillas",
]  # fmt: skip
FAMILY = [
    "Bakkemo", "Sørlien", "Haugdal", "Nylund", "Fossmark", "Øverby", "Granmo", "Lidal", "Storvik", "Myhrene",
    "Tangvoll", "Åsheim", "Elvestrand", "Kvernmo", "Solbakk", "Rønningsen", "Skogmo", "Vangsnes", "Hovdal",
    "Bjørkeng", "Lundmark", "Sætervik", "Brekkan", "Hjelmås", "Torsvoll", "Aasland", "Ødegårdstuen", "Warsame",
    "Haddad", "Kowalczyk", "Petrenko", "Sara", "Guttorm",
]  # fmt: skip


def synthetic_number(born: date, serial: int) -> str:
    """A synthetic identity number (month + 80) for somebody born on `born`, the `serial`-th that day."""
    while True:
        individual = _individual(born.year, serial)
        nine = [int(digit) for digit in f"{born.day:02d}{born.month + 80:02d}{born.year % 100:02d}{individual:03d}"]
        first = -sum(w * v for w, v in zip(WEIGHTS_1, nine, strict=True)) % 11
        ten = [*nine, first]
        second = -sum(w * v for w, v in zip(WEIGHTS_2, ten, strict=True)) % 11
        if first < 10 and second < 10:
            return "".join(map(str, [*ten, second]))
        serial += 1


def _individual(year: int, serial: int) -> int:
    return 500 + serial % 400 if year >= 2000 else serial % 400


def born_years_ago(years: int, today: date, *, days_past: int = 40) -> date:
    """A birth date that makes somebody `years` old, their birthday `days_past` days ago."""
    day = today - timedelta(days=days_past)
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
