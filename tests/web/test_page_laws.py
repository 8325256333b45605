"""What holds for every page, to whomever it is shown: few queries, no writing, headers, neutral names.

And that it is shown: the answers are those of the access matrix.
"""

import re

import pytest

from samrad.web.layout.headers import NO_DEVICES
from tests.personas import Persona
from tests.web import matrix
from tests.web.addresses import Things
from tests.web.visiting import Visit, letter, visits

pytestmark = pytest.mark.usefixtures("standing_still")

MOST_QUERIES = 16
WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE|MERGE|TRUNCATE|COPY|CREATE|ALTER|DROP)\b", re.I)
COUNTED = "\nINSERT INTO accounts_tally"
MAY_BE_WRITTEN = ('INSERT INTO "audit_reading"', 'UPDATE "django_session"', 'INSERT INTO "django_session"', COUNTED)
SAME_FOR_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": NO_DEVICES,
}
POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
          "form-action 'self'")  # fmt: skip
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=\"|javascript:", re.I)
FILE_NAME = re.compile(r'(?:inline|attachment); filename="[a-z0-9.-]+"')


def title(visit: Visit) -> str:
    """What stands in the tab of the browser."""
    found = re.search(r"<title>(.*?)</title>", visit.text, re.S)
    return found.group(1) if found else ""


def unfit_headers(visit: Visit) -> list[str]:
    """What is wrong with the headers of the answer."""
    headers = visit.answer.headers
    wrong = [f"{name}: {headers.get(name)}" for name, value in SAME_FOR_ALL.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    wrong += [f"no {one}" for one in POLICY if one not in policy]
    wrong += ["unsafe"] if "unsafe" in policy else []
    wrong += [] if "no-store" in headers.get("Cache-Control", "") else ["may be kept"]
    if "Content-Disposition" in headers and not FILE_NAME.fullmatch(headers["Content-Disposition"]):
        wrong.append(headers["Content-Disposition"])
    return wrong


def queries(visit: Visit) -> int:
    """How many statements the page itself took: a file has one more beside, that counts how often."""
    return len(visit.statements) - counted(visit)


def counted(visit: Visit) -> bool:
    """Whether it was counted how often this is done."""
    return any(sql.startswith(COUNTED) for sql in visit.statements)


def unfit_cookies(visit: Visit) -> list[str]:
    """The cookies that scripts or other sites may read."""
    return [
        name for name, one in visit.answer.cookies.items()
        if not (one["httponly"] and one["samesite"] in ("Lax", "Strict"))
    ]  # fmt: skip


@pytest.mark.parametrize("who", matrix.PERSONAS)
def test_every_page_keeps_the_laws(site: Things, people: dict[str, Persona], who: str) -> None:
    names = site.names()
    broken: dict[str, object] = {}
    for visit in visits(site, people[who].signed_in()):
        writing = [sql[:80] for sql in visit.statements if WRITING.match(sql) and not sql.startswith(MAY_BE_WRITTEN)]
        found = {
            "answer": letter(visit.answer) if letter(visit.answer) != matrix.opened[visit.name][who] else "",
            "queries": queries(visit) if queries(visit) > MOST_QUERIES else 0,
            "writes": writing,
            "a file without a limit": visit.answer.has_header("Content-Disposition") and not counted(visit),
            "headers": unfit_headers(visit),
            "cookies": unfit_cookies(visit),
            "inline": INLINE.findall(visit.text),
            "title": [title(visit)] if names & set(re.findall(r"\w+", title(visit))) else [],
        }
        if any(found.values()):
            broken[visit.name] = {law: what for law, what in found.items() if what}
    assert broken == {}
