"""The routine in force as a document, and saying that one has read it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samrad.accounts.queries import employment_of
from samrad.accounts.rules import Capacity
from samrad.cases.queries import stale_case_ids
from samrad.duties.language import capital
from samrad.duties.routine import Routine
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.routines.operations import confirm_read
from samrad.routines.queries import in_force, news_of, published_version, published_versions, read_on, versions
from samrad.web.layout.acting import press
from samrad.web.layout.gate import employed
from samrad.web.layout.words import word
from samrad.web.routine import wording


def read(request: Any) -> HttpResponse:
    """The whole routine, well set."""
    version = in_force(versions(), today())
    if version is None:
        return render(request, "routine/none.html", {"heading": "Rutinen"})
    works_here = request.actor.capacity is Capacity.EMPLOYMENT
    context = {
        "heading": "Rutinen",
        "routine": version.routine,
        "valid_from": version.valid_from,
        "works_here": works_here,
        "writes": request.actor.is_system_owner,
        "news": news_of(int(version.id)) if works_here else "",
        "read_on": read_on(int(version.id), request.actor.employment_id) if works_here else None,
        **_parts(version.routine),
    }
    return render(request, "routine/read.html", context)


def _parts(routine: Routine) -> dict[str, Any]:
    """The parts of the routine, each ready to be shown."""
    return {
        "terms": [(key, routine.term(key)) for key in wording.TERMS if key in routine.terms],
        "roles": [capital(str(name)) for name in routine.roles.values()]
        + [capital(str(holder.name)) for holder in routine.holders.values()],
        "flows": wording.flows(routine),
        "groups": list(wording.grouped(routine)),
        "advice": wording.advice(routine),
        "agendas": [(word("meeting_kind", kind), points) for kind, points in routine.agendas.items()],
        "minutes": [(word("meeting_kind", kind), headings) for kind, headings in routine.minutes.items()],
        "checklists": [(wording.CHECKLISTS.get(key, "Andre"), points) for key, points in routine.checklists.items()],
        "settings": [(str(one.title), wording.value(one)) for one in routine.settings.values()],
        "legal": [(str(one.text), routine.cite(one.source)) for one in routine.legal.values()],
        **wording.texts(routine, today()),
        "sources": list(routine.sources.items()),
        "notes": [
            {"text": one.text, "law": one.law, "law_text": one.law_text, "cited": routine.cite(one.law)}
            for one in routine.notes
        ],
    }


@employed
def versions_list(request: Any) -> HttpResponse:
    """Every published version, and who published it."""
    now = in_force(versions(), today())
    context = {
        "heading": "Utgaver av rutinen",
        "published": published_versions(),
        "now_id": int(now.id) if now else 0,
        "stale": len(stale_case_ids()) if request.actor.is_system_owner else 0,
    }
    return render(request, "routine/versions.html", context)


@employed
def version(request: Any, version_id: int) -> HttpResponse:
    """One published version as it was."""
    found = next((one for one in versions() if one.id == str(version_id)), None)
    if found is None:
        raise Http404
    context = {
        "heading": str(found.routine.title),
        "routine": found.routine,
        "valid_from": found.valid_from,
        "an_old_one": True,
        **_parts(found.routine),
    }
    return render(request, "routine/read.html", context)


@require_POST
@employed
def confirm(request: Any) -> HttpResponse:
    """An employee's word that the routine has been read."""

    def run() -> None:
        version = in_force(versions(), today())
        published = published_version(int(version.id)) if version else None
        if published is None:
            raise Invalid("Kommunen har ikke publisert noen rutine.")
        confirm_read(actor=request.actor, employment=employment_of(request.actor), version=published, on=today())

    return press(request, run, to=reverse("routine:read"), done="Takk. Det er registrert at du har lest rutinen.")
