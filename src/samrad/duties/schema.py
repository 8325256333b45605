"""Reading a routine out of TOML, with errors that name the key, say what is allowed and guess the meaning.

A file may build on another by `extends`. The two are merged key by key (rules by their id), then
the whole is read. `docs/oppslag/rutinefil.md` describes the form.
"""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from samrad.duties import vocabulary as words
from samrad.duties.calendar import UNITS, Offset, Span
from samrad.duties.derive import relation
from samrad.duties.language import EMPTY, Term, Text
from samrad.duties.problems import Problem, nearest
from samrad.duties.routine import (
    Advice,
    Age,
    AgendaPoint,
    AnyOf,
    Attribute,
    CheckPoint,
    Condition,
    Document,
    Exists,
    Flow,
    Fulfilment,
    Heading,
    HolderRole,
    LegalValue,
    Not,
    Routine,
    Rule,
    Selector,
    Setting,
)

MAX_BYTES = 1_000_000
UNIT_NAMES = {
    "day": "day", "days": "day", "dag": "day", "dager": "day",
    "week": "week", "weeks": "week", "uke": "week", "uker": "week",
    "month": "month", "months": "month", "måned": "month", "måneder": "month",
    "year": "year", "years": "year", "år": "year",
}  # fmt: skip
SETTING_TYPES = ("span", "count", "flag", "choice", "text")
PLACES = ("agenda", "appointment", "team", "invitation", "minutes", "consent", "plan", "closing", "intake")
FILLS = ("text", "voice", "attendance", "absence", "time", "agenda", "decisions", "next_meeting", "minute_taker",
         "distribution", "previous_minutes")  # fmt: skip
AGENDA_ONLY = ("", "first", "interpreter", "word_first", "plan")
PHASES = ("", "establishing", "running", "closing")
LIST_TABLES = ("rule", "flow", "advice")
MAP_TABLES = ("terms", "roles", "holders", "settings", "setting", "legal", "sources", "agenda", "minutes",
              "checklist", "document", "notes")  # fmt: skip
TOP_KEYS = ("id", "title", "year", "extends", *LIST_TABLES, *MAP_TABLES)


