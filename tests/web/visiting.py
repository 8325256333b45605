"""Opening every page that is shown to somebody, and what is asked of the database and answered meanwhile."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from pypdf import PdfReader

from tests.personas import Persona
from tests.web import matrix
from tests.web.addresses import Things, patterns

ANSWERS = {200: "s", 403: "-", 404: ".", 405: "P"}


def letter(answer: Any) -> str:
    """The answer as it stands in the matrix."""
    if answer.status_code in (301, 302):
        return "i" if answer["Location"].startswith("/inn/") else ">"
    return ANSWERS.get(answer.status_code, str(answer.status_code))


def told(body: bytes) -> str:
    """The words of what was answered: a page, a table, a PDF, or all that is packed in a file."""
    if body.startswith(b"%PDF-") and b"startxref" in body:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return " ".join(told(packed.read(name)) for name in packed.namelist())
    return body.decode("utf-8", "ignore")


@dataclass
class Visit:
    """One page that was shown: its answer, and what the database was told."""

    name: str
    answer: Any = None
    statements: list[str] = field(default_factory=list)

    def hears(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Takes down a statement on its way to the database."""
        self.statements.append(sql)
        return execute(sql, params, many, context)

    @property
    def kind(self) -> str:
        """The type of what was answered ("text/html")."""
        return str(self.answer.headers.get("Content-Type", "")).partition(";")[0]

    @property
    def told(self) -> str:
        """The words of what was answered, whatever its kind."""
        return told(b"".join(self.answer.streaming_content) if self.answer.streaming else self.answer.content)

    @property
    def text(self) -> str:
        """The page, when it is one."""
        return self.answer.content.decode() if self.kind == "text/html" else ""


def visits(site: Things, one: Persona) -> Iterator[Visit]:
    """Every page of the own case that is shown to the persona, or leads on."""
    for name, wanted in patterns().items():
        path, own = site.address(name, wanted, *site.own_and_other(one.case))
        if own and matrix.opened[name][one.what] in "s>":
            visit = Visit(name)
            with connection.execute_wrapper(visit.hears):
                visit.answer = one.opens(path)
            yield visit
