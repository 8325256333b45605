"""A small language for a child's case: born so, school so, and what follows on Selbu's routine."""

from datetime import date

from samrad.duties.derive import Plan
from samrad.duties.duty import Duty, State, state
from samrad.duties.facts import Fact
from samrad.duties.routine import Version
from samrad.transitions.rules import Recorded, birth_facts, school_years, year_facts
from tests.duties.selbu import Told, d, routine

OWN = "case-1"
FAR = date(2045, 12, 31)


class Pupil(Told):
    """The case of a child, opened on a day, with what is recorded of school."""

    def __init__(self, born: str, opened: str, *recorded: tuple[str, int | None], name: str = "selbu") -> None:
        self.born, self.opened = d(born), d(opened)
        self.years = school_years(self.born, [Recorded(d(on), grade) for on, grade in recorded])
        super().__init__(name, [
            Fact("case", OWN, self.opened),
            Fact("person", "person-1", self.born, OWN),
            *year_facts(1, self.opened, self.opened, self.years),
            *birth_facts(1, self.opened, self.born, self.years),
        ])  # fmt: skip

    def tell(self, kind: str, on: str, parent: str = OWN, id: str = "", **attrs: object) -> "Pupil":
        self(kind, on, id, parent, **attrs)
        return self

    def answered(self, question: str, yes: bool, on: str, parent: str = OWN) -> "Pupil":
        return self.tell("transition_answer", on, parent, question=question, yes=yes)

    def did(self, task: str, on: str, parent: str = OWN) -> "Pupil":
        return self.tell("transition_task", on, parent, task=task)

    def duties(self) -> list[Duty]:
        return Plan([Version("1", date(2022, 1, 1), routine(self.name))]).derive(self.facts, FAR)

    def window(self, rule: str) -> str:
        """When the duty opens and is due, as people write it; "–" when there is no such duty."""
        found = [one for one in self.duties() if one.rule == rule]
        if not found:
            return "–"
        assert len(found) == 1, [one.key for one in found]
        return f"{said(found[0].opens)} – {said(found[0].due) if found[0].dated else 'ingen frist'}"

    def open_on(self, day: str) -> set[str]:
        """The rules whose duties are open or late on the day."""
        return {one.rule for one in self.duties() if state(one, d(day)) in (State.OPEN, State.LATE)}


def said(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