class BadRoutine(ValueError):
    """The routine cannot be used; `problems` say where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


Loader = Callable[[str], str]


def shipped(name: str) -> str:
    """The text of a routine that comes with Samråd. Raises `FileNotFoundError`."""
    if name not in shipped_names():
        raise FileNotFoundError(name)
    return (resources.files("samrad.routines") / "data" / f"{name}.toml").read_text(encoding="utf-8")


def shipped_names() -> list[str]:
    """The names of the routines that come with Samråd."""
    folder = resources.files("samrad.routines") / "data"
    return sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml"))


def read_file(path: Path) -> Routine:
    """A routine from a file; `extends` is looked for beside it, then among the shipped ones."""
    if path.stat().st_size > MAX_BYTES:
        raise BadRoutine([_too_large()])

    def beside(name: str) -> str:
        near = path.parent / f"{name}.toml"
        return near.read_text(encoding="utf-8") if near.exists() else shipped(name)

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadRoutine([Problem("", "Filen er ikke tekst i UTF-8.")]) from error
    return read_routine(text, beside)


def read_routine(text: str, load: Loader = shipped) -> Routine:
    """A routine out of TOML text. Raises `BadRoutine` with every problem found."""
    if len(text.encode()) > MAX_BYTES:
        raise BadRoutine([_too_large()])
    merged = _merge_chain(text, load)
    reader = _Reader(merged, text)
    routine = reader.routine()
    if reader.problems:
        raise BadRoutine(reader.problems)
    assert routine is not None
    return routine


def lacking(routine: Routine) -> list[Problem]:
    """What a routine that does not build on the base lacks of the words and values every page relies on."""
    base = read_routine(shipped("base"))
    missing = [
        f"{table}.{name}"
        for table in ("terms", "roles", "settings", "legal")
        for name in getattr(base, table)
        if name not in getattr(routine, table)
    ]
    if not missing:
        return []
    few = ", ".join(missing[:4]) + (f" og {len(missing) - 4} til" if len(missing) > 4 else "")
    return [Problem("extends", f"Rutinen mangler {few}. Skriv «extends = \"base\"» øverst, så følger de med.")]


def bases_of(text: str, load: Loader = shipped) -> dict[str, str]:
    """The texts a routine builds on, by name: what must be kept for it to stay as it is."""
    found: dict[str, str] = {}
    parent = _parse(text, "filen").get("extends")
    while parent and parent not in found:
        found[parent] = load(parent)
        parent = _parse(found[parent], parent).get("extends")
    return found


def _too_large() -> Problem:
    return Problem("", f"Filen er for stor. En rutine kan være {MAX_BYTES // 1_000_000} MB.")


# ── extends ──────────────────────────────────────────────────────────────────


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else 0
        raise BadRoutine(
            [Problem(name, "Dette er ikke gyldig TOML: " + _plain(str(error)), line=line)]
        ) from error


def _plain(message: str) -> str:
    return message.split(" (at ")[0]


def _merge_chain(text: str, load: Loader) -> dict[str, Any]:
    document = _parse(text, "filen")
    seen = [str(document.get("id", ""))]
    merged = document
    parent = document.get("extends")
    while parent:
        if parent in seen:
            raise BadRoutine(
                [Problem("extends", "Rutinene bygger på hverandre i ring: " + " → ".join([*seen, parent]))]
            )
        seen.append(parent)
        try:
            base = _parse(load(parent), parent)
        except FileNotFoundError as error:
            raise BadRoutine(
                [
                    Problem(
                        "extends",
                        f"Finner ikke rutinen «{parent}».",
                        allowed=tuple(shipped_names()),
                        suggestion=nearest(str(parent), shipped_names()),
                        line=_line_of_extends(text, parent),
                    )
                ]
            ) from error
        merged = _merge(base, merged)
        parent = base.get("extends")
    return merged


def _line_of_extends(text: str, parent: Any) -> int:
    """The line where the municipality's own file names what it builds on; 0 when another file does."""
    pattern = re.compile(rf"""\s*extends\s*=\s*["']{re.escape(str(parent))}["']""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 0)


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = {**base, **own}
    for table in MAP_TABLES:
        if isinstance(base.get(table), dict) and isinstance(own.get(table), dict):
            merged[table] = {**base[table], **own[table]}
    for table in LIST_TABLES:
        merged[table] = _merge_list(base.get(table, []), own.get(table, []))
    return merged


def _merge_list(base: Any, own: Any) -> Any:
    if not isinstance(base, list) or not isinstance(own, list):
        return own
    by_id: dict[Any, Any] = {}
    for index, entry in enumerate([*base, *own]):
        key = entry.get("id", index) if isinstance(entry, dict) else index
        by_id[key] = {**by_id.get(key, {}), **entry} if isinstance(entry, dict) else entry
    return list(by_id.values())


# ── reading ──────────────────────────────────────────────────────────────────


class _Reader:
    """Reads one merged document, collecting problems rather than stopping at the first."""

    def __init__(self, document: dict[str, Any], text: str) -> None:
        self.document = document
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.settings: dict[str, Setting] = {}
        self.legal: dict[str, LegalValue] = {}
        self.holder_names: tuple[str, ...] = words.ROLES

    # -- small helpers

    def bad(self, place: str, message: str, allowed: tuple[str, ...] = (), suggestion: str = "") -> None:
        self.problems.append(Problem(place, message, allowed, suggestion, self._line(place)))

    def _line(self, place: str) -> int:
        """The line of the key in the municipality's own file; 0 when the fault is inherited."""
        *entry, key = re.split(r"[ .]", place)
        start = 0
        if len(entry) >= 2:
            for number, line in enumerate(self.lines):
                if re.match(rf'\s*id\s*=\s*"{re.escape(entry[1])}"', line) or re.match(
                    rf"\s*\[{re.escape('.'.join(entry))}\]", line
                ):
                    start = number
                    break
            else:
                return 0
        for number in range(start, len(self.lines)):
            if re.match(rf'\s*"?{re.escape(key)}"?\s*[=.]', self.lines[number]):
                return number + 1
        return start + 1 if start else 0

    def one_of(self, place: str, value: Any, allowed: tuple[str, ...], default: str = "") -> str:
        if value is None:
            return default
        if value not in allowed:
            few = allowed if len(allowed) <= 20 else ()
            self.bad(place, f"«{value}» er ikke lov her.", few, nearest(str(value), allowed))
            return default or allowed[0]
        return str(value)

    def keys(self, place: str, table: Any, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> bool:
        if not isinstance(table, dict):
            self.bad(place, "Her skal det stå en tabell med navn og verdier.")
            return False
        for key in table:
            if key not in allowed:
                self.bad(f"{place}.{key}", "Ukjent nøkkel.", allowed, nearest(key, allowed))
        missing = [key for key in required if key not in table]
        for key in missing:
            self.bad(place, f"«{key}» mangler.")
        return not missing

    def text(self, place: str, value: Any, default: Text = EMPTY) -> Text:
        if value is None:
            return default
        if isinstance(value, str):
            return Text({"nb": value})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.bad(place, "Her skal det stå en tekst, eller en tekst for hvert språk.")
            return default
        for lang in value:
            if lang not in words.LANGUAGES:
                self.bad(f"{place}.{lang}", "Ukjent språk.", words.LANGUAGES, nearest(lang, words.LANGUAGES))
        if "nb" not in value:
            self.bad(place, "Teksten mangler på bokmål (nb).")
            return default
        return Text({key: one for key, one in value.items()})

    def sources(self, place: str, value: Any) -> tuple[str, ...]:
        found = (value,) if isinstance(value, str) else tuple(value or ())
        if not found or not all(isinstance(one, str) and one for one in found):
            self.bad(place, "Regelen mangler kilde: hvor i rutinen eller loven står dette?")
        return found

    def span(self, place: str, value: Any) -> Span:
        if isinstance(value, str):
            if value in self.settings and self.settings[value].type == "span":
                return self.settings[value].value or Span(0, "day")
            found = re.fullmatch(r"(\d+) (\w+)", value.strip())
            if found and found.group(2) in UNIT_NAMES:
                return Span(int(found.group(1)), UNIT_NAMES[found.group(2)])
        names = tuple(name for name, one in self.settings.items() if one.type == "span")
        self.bad(
            place,
            f"«{value}» er ikke et tidsrom. Skriv et tall og {', '.join(UNITS)}, eller navnet på en innstilling.",
            suggestion=nearest(str(value), names),
        )
        return Span(0, "day")

    def offset(self, place: str, value: Any) -> Offset:
        text = str(value or "").strip()
        if text == "same day":
            return Offset(Span(0, "day"))
        head, _, side = text.rpartition(" ")
        if side not in ("before", "after"):
            self.bad(
                place,
                f"«{value}» er ikke en frist. Skriv for eksempel «1 week before», «14 days after» eller «same day».",
            )
            return Offset(Span(0, "day"))
        return Offset(self.span(place, head), before=side == "before")

    def unset(self, value: Any) -> bool:
        """Whether a deadline names a setting that the municipality has left open."""
        head = str(value or "").rpartition(" ")[0] or str(value or "")
        return head in self.settings and self.settings[head].value is None

    # -- the parts

    def routine(self) -> Routine | None:
        doc = self.document
        self.keys("rutinen", doc, TOP_KEYS, ("id", "title"))
        for table in MAP_TABLES:
            if not isinstance(doc.get(table, {}), dict):
                self.bad(table, "Her skal det stå en tabell.")
                return None
        for table in LIST_TABLES:
            rows = doc.get(table, [])
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                self.bad(table, f"Skriv [[{table}]] med doble klammer.")
                return None
        self.legal = self._each("legal", self._legal)
        self.settings = self._settings()
        holders = self._each("holders", self._holder)
        self.holder_names = (*words.ROLES, *holders)
        rules: dict[str, Rule] = {}
        for row in doc.get("rule", []):
            if row.get("off"):
                continue
            rule = self._rule(f"rule {row.get('id', '?')}", row)
            if rule is not None:
                rules[rule.id] = rule
        flows: dict[str, Flow] = {}
        for row in doc.get("flow", []):
            flow, steps = self._flow(f"flow {row.get('id', '?')}", row)
            if flow is not None:
                flows[flow.id] = flow
                rules.update({step.id: step for step in steps})
        return Routine(
            id=str(doc.get("id", "")),
            title=self.text("title", doc.get("title")),
            year=doc.get("year"),
            terms=self._terms(),
            roles={key: self.text(f"roles.{key}", value) for key, value in self._known("roles", words.ROLES)},
            holders=holders,
            settings=self.settings,
            legal=self.legal,
            rules=rules,
            flows=flows,
            advice=tuple(self._advice(f"advice {row.get('id', '?')}", row) for row in doc.get("advice", [])),
            agendas={
                kind: tuple(self._agenda_point(f"agenda.{kind}", one) for one in self._points("agenda", kind, rows))
                for kind, rows in self._known("agenda", words.MEETING_KINDS)
            },
            minutes={
                kind: tuple(self._heading(f"minutes.{kind}", one) for one in self._points("minutes", kind, rows))
                for kind, rows in self._known("minutes", words.MEETING_KINDS)
            },
            checklists={
                key: tuple(self._check(f"checklist.{key}", one) for one in self._points("checklist", key, rows))
                for key, rows in doc.get("checklist", {}).items()
            },
            documents=self._each("document", self._document),
            sources={key: self.text(f"sources.{key}", value) for key, value in doc.get("sources", {}).items()},
            notes=tuple(
                (key, self.text(f"notes.{key}", value)) for key, value in doc.get("notes", {}).items()
            ),
        )

    def _each(self, table: str, read: Callable[[str, str, Any], Any]) -> dict[str, Any]:
        return {
            key: one
            for key, value in self.document.get(table, {}).items()
            if (one := read(f"{table}.{key}", key, value)) is not None
        }

    def _known(self, table: str, allowed: tuple[str, ...]) -> list[tuple[str, Any]]:
        found = []
        for key, value in self.document.get(table, {}).items():
            if key not in allowed:
                self.bad(f"{table}.{key}", "Ukjent nøkkel.", allowed, nearest(key, allowed))
            else:
                found.append((key, value))
        return found

    def _points(self, table: str, key: str, rows: Any) -> list[dict[str, Any]]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
            self.bad(f"{table}.{key}", "Her skal det stå en liste av punkter, hvert med id og title.")
            return []
        return rows

    def _terms(self) -> dict[str, dict[str, Term]]:
        forms = ("gender", "sg", "sg_def", "pl", "pl_def", "join")
        found: dict[str, dict[str, Term]] = {}
        for name, by_lang in self.document.get("terms", {}).items():
            place = f"terms.{name}"
            if not isinstance(by_lang, dict) or "nb" not in by_lang:
                self.bad(place, "Ordet mangler på bokmål (nb).")
                continue
            for lang, table in by_lang.items():
                if self.keys(f"{place}.{lang}", table, forms, forms):
                    self.one_of(f"{place}.{lang}.gender", table["gender"], ("m", "f", "n"))
                    found.setdefault(name, {})[lang] = Term(**{form: str(table[form]) for form in forms})
        return found

    def _legal(self, place: str, key: str, table: Any) -> LegalValue | None:
        if not self.keys(place, table, ("values", "stricter", "source", "text"), ("values", "stricter", "source")):
            return None
        values = []
        rows = table["values"] if isinstance(table["values"], list) else [None]
        for row in [one if isinstance(one, dict) else {} for one in rows]:
            if not isinstance(row.get("from"), date) or not isinstance(row.get("value"), int):
                self.bad(f"{place}.values", "Hver verdi skal ha «from» (dato) og «value» (tall).")
                return None
            values.append((row["from"], row["value"]))
        return LegalValue(
            key,
            tuple(sorted(values)),
            self.one_of(f"{place}.stricter", table["stricter"], ("higher", "lower", "equal")),
            str(table["source"]),
            self.text(f"{place}.text", table.get("text")),
        )

    def _settings(self) -> dict[str, Setting]:
        declared = self.document.get("setting", {})
        values = self.document.get("settings", {})
        for key in values:
            if key not in declared:
                self.bad(f"settings.{key}", "Ukjent innstilling.", suggestion=nearest(key, declared))
        found: dict[str, Setting] = {}
        for key, table in declared.items():
            place = f"setting.{key}"
            if not self.keys(
                place, table, ("type", "title", "value", "source", "choices", "law"), ("type", "title", "source")
            ):
                continue
            kind = self.one_of(f"{place}.type", table["type"], SETTING_TYPES)
            choices = tuple(table.get("choices", ()))
            value = self._setting_value(key, kind, values.get(key, table.get("value")), choices)
            self._against_law(key, value, str(table.get("law", "")))
            found[key] = Setting(
                key,
                kind,
                self.text(f"{place}.title", table["title"]),
                value,
                self.sources(place, table["source"]),
                choices,
                str(table.get("law", "")),
            )
        return found

    def _setting_value(self, key: str, kind: str, value: Any, choices: tuple[str, ...]) -> Any:
        place = f"settings.{key}"
        if value is None or value == "open":
            return None
        if kind == "span":
            return self.span(place, value)
        if kind == "choice":
            return self.one_of(place, value, choices)
        right = {"count": int, "flag": bool, "text": str}[kind]
        if not isinstance(value, right) or (kind == "count" and isinstance(value, bool)):
            wanted = {"count": "et helt tall", "flag": "true eller false", "text": "en tekst"}[kind]
            self.bad(place, f"Her skal det stå {wanted}, ikke «{value}».")
            return None
        return value

    def _against_law(self, key: str, value: Any, law: str) -> None:
        if not law:
            return
        legal = self.legal.get(law)
        if legal is None:
            self.bad(f"setting.{key}.law", f"Ukjent lovverdi «{law}».", suggestion=nearest(law, self.legal))
            return
        bound = legal.values[-1][1]
        weaker = {"higher": value is not None and value < bound, "lower": value is not None and value > bound,
                  "equal": value is not None and value != bound}[legal.stricter]  # fmt: skip
        if weaker:
            self.bad(
                f"settings.{key}",
                f"{value} er svakere enn loven, som sier {bound} ({legal.source}). "
                "Behold kommunens tekst under [notes] og bruk lovens verdi.",
            )

    def _holder(self, place: str, key: str, table: Any) -> HolderRole | None:
        if not self.keys(place, table, ("name", "unit_kind", "find", "otherwise"), ("name", "unit_kind")):
            return None
        return HolderRole(
            key,
            self.text(f"{place}.name", table["name"]),
            self.one_of(f"{place}.unit_kind", table["unit_kind"], words.UNIT_KINDS),
            self.one_of(f"{place}.find", table.get("find"), ("seat", "leader"), "seat"),
            self.one_of(f"{place}.otherwise", table.get("otherwise"), words.ROLES, "ke"),
        )

    RULE_KEYS = (
        "id", "form", "title", "why", "anchor", "due", "opens", "done", "holder", "force", "when", "source",
        "lapses_on", "survives", "rolling", "lead", "per", "at_least", "holds", "grace", "anchor_words", "phase",
        "off",
    )  # fmt: skip

    def _rule(self, place: str, row: dict[str, Any]) -> Rule | None:
        before = len(self.problems)
        if not self.keys(place, row, self.RULE_KEYS, ("id", "title", "why", "anchor", "holder", "source")):
            return None
        form = self.one_of(f"{place}.form", row.get("form"), ("once", "every", "always"), "once")
        if any(self.unset(row.get(key)) for key in ("due", "rolling", "at_least")):
            return None
        anchor = self._selector(f"{place}.anchor", row["anchor"])
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
            lapses_on=tuple(self._kind(f"{place}.lapses_on", one) for one in _listed(row.get("lapses_on"))),
            survives=frozenset(
                self.one_of(f"{place}.survives", one, ("pause", "closing")) for one in row.get("survives", [])
            ),
            anchor_words=self.text(f"{place}.anchor_words", row["anchor_words"]) if "anchor_words" in row else None,
            phase=self.one_of(f"{place}.phase", row.get("phase"), PHASES),
            by_hand=by_hand,
            **self._timing(place, form, row),
        )
        return rule if len(self.problems) == before else None

    def _why(self, place: str, value: Any) -> Text:
        text = self.text(place, value)
        for one in text.by_lang.values():
            unknown = set(re.findall(r"\{(\w+)\}", one)) - {"anchor", "due", "source", "holder"}
            if unknown:
                self.bad(place, f"Ukjent felt i teksten: {{{unknown.pop()}}}.", ("anchor", "due", "source", "holder"))
            elif "{due}" not in one:
                self.bad(place, "Forklaringen må ha {due}, så datoen blir forklart.")
        return text

    def _timing(self, place: str, form: str, row: dict[str, Any]) -> dict[str, Any]:
        allowed = {
            "once": ("due", "opens"),
            "every": ("rolling", "lead", "per", "at_least"),
            "always": ("holds", "grace"),
        }
        for other, keys in allowed.items():
            for key in keys:
                if other != form and key in row:
                    self.bad(f"{place}.{key}", f"«{key}» hører ikke til en regel av formen «{form}».")
        if form == "once":
            if "due" not in row:
                self.bad(place, "«due» mangler: når er fristen?")
                return {}
            due = self.offset(f"{place}.due", row["due"])
            opens = self.offset(f"{place}.opens", row["opens"]) if "opens" in row else None
            if opens is not None and opens.days_at_most > due.days_at_most:
                self.bad(f"{place}.opens", "Plikten åpner etter fristen sin. Skriv en tidligere åpning.")
            return {"due": due, "opens": opens}
        if form == "always":
            if "holds" not in row:
                self.bad(place, "«holds» mangler: hva skal alltid finnes?")
                return {}
            return {
                "holds": self._selector(f"{place}.holds", row["holds"]),
                "grace": self.span(f"{place}.grace", row.get("grace", "0 days")),
            }
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
        return {
            "per": self.one_of(f"{place}.per", row["per"], ("calendar_year", "school_year")),
            "at_least": count,
            "lead": lead,
        }

    def _kind(self, place: str, name: Any) -> str:
        if name not in words.KINDS:
            self.bad(place, f"Ukjent slag faktum: «{name}».", suggestion=nearest(str(name), words.KINDS))
            return "case"
        return str(name)

    def _selector(self, place: str, value: Any) -> Selector:
        table = {"fact": value} if isinstance(value, str) else value
        if not self.keys(place, table, ("fact", "where", "pick", "at", "next", "next_where"), ("fact",)):
            return Selector("case")
        kind = self._kind(f"{place}.fact", table["fact"])
        at = str(table.get("at", "on"))
        if at != "on" and words.KINDS[kind].attrs.get(at) is not words.Type.DATE:
            dates = tuple(key for key, one in words.KINDS[kind].attrs.items() if one is words.Type.DATE)
            self.bad(f"{place}.at", f"«{kind}» har ingen dato som heter «{at}».", ("on", *dates), nearest(at, dates))
        return Selector(
            kind,
            self._where(f"{place}.where", kind, table.get("where", {})),
            self.one_of(f"{place}.pick", table.get("pick"), ("each", "first", "last"), "each"),
            at,
            next_kind := self._kind(f"{place}.next", table["next"]) if "next" in table else "",
            self._where(f"{place}.next_where", next_kind, table["next_where"]) if "next_where" in table else {},
        )

    def _where(self, place: str, kind: str, table: Any) -> dict[str, tuple[Any, ...]]:
        if not isinstance(table, dict):
            self.bad(place, "Her skal det stå en tabell, som { meeting_kind = \"review\" }.")
            return {}
        declared = words.KINDS[kind].attrs
        found = {}
        for key, value in table.items():
            if key not in declared:
                self.bad(f"{place}.{key}", f"«{kind}» har ikke egenskapen «{key}».", tuple(declared),
                         nearest(key, declared))  # fmt: skip
                continue
            values = tuple(value) if isinstance(value, list) else (value,)
            choices = words.CHOICES.get((kind, key))
            for one in values if choices else ():
                self.one_of(f"{place}.{key}", one, choices or ())
            found[key] = values
        return found

    def _fulfilments(self, place: str, value: Any, anchor: Selector) -> tuple[Fulfilment, ...]:
        if value is None:
            self.bad(place, "«done» mangler: hva gjør plikten gjort? Skriv «by_hand» når Samråd ikke kan se det.")
            return ()
        found = []
        for one in _listed(value):
            table = {"fact": one} if isinstance(one, str) else one
            if not self.keys(place, table, ("fact", "where", "same"), ("fact",)):
                continue
            kind = self._kind(f"{place}.fact", table["fact"])
            same = tuple(_listed(table.get("same")))
            for attr in same:
                if attr not in words.KINDS[kind].attrs or attr not in words.KINDS[anchor.fact].attrs:
                    self.bad(f"{place}.same", f"«{attr}» finnes ikke både hos «{kind}» og «{anchor.fact}».")
            if not relation(kind, anchor.fact):
                self.bad(
                    place,
                    f"«{kind}» kan ikke gjøre en plikt som hører til «{anchor.fact}»: den hører til "
                    f"{' eller '.join(words.KINDS[kind].parents)}.",
                )
            found.append(Fulfilment(kind, self._where(f"{place}.where", kind, table.get("where", {})), same))
        return tuple(found)

    def _condition(self, place: str, table: Any, anchor: Selector) -> Condition:
        if not isinstance(table, dict) or len(set(table) & {"fact", "attr", "age", "not", "any"}) != 1:
            self.bad(place, "En betingelse er én av: fact, attr, age, not, any.")
            return AnyOf(())
        if "fact" in table:
            self.keys(place, table, ("fact", "where"))
            kind = self._kind(f"{place}.fact", table["fact"])
            return Exists(kind, self._where(f"{place}.where", kind, table.get("where", {})))
        if "attr" in table:
            self.keys(place, table, ("attr", "of", "is"), ("is",))
            of = self._kind(f"{place}.of", table["of"]) if "of" in table else ""
            kind = of or anchor.fact
            where = self._where(place, kind, {table["attr"]: table.get("is")})
            return Attribute(str(table["attr"]), where.get(table["attr"], ()), of)
        if "age" in table:
            age = table["age"]
            self.keys(f"{place}.age", age, ("at_least", "below"))
            return Age(self._age(place, age.get("at_least")), self._age(place, age.get("below")))
        inner = _listed(table.get("not", table.get("any")))
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
            own = {key: value for key, value in step.items() if key != "act"}
            rule = self._rule(
                f"{place} {step['act']}",
                {"source": row.get("source"), **own, "id": f"{row['id']}.{step['act']}", "anchor": anchor,
                 "done": step["act"]},
            )  # fmt: skip
            if rule is not None:
                steps.append(rule)
            anchor = step["act"]
        flow = Flow(str(row["id"]), self.text(f"{place}.title", row["title"]), tuple(one.id for one in steps))
        return flow, steps

    def _advice(self, place: str, row: dict[str, Any]) -> Advice:
        self.keys(place, row, ("id", "place", "text", "source"), ("id", "place", "text", "source"))
        return Advice(
            str(row.get("id", "")),
            self.one_of(f"{place}.place", row.get("place"), PLACES),
            self.text(f"{place}.text", row.get("text")),
            self.sources(place, row.get("source")),
        )

    def _agenda_point(self, place: str, row: dict[str, Any]) -> AgendaPoint:
        self.keys(place, row, ("id", "title", "minutes", "only", "help"), ("id", "title"))
        minutes = row.get("minutes", 0)
        if not isinstance(minutes, int) or minutes < 0:
            self.bad(f"{place}.minutes", "Her skal det stå et helt tall: minuttene saken får.")
            minutes = 0
        return AgendaPoint(
            str(row["id"]),
            self.text(f"{place}.title", row.get("title")),
            minutes,
            self.one_of(f"{place}.only", row.get("only"), AGENDA_ONLY),
            self.text(f"{place}.help", row.get("help")),
        )

    def _heading(self, place: str, row: dict[str, Any]) -> Heading:
        self.keys(place, row, ("id", "title", "required", "fill", "help"), ("id", "title"))
        return Heading(
            str(row["id"]),
            self.text(f"{place}.title", row.get("title")),
            bool(row.get("required", True)),
            self.one_of(f"{place}.fill", row.get("fill"), FILLS, "text"),
            self.text(f"{place}.help", row.get("help")),
        )

    def _check(self, place: str, row: dict[str, Any]) -> CheckPoint:
        self.keys(place, row, ("id", "title", "act", "only"), ("id", "title"))
        return CheckPoint(
            str(row["id"]),
            self.text(f"{place}.title", row.get("title")),
            self._kind(f"{place}.act", row["act"]) if "act" in row else "",
            self.one_of(f"{place}.only", row.get("only"), AGENDA_ONLY),
        )

    def _document(self, place: str, key: str, table: Any) -> Document | None:
        if not self.keys(place, table, ("title", "body", "version", "source"), ("title", "body", "version")):
            return None
        return Document(
            key,
            self.text(f"{place}.title", table["title"]),
            self.text(f"{place}.body", table["body"]),
            str(table["version"]),
            tuple(_listed(table.get("source"))),
        )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


