"""Data set into a template, as a PDF that can be archived (PDF/A-2a) and read aloud (PDF/UA-1)."""

import functools
import json
import re
import threading
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

TEMPLATES = Path(__file__).resolve().parent / "templates"
FONTS = Path(settings.HOME) / "fonts"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
ATTEMPTS = 4
UNKNOWN = "\ufffd"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NOT_SHOWN = re.compile(r'(?:the text|the codepoint) `"(.+?)"`', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_local = threading.local()


class FontsMissing(RuntimeError):
    """The fonts of documents are not laid where they are looked for."""


def pdf(template: str, data: Mapping[str, Any], *, title: str, on: date, lang: str = "nb") -> bytes:
    """`data` set by `templates/<template>.typ`. The same data and day give the same bytes.

    `title` says what the document is, and names nobody; `on` is the day it was made. A character
    that no font has is shown as "�", and the document says so at its end. Raises `FontsMissing`.
    """
    whole = _each({**data, "title": title, "lang": lang, "unknown": False}, lambda text: _CONTROL.sub("", text))
    whole["day"] = [on.year, on.month, on.day]
    for _ in range(ATTEMPTS):
        try:
            return _compile(template, json.dumps(whole, ensure_ascii=False, sort_keys=True))
        except typst.TypstError as error:
            missing = _not_shown(error.diagnostic)
            if not missing:
                raise
            whole = {**_each(whole, functools.partial(_without, missing)), "unknown": True}
    raise RuntimeError(f"the template {template} could not be set")


def _compile(template: str, text: str) -> bytes:
    made = _compiler().compile(
        input=TEMPLATES / f"{template}.typ", format="pdf", sys_inputs={"data": text}, pdf_standards=STANDARDS
    )
    assert isinstance(made, bytes)
    return made


def _compiler() -> typst.Compiler:
    """This thread's compiler: it keeps the fonts, and serves one at a time."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    found: typst.Compiler = _local.compiler
    return found


@functools.cache
def _fonts() -> typst.Fonts:
    if not any(FONTS.glob("SourceSans3-*.ttf")):
        raise FontsMissing(f"Finner ikke skriftene til dokumenter i {FONTS}. Kjør «make ready», eller legg dem der.")
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _not_shown(diagnostic: str) -> set[str]:
    """The texts that the compiler says no font can show."""
    found = {_ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), one) for one in _NOT_SHOWN.findall(diagnostic)}
    return {one for one in found if one.strip('"\\{}[]:, ')}


def _without(missing: set[str], text: str) -> str:
    for one in sorted(missing, key=len, reverse=True):
        text = text.replace(one, UNKNOWN)
    return text


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """`value` with every string in it, at any depth, changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_each(one, change) for one in value]
    return value
