"""Rules, the flows that are made of them, and the conditions they stand under."""

import re
from typing import Any

from samrad.duties import vocabulary as words
from samrad.duties.doing import relation
from samrad.duties.language import Text
from samrad.duties.problems import nearest
from samrad.duties.rule import Age, AnyOf, Attribute, Condition, Exists, Flow, Fulfilment, Not, Rule, Selector
from samrad.duties.schema.values import Values, listed

WHY_FIELDS = ("anchor", "due", "source", "holder", "Holder")
PHASES = ("", "establishing", "running", "closing")


def _foreseen(anchor: Selector) -> bool:
    """Whether the date that counts is known before it comes: a meeting's, a birthday, the end of something."""
    return bool(anchor.next) or anchor.at != "on" or anchor.fact in words.FORESEEN


class Rules(Values):
    """Reads the rules and flows of a routine."""

    RULE_KEYS = (
        "id", "form", "title", "why", "anchor", "due", "opens", "done", "holder", "force", "when", "source",
        "lapses_on", "survives", "rolling", "lead", "per", "at_least", "holds", "grace", "anchor_words", "phase",
        "off", "attached",
    )  # fmt: skip

    def _rule(self, place: str, row: dict[str, Any]) -> Rule | None:
        before = len(self.problems)
        if not self.keys(place, row, self.RULE_KEYS, ("id", "title", "why", "anchor", "holder", "source")):
            return None
        form = self.one_of(f"{place}.form", row.get("form"), ("once", "every", "always"), "once")
        if any(self.unset(row.get(key)) for key in ("due", "rolling", "at_least")):
            return None
        anchor = self.selector(f"{place}.anchor", row["anchor"])
        by_hand = row.get("done") == "by_hand"
        rule = Rule(
            id=str(row["id"]),
            form=form,
            title=self.text(f"{place}.title", row["title"]),
            why=self._why(f"{place}.why", row["why"]),
            anchor=anchor,
            holder=self.one_of(f"{place}.holder", row["holder"], self.holder_names),
            force=self.one_of(f"{place}.force", row.get("force"), words.FORCES, "must"),
            source=self.sources(f"{place}.source", row.get("source")),
            done=() if by_hand or form == "always" else self._fulfilments(f"{place}.done", row.get("done"), anchor),
            when=tuple(self._condition(f"{place}.when", one, anchor) for one in row.get("when", [])),
            lapses_on=self._fulfilments(f"{place}.lapses_on", row.get("lapses_on", []), anchor),
            survives=frozenset(
                self.one_of(f"{place}.survives", one, ("pause", "closing")) for one in row.get("survives", [])
            ),
            anchor_words=self.text(f"{place}.anchor_words", row["anchor_words"]) if "anchor_words" in row else None,
            phase=self.one_of(f"{place}.phase", row.get("phase"), PHASES),
            by_hand=by_hand,
            attached=self._attached(f"{place}.attached", row.get("attached")),
            set_by=self.set_by(row.get("due", row.get("rolling"))),
            **self._timing(place, form, row, anchor),
        )
        return rule if len(self.problems) == before else None

    def _attached(self, place: str, value: Any) -> str:
        """The form or text that goes with a rule: a document, or the headings of the minutes."""
        return self.one_of(place, value, ("minutes", *self.document.get("document", {})))

    def _why(self, place: str, value: Any) -> Text:
        text = self.text(place, value)
        for one in text.by_lang.values():
            unknown = set(re.findall(r"\{(\w+)\}", one)) - set(WHY_FIELDS)
            if unknown:
                self.bad(place, f"Ukjent felt i teksten: {{{unknown.pop()}}}.", WHY_FIELDS)
            elif "{due}" not in one:
                self.bad(place, "Forklaringen må ha {due}, så datoen blir forklart.")
        return text

    TIMING = {
        "once": ("due", "opens"),
        "every": ("rolling", "lead", "per", "at_least"),
        "always": ("holds", "grace"),
    }

    def _timing(self, place: str, form: str, row: dict[str, Any], anchor: Selector) -> dict[str, Any]:
        for other, keys in self.TIMING.items():
            for key in keys:
                if other != form and key in row:
                    self.bad(f"{place}.{key}", f"«{key}» hører ikke til en regel av formen «{form}».")
        return {"once": self._once, "every": self._every, "always": self._always}[form](place, row, anchor)

    def _once(self, place: str, row: dict[str, Any], anchor: Selector) -> dict[str, Any]:
        if "due" not in row:
            self.bad(place, "«due» mangler: når er fristen? Skriv «none» når rutinen ikke setter noen.")
            return {}
        due = None if row["due"] == "none" else self.offset(f"{place}.due", row["due"])
        opens = self.offset(f"{place}.opens", row["opens"]) if "opens" in row else None
        if due is not None and due.before and not _foreseen(anchor):
            self.bad(
                f"{place}.due",
                f"Fristen ligger før «{anchor.fact}» har begynt, og det er ikke kjent på forhånd. Skriv «after».",
            )
        if opens is not None and due is not None and opens.days_at_most > due.days_at_most:
            self.bad(f"{place}.opens", "Plikten åpner etter fristen sin. Skriv en tidligere åpning.")
        return {"due": due, "opens": opens}

    def _always(self, place: str, row: dict[str, Any], _: Selector) -> dict[str, Any]:
        if "holds" not in row:
            self.bad(place, "«holds» mangler: hva skal alltid finnes?")
            return {}
        return {
            "holds": self.selector(f"{place}.holds", row["holds"]),
            "grace": self.span(f"{place}.grace", row.get("grace", "0 days")),
        }

    def _every(self, place: str, row: dict[str, Any], _: Selector) -> dict[str, Any]:
        if ("rolling" in row) == ("per" in row):
            self.bad(place, "Skriv enten «rolling» (et tidsrom) eller «per» (kalenderår eller skoleår).")
            return {}
        lead = self.span(f"{place}.lead", row["lead"]) if "lead" in row else None
        if "rolling" in row:
            return {"span": self.span(f"{place}.rolling", row["rolling"]), "lead": lead}
        count = row.get("at_least", 1)
        if isinstance(count, str) and count in self.settings:
            count = self.settings[count].value
        if not isinstance(count, int) or count < 1:
            self.bad(f"{place}.at_least", "Her skal det stå et helt tall fra 1.")
            count = 1
        per = self.one_of(f"{place}.per", row["per"], ("calendar_year", "school_year"))
        return {"per": per, "at_least": count, "lead": lead}

    def _fulfilments(self, place: str, value: Any, anchor: Selector) -> tuple[Fulfilment, ...]:
        if value is None:
            self.bad(place, "«done» mangler: hva gjør plikten gjort? Skriv «by_hand» når Samråd ikke kan se det.")
            return ()
        found = []
        for one in listed(value):
            table = {"fact": one} if isinstance(one, str) else one
            if not self.keys(place, table, ("fact", "where", "same", "anywhere", "early"), ("fact",)):
                continue
            kind = self.kind(f"{place}.fact", table["fact"])
            same = tuple(listed(table.get("same")))
            for attr in same:
                if attr not in words.KINDS[kind].attrs or attr not in words.KINDS[anchor.fact].attrs:
                    self.bad(f"{place}.same", f"«{attr}» finnes ikke både hos «{kind}» og «{anchor.fact}».")
            anywhere = table.get("anywhere") is True
            if not anywhere and not relation(kind, anchor.fact):
                self.bad(
                    place,
                    f"«{kind}» kan ikke gjøre en plikt som hører til «{anchor.fact}»: den hører til "
                    f"{' eller '.join(words.KINDS[kind].parents)}.",
                )
            where = self.where(f"{place}.where", kind, table.get("where", {}))
            found.append(Fulfilment(kind, where, same, anywhere, table.get("early") is True))
        return tuple(found)

    def _condition(self, place: str, table: Any, anchor: Selector) -> Condition:
        if not isinstance(table, dict) or len(set(table) & {"fact", "attr", "age", "not", "any"}) != 1:
            self.bad(place, "En betingelse er én av: fact, attr, age, not, any.")
            return AnyOf(())
        if "fact" in table:
            self.keys(place, table, ("fact", "where"))
            kind = self.kind(f"{place}.fact", table["fact"])
            return Exists(kind, self.where(f"{place}.where", kind, table.get("where", {})))
        if "attr" in table:
            self.keys(place, table, ("attr", "of", "is"), ("is",))
            of = self.kind(f"{place}.of", table["of"]) if "of" in table else ""
            kind = of or anchor.fact
            where = self.where(place, kind, {table["attr"]: table.get("is")})
            return Attribute(str(table["attr"]), where.get(table["attr"], ()), of)
        if "age" in table:
            age = table["age"]
            self.keys(f"{place}.age", age, ("at_least", "below"))
            return Age(self._age(place, age.get("at_least")), self._age(place, age.get("below")))
        inner = listed(table.get("not", table.get("any")))
        conditions = tuple(self._condition(place, one, anchor) for one in inner)
        return Not(conditions) if "not" in table else AnyOf(conditions)

    def _age(self, place: str, value: Any) -> int | None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if value in self.settings and isinstance(self.settings[value].value, int):
            return int(self.settings[value].value)
        if value in self.legal:
            return self.legal[value].values[-1][1]
        self.bad(f"{place}.age", f"«{value}» er ikke en alder.", suggestion=nearest(str(value), self.settings))
        return None

    def _flow(self, place: str, row: dict[str, Any]) -> tuple[Flow | None, list[Rule]]:
        if not self.keys(place, row, ("id", "title", "anchor", "steps", "source"), ("id", "title", "anchor", "steps")):
            return None, []
        anchor: Any = row["anchor"]
        steps: list[Rule] = []
        for step in row["steps"]:
            if not isinstance(step, dict) or "act" not in step:
                self.bad(f"{place}.steps", "Hvert ledd skal ha «act», «holder», «due», «title» og «why».")
                return None, []
            if step.get("off"):
                continue
            own = {key: value for key, value in step.items() if key not in ("act", "id")}
            act = step["act"] if isinstance(step["act"], dict) else {"fact": step["act"]}
            name = step.get("id") or act.get("fact")
            rule = self._rule(
                f"{place} {name}",
                {"source": row.get("source"), **own, "id": f"{row['id']}.{name}", "anchor": anchor, "done": act},
            )
            if rule is not None:
                steps.append(rule)
            anchor = {key: value for key, value in act.items() if key in ("fact", "where")}
        flow = Flow(str(row["id"]), self.text(f"{place}.title", row["title"]), tuple(one.id for one in steps))
        return flow, steps
