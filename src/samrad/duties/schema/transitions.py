"""Transitions: phases by age and kinds of change, with questions, examples of aids, and tasks that become rules."""

from typing import Any

from samrad.duties import vocabulary as words
from samrad.duties.problems import nearest
from samrad.duties.rule import Rule
from samrad.duties.schema.rules import Rules
from samrad.duties.schema.values import listed
from samrad.duties.transitions import Aid, Piece, Question, Task, Transition

ASKS = ("", "name", "text", "goal", "meeting", "consent", "transfer", "package")
GRADES = range(16)
OWN_KEYS = ("time", "year", "birthday", "if", "pieces", "question", "after", "consent")


def _before_the_day(rule: dict[str, Any]) -> bool:
    """Whether the task belongs to the time before the day it counts from; whoever came later is not asked for it."""
    due = str(rule.get("due", ""))
    return due == "same day" or due.endswith("before") or (due == "none" and "before" in str(rule.get("opens", "")))


class Transitions(Rules):
    """Reads the transitions of a routine, and the rules their tasks are."""

    def _aid(self, place: str, key: str, table: Any) -> Aid | None:
        if not self.keys(place, table, ("title", "help", "source"), ("title", "source")):
            return None
        return Aid(
            key,
            self.text(f"{place}.title", table["title"]),
            self.sources(f"{place}.source", table["source"]),
            self.text(f"{place}.help", table.get("help")),
        )

    def _transitions(self, aids: dict[str, Aid]) -> tuple[dict[str, Transition], dict[str, Rule]]:
        """Every transition of the routine, and every rule its tasks make."""
        found: dict[str, Transition] = {}
        rules: dict[str, Rule] = {}
        for key, table in self.document.get("transition", {}).items():
            transition, own = self._transition(f"transition.{key}", key, table, aids)
            if transition is not None:
                found[key] = transition
                rules.update({rule.id: rule for rule in own})
        return found, rules

    def _transition(
        self, place: str, key: str, table: Any, aids: dict[str, Aid]
    ) -> tuple[Transition | None, list[Rule]]:
        """The transition, and the rules of those of its tasks that the routine has not left open."""
        allowed = ("title", "help", "life_area", "ages", "kind", "source", "aids", "questions", "tasks")
        if not self.keys(place, table, allowed, ("title", "source")):
            return None, []
        kind = self.one_of(f"{place}.kind", table.get("kind"), words.TRANSITION_KINDS)
        questions = tuple(
            self._question(f"{place}.questions", one, table) for one in self._rows(place, "questions", table)
        )
        asked = {one.id for one in questions}
        used = [one for one in self._rows(place, "tasks", table) if not one.get("off")]
        found = [self._task(place, key, kind, one, table, asked) for one in used]
        named = tuple(listed(table.get("aids")))
        for one in named:
            if one not in aids:
                self.bad(f"{place}.aids", f"«{one}» finnes ikke som [aid.{one}].", tuple(aids), nearest(one, aids))
        transition = Transition(
            key,
            self.text(f"{place}.title", table["title"]),
            self.sources(f"{place}.source", table["source"]),
            self._ages(f"{place}.ages", table.get("ages")),
            kind,
            tuple(one for one in named if one in aids),
            questions,
            tuple(task for task, rule in found if rule is not None),
            self.text(f"{place}.help", table.get("help")),
            self.one_of(f"{place}.life_area", table.get("life_area"), words.LIFE_AREAS),
        )
        return transition, [rule for _, rule in found if rule is not None]

    def _rows(self, place: str, name: str, table: dict[str, Any]) -> list[dict[str, Any]]:
        rows = table.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) and row.get("id") for row in rows):
            self.bad(f"{place}.{name}", f"Skriv [[{place}.{name}]], og gi hver en id.")
            return []
        return rows

    def _ages(self, place: str, value: Any) -> tuple[int, int | None] | None:
        if value is None:
            return None
        right = isinstance(value, list) and len(value) in (1, 2) and all(type(one) is int for one in value)
        if not right or value != sorted(value):
            self.bad(place, "Skriv fra og med og til og med: [1, 6]. Uten øvre grense: [18].")
            return None
        return value[0], value[1] if len(value) == 2 else None

    def _question(self, place: str, row: dict[str, Any], table: dict[str, Any]) -> Question:
        where = f"{place} {row['id']}"
        self.keys(where, row, ("id", "text", "help", "reason", "consent", "source"), ("text",))
        return Question(
            str(row["id"]),
            self.text(f"{where}.text", row.get("text")),
            self.text(f"{where}.help", row.get("help")),
            row.get("reason") is True,
            row.get("consent") is True,
            self.sources(where, row.get("source", table.get("source"))),
        )

    def _task(
        self, place: str, key: str, kind: str, row: dict[str, Any], table: dict[str, Any], asked: set[str]
    ) -> tuple[Task, Rule | None]:
        where, own = f"{place}.tasks {row['id']}", {name: row[name] for name in OWN_KEYS if name in row}
        for name in ("question", "after", "consent", "if"):
            for one in listed(own.get(name)):
                if one not in asked:
                    self.bad(f"{where}.{name}", f"«{one}» er ikke et spørsmål i {place}.", tuple(sorted(asked)),
                             nearest(str(one), asked))  # fmt: skip
        task = Task(
            f"{key}.{row['id']}",
            self.text(f"{where}.title", row.get("title")),
            self.text(f"{where}.time", own.get("time")),
            self._pieces(where, row, own.get("pieces", [])),
            str(own.get("question", "")),
            str(own.get("after", "")),
            str(own.get("consent", "")),
        )
        rule = {name: value for name, value in row.items() if name not in OWN_KEYS}
        rule["id"] = task.id
        rule.setdefault("source", table.get("source"))
        rule.setdefault("phase", "running")
        if "anchor" not in rule:
            rule["anchor"] = self._anchor(where, kind, own, rule)
        if rule.get("form") != "always":
            rule.setdefault("done", self._done(task, rule["anchor"]))
        rule["when"] = [*rule.get("when", []), *({"fact": "transition_answer", "where": {"question": one, "yes": True}}
                                                for one in listed(own.get("if")))]  # fmt: skip
        return task, self._rule(where, rule)

    def _anchor(self, place: str, kind: str, own: dict[str, Any], rule: dict[str, Any]) -> dict[str, Any]:
        ahead = {"ahead": True} if _before_the_day(rule) else {}
        if "birthday" in own:
            return {"fact": "birthday", "where": {"age": own["birthday"], **ahead}}
        if "year" in own:
            years = listed(own["year"])
            if not years or not all(type(one) is int and one in GRADES for one in years):
                self.bad(f"{place}.year", "Skriv trinnet: 0 er det siste året i barnehagen, 1 er første skoleår.")
            if rule.get("form") == "always":
                return {"fact": "school_year", "where": {"grade": years}, "at": "met"}
            return {"fact": "school_year", "where": {"grade": years, **ahead}}
        if kind:
            return {"fact": "transition", "where": {"transition_kind": kind}}
        self.bad(place, "Oppgaven mangler det den regnes fra: «year», «birthday», «anchor», eller «kind» over den.")
        return {"fact": "case"}

    def _done(self, task: Task, anchor: Any) -> dict[str, Any]:
        """What is asked for once counts also when it was done early; what each meeting asks for does not."""
        once = not (isinstance(anchor, dict) and anchor.get("fact") == "meeting")
        if task.question:
            return {"fact": "transition_answer", "where": {"question": task.question}, "early": once}
        return {"fact": "transition_task", "where": {"task": task.id}, "early": once}

    def _pieces(self, place: str, row: dict[str, Any], rows: Any) -> tuple[Piece, ...]:
        if not rows:
            return (Piece("done", self.text(f"{place}.title", row.get("title"))),)
        found = []
        for one in rows if isinstance(rows, list) else []:
            if self.keys(f"{place}.pieces", one, ("id", "title", "asks"), ("id", "title")):
                asks = self.one_of(f"{place}.pieces.asks", one.get("asks"), ASKS)
                found.append(Piece(str(one["id"]), self.text(f"{place}.pieces.title", one["title"]), asks))
        return tuple(found)
