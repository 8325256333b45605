"""Editing a routine's text key by key, so that what a municipality wrote itself, comments too, stays as it stands.

The text is cut into parts, a table with what belongs to it in each, and only the part that is changed is written
anew: tomlkit would gather tables that stand apart ([[rule]], [[advice]], [[rule]]) and lose the author's order.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

import tomlkit
from tomlkit.items import Table

from samrad.duties.schema import inner_rules
from samrad.kernel.errors import Invalid

OPEN = "open"
HEADER = re.compile(r"\s*\[\[?\s*([\w-]+)\s*(\.)?")
Found = Callable[[Mapping[str, Any]], bool]


def beginning(base_id: str, title: str, routine_id: str, year: int) -> str:
    """The text of a routine that builds on another and says nothing of its own yet."""
    document = tomlkit.document()
    document.update({"id": routine_id, "extends": base_id, "title": title, "year": year})
    return tomlkit.dumps(document)


def with_head(text: str, *, title: str, year: int) -> str:
    """The text with another title and year. Raises `Invalid` where the text is no TOML."""
    return _with_top_key(_with_top_key(text, "title", title), "year", year)


def _with_top_key(text: str, key: str, value: Any) -> str:
    parts = _parts(text)
    return _rewritten(parts, _where(parts, lambda one: key in one) or 0, lambda document: document.update({key: value}))


def with_settings(text: str, values: Mapping[str, Any]) -> str:
    """The text with these values of settings; None means that nothing is decided. Raises `Invalid`."""

    def change(document: tomlkit.TOMLDocument) -> None:
        for name, value in values.items():
            document["settings"][name] = OPEN if value is None else value

    parts = _parts(text)
    at = _where(parts, lambda one: "settings" in one)
    if at is None:
        at = _added(parts, "[settings]\n", "settings")
    return _rewritten(parts, at, change)


def with_rule(text: str, rule_id: str, changes: Mapping[str, Any]) -> str:
    """The text with these keys of one rule; a key whose value is None is taken out. Raises `Invalid`."""

    def change(document: tomlkit.TOMLDocument) -> None:
        rule = _rule(document, rule_id)
        assert rule is not None
        for key, value in changes.items():
            if value is None:
                rule.pop(key, None)
            elif key in ("title", "why"):
                _say(rule, key, value)
            else:
                rule[key] = value

    parts = _parts(text)
    at = _where(parts, lambda one: _rule(one, rule_id) is not None)
    if at is None:
        at = _added(parts, f'[[rule]]\nid = "{rule_id}"\n', "rule")
    return _rewritten(parts, at, change)


def _say(rule: Table, key: str, words: str) -> None:
    """Writes the bokmål words; other languages stay."""
    if isinstance(rule.get(key), dict):
        rule[key]["nb"] = words
    else:
        rule[key] = words


def _rule(document: Mapping[str, Any], rule_id: str) -> Any:
    """The table of the rule, of the step of a flow or of the task of a transition, if the document has it."""
    inner = next((row for known, row in inner_rules(document) if known == rule_id), None)
    return inner or next((one for one in document.get("rule", []) if one.get("id") == rule_id), None)


# ── the parts of a text ──────────────────────────────────────────────────────


def _parts(text: str) -> list[str]:
    """The text cut above each table that begins something of its own. Raises `Invalid` where it is no TOML."""
    if not _is_toml(text):
        raise Invalid("Teksten til utkastet er ikke gyldig TOML. Rett den først, under «Rediger som tekst».")
    parts, above, name = [""], "", ""
    for line in text.splitlines(keepends=True):
        header = HEADER.match(line)
        if not line.strip() or line.lstrip().startswith("#"):
            above += line
            continue
        if header and not (header[2] and header[1] == name) and _is_toml(parts[-1]):
            parts.append(above + line)
            name = header[1]
        else:
            parts[-1] += above + line
        above = ""
    return [*parts[:-1], parts[-1] + above]


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _where(parts: list[str], found: Found) -> int | None:
    """The number of the first part in which it is found."""
    return next((at for at, part in enumerate(parts) if found(tomllib.loads(part))), None)


def _added(parts: list[str], fresh: str, like: str) -> int:
    """Puts a part in after the last of its like, else last; its number."""
    alike = [at for at, part in enumerate(parts) if like in tomllib.loads(part)]
    at = alike[-1] + 1 if alike else len(parts)
    before = "".join(parts[:at])
    gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    parts.insert(at, gap + fresh)
    return at


def _rewritten(parts: list[str], at: int, change: Callable[[tomlkit.TOMLDocument], None]) -> str:
    """The whole text with one part changed. Raises `Invalid` where that leaves no TOML."""
    document = tomlkit.parse(parts[at])
    change(document)
    text = "".join([*parts[:at], tomlkit.dumps(document), *parts[at + 1 :]])
    if not _is_toml(text):
        raise Invalid("Teksten til utkastet er skrevet slik at Samråd ikke kan endre den her. Endre den som tekst.")
    return text
