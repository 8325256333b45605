"""Two routines side by side: what they have, in words, where they differ."""

from collections.abc import Iterable
from dataclasses import dataclass

from samrad.duties.language import capital
from samrad.duties.routine import Routine
from samrad.web.layout.words import word
from samrad.web.routine import wording
from samrad.web.routine.choosing import shipped_routine

NOT_HERE = "Ikke her"


@dataclass(frozen=True)
class Row:
    """One thing in two routines, in words."""

    name: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        """Whether the two are not alike."""
        return self.left != self.right


@dataclass(frozen=True)
class Section:
    """A part of the routines with the rows in which they differ, and how many are alike."""

    title: str
    rows: tuple[Row, ...]
    alike: int


def differences(left: Routine, right: Routine) -> list[Section]:
    """Every part of the routines that is shown on the page of a routine, with the differences first."""
    parts = (
        ("Frister og valg", _settings),
        ("Hvem gjør hva når", _rules),
        ("Ord og roller", _words),
        ("Saksliste", _agendas),
        ("Overskrifter i referatet", _minutes),
        ("Råd", _advice),
        ("Hefte og skjemaer", _documents),
    )
    return [_section(title, part(left), part(right)) for title, part in parts]


def _section(title: str, left: dict[str, tuple[str, str]], right: dict[str, tuple[str, str]]) -> Section:
    keys = [*left, *(key for key in right if key not in left)]
    rows = [
        Row(
            (left.get(key) or right[key])[0],
            left[key][1] if key in left else NOT_HERE,
            right[key][1] if key in right else NOT_HERE,
        )
        for key in keys
    ]
    differing = tuple(row for row in rows if row.differs)
    return Section(title, differing, len(rows) - len(differing))


def _settings(routine: Routine) -> dict[str, tuple[str, str]]:
    return {key: (str(one.title), wording.value(one) or "Ikke bestemt") for key, one in routine.settings.items()}


def _rules(routine: Routine) -> dict[str, tuple[str, str]]:
    found = {}
    for key, rule in routine.rules.items():
        words = wording.rule_words(rule, routine)
        found[key] = (words.title, f"{words.who}: {words.force.lower()} være gjort {words.when}")
    return found


def _words(routine: Routine) -> dict[str, tuple[str, str]]:
    base = shipped_routine("base").roles
    terms = {f"term {key}": (capital(routine.terms[key]["nb"].sg), routine.terms[key]["nb"].sg)
             for key in wording.TERMS if key in routine.terms}  # fmt: skip
    roles = {f"role {key}": (capital(str(base[key])), str(name)) for key, name in routine.roles.items()}
    return terms | roles


def _listed(titles: Iterable[object]) -> str:
    return "; ".join(str(one) for one in titles)


def _agendas(routine: Routine) -> dict[str, tuple[str, str]]:
    return {kind: (word("meeting_kind", kind), _listed(one.title for one in points))
            for kind, points in routine.agendas.items()}  # fmt: skip


def _minutes(routine: Routine) -> dict[str, tuple[str, str]]:
    return {kind: (word("meeting_kind", kind), _listed(one.title for one in headings))
            for kind, headings in routine.minutes.items()}  # fmt: skip


def _advice(routine: Routine) -> dict[str, tuple[str, str]]:
    return {one.id: (wording.PLACES.get(one.place, "Råd"), str(one.text)) for one in routine.advice}


def _documents(routine: Routine) -> dict[str, tuple[str, str]]:
    return {key: (str(one.title), f"Utgave {one.version}: {len(str(one.body).split())} ord")
            for key, one in routine.documents.items()}  # fmt: skip
