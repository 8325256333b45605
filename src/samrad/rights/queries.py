"""Requests and their answers, and the facts they give."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Value

from samrad.audit.models import Reading
from samrad.cases.access import Sight
from samrad.cases.models import Case
from samrad.cases.rules import Part
from samrad.duties.calendar import Span
from samrad.duties.facts import Fact
from samrad.kernel.clock import today
from samrad.kernel.erasing import ERASED, Erasable, erasables
from samrad.rights.models import Addition, Erasure, Request
from samrad.rights.rules import RequestKind
from samrad.routines.queries import in_force, versions

KEPT = "kept_after_closing"


def request_in(case: Case, request_id: int) -> Request | None:
    """One request of the case."""
    return Request.objects.filter(case=case, pk=request_id).select_related("case__subject").first()


def questions_about_readings() -> QuerySet[Request]:
    """Every question about a row of the log that was not taken back; unanswered and oldest first."""
    found = Request.objects.filter(kind=RequestKind.LOG, withdrawn_on__isnull=True).select_related("case__subject")
    return found.order_by("answered_on", "received_on", "id")


def question_about_reading(request_id: int) -> Request | None:
    """One question about a row of the log."""
    return questions_about_readings().filter(pk=request_id).first()


def reading(reading_id: int | None) -> Reading | None:
    """The row of the log with this key."""
    return Reading.objects.filter(pk=reading_id or 0).first()


def asked_about(case: Case) -> set[int]:
    """The rows of the log that somebody has asked about."""
    found = Request.objects.filter(case=case, kind=RequestKind.LOG, withdrawn_on__isnull=True, reading_id__isnull=False)
    return {one for one in found.values_list("reading_id", flat=True) if one is not None}


def additions_of(case_id: int) -> dict[tuple[str, int], list[Addition]]:
    """What was added beside texts of the case, by the kind and key of the text, oldest first."""
    found: dict[tuple[str, int], list[Addition]] = {}
    for one in Addition.objects.filter(case=case_id):
        found.setdefault((one.thing, one.thing_id), []).append(one)
    return found


@dataclass(frozen=True)
class Entry:
    """One text of a case that can be corrected or erased: its kind and key, and how it begins."""

    thing: str
    pk: int
    begins: str


MOST_ENTRIES = 200
BEGINS = 90


def entries(case: Case, thing: str) -> list[Entry]:
    """The texts of one kind in the case, newest first, at most two hundred. An unknown kind has none."""
    kind = erasables().get(thing)
    rows = kind.rows(case.pk)[:MOST_ENTRIES] if kind else []
    return [_entry(kind, row) for row in rows if kind]


def _entry(kind: Erasable, row: Any) -> Entry:
    texts = (getattr(row, column) for column in kind.columns)
    words = " ".join(next((text for text in texts if text and text != ERASED), "").split())
    return Entry(kind.name, row.pk, words if len(words) <= BEGINS else f"{words[:BEGINS]} …")


def kinds_seen(sight: Sight) -> list[str]:
    """The kinds of text that belong to parts the sight holds, as they are registered."""
    return [one.name for one in erasables().values() if sight.may(Part(one.part))]


# What who represents the person gets of her texts: the kinds that stand on the pages of the case for them too.
SHARED_KINDS = frozenset({
    "cases.neednotice", "cases.needassessment", "cases.application", "cases.decision", "plans.plantext", "plans.goal",
    "plans.activity", "plans.evaluation", "meetings.agendaitem", "meetings.minutesfield", "meetings.minutesnote",
    "services.need", "services.conveyed", "contact.message", "contact.contact", "papers.paper",
    "transitions.transition",
})  # fmt: skip
NOT_TOLD = frozenset(
    {"id", "municipality_id", "version", "sha256", "size", "ending", "media_type", "proposed_by_user", "access_id"}
)


@dataclass(frozen=True)
class Told:
    """One row of a case with all it says: its kind, key and part, and its plain columns by name."""

    thing: str
    pk: int
    part: str
    fields: dict[str, Any]
    words: list[str]


def told(sight: Sight) -> list[Told]:
    """Every text of the case, as far as the person, or who represents her, may see it; by kind, newest first.

    One query for each kind.
    """
    kinds = [one for one in kinds_seen(sight) if sight.has("subject") or one in SHARED_KINDS]
    return [_told(erasables()[one], row) for one in kinds for row in erasables()[one].rows(sight.case.pk)]


def _told(kind: Erasable, row: Any) -> Told:
    plain = [one.name for one in row._meta.concrete_fields if not one.is_relation and one.name not in NOT_TOLD]
    fields = {name: getattr(row, name) for name in plain if getattr(row, name) not in ("", None)}
    words = [text for column in kind.columns if (text := getattr(row, column))]
    return Told(kind.name, row.pk, kind.part, fields, words)


def part_of(thing: str) -> Part | None:
    """The part of a case a kind of text belongs to; None for an unknown kind."""
    kind = erasables().get(thing)
    return Part(kind.part) if kind else None


def erasures_of(case: Case) -> list[Erasure]:
    """What has been erased in the case, newest first."""
    return list(Erasure.objects.filter(case=case))


def kept_for() -> Span | None:
    """How long a closed case is kept, by the routine in force today; None when it does not say."""
    version = in_force(versions(), today())
    span: Span | None = version.routine.setting(KEPT) if version is not None else None
    return span


def kept_until(ended_on: date) -> date | None:
    """The last day a case that ended then is kept; None when the routine does not say."""
    span = kept_for()
    return span.after(ended_on) if span is not None else None


def closed_cases() -> QuerySet[Case]:
    """Closed cases that have not been erased, those that ended first, first."""
    found = Case.objects.filter(ended_on__isnull=False, erased_on__isnull=True).select_related("subject")
    return found.order_by("ended_on", "id")


def counted(case: Case) -> dict[str, int]:
    """How many rows of each kind hold words in the case; kinds without any are left out. One query."""
    rows = [
        one.rows(case.pk).order_by().annotate(of_kind=Value(one.name)).values("of_kind").annotate(rows=Count("pk"))
        for one in erasables().values()
    ]
    found = rows[0].union(*rows[1:], all=True)
    return {one["of_kind"]: one["rows"] for one in found if one["rows"]}


def facts(case_ids: Iterable[int]) -> list[Fact]:
    """Requests, and that they are answered."""
    found: list[Fact] = []
    for one in Request.objects.filter(case__in=list(case_ids)):
        own = f"rights-{one.pk}"
        asked, answered = ("log_question", "log_question_answered")
        if one.kind != RequestKind.LOG:
            asked, answered = ("rights_request", "rights_answered")
        attrs = {"cancelled": one.withdrawn_on} | ({} if one.kind == RequestKind.LOG else {"about": one.kind})
        found.append(Fact(asked, own, one.received_on, f"case-{one.case_id}", attrs=attrs))
        if one.answered_on is not None:
            found.append(Fact(answered, f"{own}-answered", one.answered_on, own))
    return found
