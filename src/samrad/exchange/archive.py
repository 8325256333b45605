"""The papers of a case for an archive: the files as they came, and a list of what each is."""

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samrad.exchange.sheets import as_text

HEAD = ("sak", "fil", "tittel", "dato", "avsender")


@dataclass(frozen=True)
class Kept:
    """One paper: the name of its file in the package, what it is, the day it came, from whom, and its bytes."""

    file: str
    title: str
    on: date
    sender: str
    content: bytes


def archive_package(case_number: str, papers: Iterable[Kept]) -> bytes:
    """A zip file with the papers and `innhold.csv`."""
    out, listed = io.BytesIO(), io.StringIO()
    rows = csv.writer(listed, delimiter=";")
    rows.writerow(HEAD)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for one in papers:
            package.writestr(one.file, one.content)
            rows.writerow(map(as_text, [case_number, one.file, one.title, one.on.isoformat(), one.sender]))
        package.writestr("innhold.csv", "\ufeff" + listed.getvalue())
    return out.getvalue()
