"""Editing a routine's text key by key, so that what a municipality wrote itself, comments too, stays as it stands."""

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from samrad.kernel.errors import Invalid

OPEN = "open"


def _read(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise Invalid("Teksten til utkastet er ikke gyldig TOML. Rett den først, under «Rediger som tekst».") from error


def beginning(base_id: str, title: str, routine_id: str, year: int) -> str:
    """The text of a routine that builds on another and says nothing of its own yet."""
    document = tomlkit.document()
    document.update({"id": routine_id, "extends": base_id, "title": title, "year": year})
    return tomlkit.dumps(document)


def with_head(text: str, *, title: str, year: int) -> str:
    """The text with another title and year. Raises `Invalid` where the text is no TOML."""
    document = _read(text)
    document["title"], document["year"] = title, year
    return tomlkit.dumps(document)


def with_settings(text: str, values: Mapping[str, Any]) -> str:
    """The text with these values of settings; None means that nothing is decided. Raises `Invalid`."""
    document = _read(text)
    if "settings" not in document:
        document["settings"] = tomlkit.table()
    for name, value in values.items():
        document["settings"][name] = OPEN if value is None else value
    return tomlkit.dumps(document)


def with_rule(text: str, rule_id: str, changes: Mapping[str, Any]) -> str:
    """The text with these keys of one rule; a key whose value is None is taken out. Raises `Invalid`."""
    document = _read(text)
    rule = _rule(document, rule_id)
    for key, value in changes.items():
        if value is None:
            rule.pop(key, None)
        elif key in ("title", "why"):
            _say(rule, key, value)
        else:
            rule[key] = value
    return tomlkit.dumps(document)


def _say(rule: Table, key: str, words: str) -> None:
    """Writes the bokmål words; other languages stay."""
    if isinstance(rule.get(key), dict):
        rule[key]["nb"] = words
    else:
        rule[key] = words


def _rule(document: tomlkit.TOMLDocument, rule_id: str) -> Table:
    """The table of the rule, or of the step of a flow; a new one where the municipality had none of its own."""
    for flow in document.get("flow", []):
        for step in flow.get("steps", []):
            if f"{flow.get('id')}.{step.get('act')}" == rule_id:
                found: Table = step
                return found
    if "rule" not in document:
        document["rule"] = tomlkit.aot()
    rules = document["rule"]
    assert isinstance(rules, AoT)
    for one in rules:
        if one.get("id") == rule_id:
            own: Table = one
            return own
    fresh = tomlkit.table()
    fresh["id"] = rule_id
    rules.append(fresh)
    made: Table = rules[-1]
    return made
