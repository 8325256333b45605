"""All of a case for the person to take along: to read (PDF), as data (JSON), and the papers as they came.

The format is described in `docs/oppslag/egen-kopi.md`. What it holds is what the one who asks may see, no more.
"""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.access import Sight
from samrad.cases.rules import Part
from samrad.coordinators.queries import coordinator
from samrad.documents.own_copy import own_copy_pdf
from samrad.documents.plan import plan_pdf
from samrad.kernel.clock import now, today
from samrad.papers.queries import contents, papers
from samrad.plans.queries import sheet
from samrad.rights.access import requests_seen, rows_seen
from samrad.rights.queries import Told, told
from samrad.teams.queries import places

if TYPE_CHECKING:
    from samrad.audit.models import Reading

FORMAT = "samrad-egen-kopi-1"
MOST_ROWS = 20_000
PERSON = ("given_name", "family_name", "born_on", "address", "postal", "phone", "email", "language")
ASKED = ("kind", "text", "received_on", "outcome", "answer", "answered_on", "answered_by", "settled_on", "settlement")


def own_package(actor: Actor, sight: Sight) -> bytes:
    """A zip file with `alt.json`, `alt.pdf`, `plan.pdf` when there is a plan, and the papers under `papirer/`."""
    rows = told(sight)
    known = own_copy(actor, sight, rows)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("alt.json", json.dumps(known, ensure_ascii=False, indent=2))
        package.writestr("alt.pdf", own_copy_pdf(sight, rows, known))
        plan = sheet(sight.case) if sight.may(Part.GOALS) or sight.may(Part.ABOUT_ME) else None
        if plan is not None:
            package.writestr("plan.pdf", plan_pdf(actor, sight, plan))
        for name, data in _papers(sight):
            package.writestr(f"papirer/{name}", data)
    return out.getvalue()


def own_copy(actor: Actor, sight: Sight, rows: Iterable[Told]) -> dict[str, Any]:
    """What the file `alt.json` holds."""
    case, personal = sight.case, not sight.without_group
    return {
        "format": FORMAT,
        "made_on": today().isoformat(),
        "case": {"number": case.number, "opened_on": _plain(case.opened_on), "ended_on": _plain(case.ended_on)},
        "person": {name: _plain(getattr(case.subject, name)) for name in PERSON} if personal else {},
        "coordinator": _coordinator(sight),
        "team": _team(sight),
        "texts": [
            {"kind": one.thing, "id": one.pk, "part": one.part, **{name: _plain(x) for name, x in one.fields.items()}}
            for one in rows
        ],
        "requests": [
            {name: _plain(getattr(one, name)) for name in ASKED} for one in requests_seen(actor, sight)
        ],
        "log": [
            _row(one, case.pk, hidden=sight.without_group)
            for one in islice(rows_seen(sight).iterator(), MOST_ROWS)
        ],
    }  # fmt: skip


def _coordinator(sight: Sight) -> dict[str, str]:
    found = coordinator(sight.case)
    if found is None:
        return {}
    one = found.employment
    return {
        "name": one.name,
        "unit": "" if sight.without_group else one.unit.name,
        "phone": one.phone,
        "email": one.email,
    }


def _team(sight: Sight) -> list[dict[str, str]]:
    if not sight.may(Part.TEAM):
        return []
    return [
        {"unit": one.seat.unit.name, "role": one.seat.role, "name": one.holder.name if one.holder else ""}
        for one in places(sight.case, now())
    ]


def _row(one: "Reading", case_id: int, *, hidden: bool) -> dict[str, Any]:
    hidden = hidden and one.capacity == Capacity.EMPLOYMENT
    return {
        "at": _plain(one.at),
        "who": "" if hidden else one.actor_name,
        "unit": "" if hidden else one.actor_unit,
        "page": one.address,
        "part": one.part,
        "ground": one.ground,
        "in_a_list": one.case_id != case_id,
    }


def _papers(sight: Sight) -> list[tuple[str, bytes]]:
    found = [one for one in papers(sight.case) if sight.may(Part.DOCUMENTS) and sight.may(Part(one.part))]
    data = contents(one.pk for one in found)
    return [(f"papir-{one.pk}.{one.ending}", data[one.pk]) for one in found if one.pk in data]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
