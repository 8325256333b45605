"""Finding cases, what is being handled, and the facts that cases themselves give."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from samrad.accounts.models import OneTimeCode, PersonalAccess, ProviderIdentity
from samrad.accounts.queries import current_accesses
from samrad.accounts.rules import Actor, CodePurpose
from samrad.cases.access import Sight, own_sights, visible_to
from samrad.cases.models import (
    Application,
    Case,
    Decision,
    InformationGiven,
    NeedAssessment,
    NeedNotice,
    Pause,
)
from samrad.cases.rules import EndReason, Part, Told
from samrad.duties.facts import Fact
from samrad.kernel.clock import today
from samrad.people.models import Person, RelatedPerson, Representation
from samrad.people.rules import sort_key


def cases_of_person(person: Person) -> Iterable[int]:
    """The ids of all cases about the person."""
    return Case.objects.filter(subject_id=person.pk).values_list("id", flat=True)


def cases_by_id(case_ids: Iterable[int]) -> dict[int, Case]:
    """The cases with these ids, with the person."""
    return Case.objects.select_related("subject").in_bulk(list(case_ids))


def all_case_ids() -> list[int]:
    """Every case of the tenant, by id."""
    return list(Case.objects.order_by("id").values_list("id", flat=True))


def open_case_ids() -> list[int]:
    """Every case of the tenant that goes on, by id."""
    return list(Case.objects.filter(ended_on__isnull=True).order_by("id").values_list("id", flat=True))


def stale_case_ids() -> list[int]:
    """The cases whose duties or messages could not be brought up to date, the longest waiting first."""
    return list(Case.objects.filter(stale_since__isnull=False).order_by("stale_since").values_list("id", flat=True))


def current_representations(person: Person, on: date) -> QuerySet[Representation]:
    """Who may act for the person on the day, with insight or without."""
    return Representation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on), subject=person, started_on__lte=on
    ).select_related("related_person")


def current_case(person: Person) -> Case | None:
    """The person's case that goes on, if there is one."""
    return Case.objects.filter(subject=person, ended_on__isnull=True).first()


def earlier_case_on(person: Person, day: date) -> bool:
    """Whether a case of the person that has ended lasted to the day or longer."""
    wrong = (EndReason.MERGED, EndReason.WRONG_PERSON)
    return Case.objects.filter(subject=person, ended_on__gte=day).exclude(end_reason__in=wrong).exists()


def unanswered_notices() -> QuerySet[NeedNotice]:
    """The queue of notices, oldest first."""
    return (
        NeedNotice.objects.filter(answered_on__isnull=True, case__ended_on__isnull=True)
        .select_related("case__subject")
        .order_by("received_on", "id")
    )


def notices_of(case: Case) -> list[NeedNotice]:
    """The notices of a case, oldest first."""
    return list(NeedNotice.objects.filter(case=case).order_by("received_on", "id"))


def notice_in(case: Case, notice_id: int) -> NeedNotice | None:
    """A notice of the case."""
    return NeedNotice.objects.filter(case=case, pk=notice_id).first()


def application_in(case: Case, application_id: int) -> Application | None:
    """An application of the case, with its decision."""
    return Application.objects.filter(case=case, pk=application_id).select_related("decision", "by_related").first()


def case_numbered(number: str) -> Case | None:
    """The municipality's case with that number, with the person."""
    return Case.objects.filter(number=number.strip()).select_related("subject").first()


def likely_same(case: Case) -> list[Case]:
    """Other cases that go on and may be about the same person: same name, or same birth date and given name."""
    person = case.subject
    same = Q(subject__sort_key=person.sort_key)
    if person.born_on is not None:
        same |= Q(subject__born_on=person.born_on, subject__given_name__iexact=person.given_name)
    found = Case.objects.filter(same, ended_on__isnull=True).exclude(pk=case.pk)
    return list(found.select_related("subject").order_by("opened_on", "pk")[:5])


def applications_of(case: Case) -> list[Application]:
    """The applications of a case with their decisions, newest first."""
    return list(
        Application.objects.filter(case=case).select_related("decision", "by_related").order_by("-received_on", "-id")
    )


@dataclass(frozen=True)
class Applied:
    """An application, and how it ended; `complain_until` is the last day to complain."""

    pk: int
    wish: str
    received_on: date
    withdrawn_on: date | None
    outcome: str
    decided_on: date | None
    complain_until: date | None


@dataclass(frozen=True)
class OwnCase:
    """A case to the person, or somebody on her behalf: what may be seen, who is near, what was applied for."""

    sight: Sight
    near: list[RelatedPerson]
    applied: list[Applied]


NEAR = ("id", "subject_id", "given_name", "family_name", "relation", "phone", "email")


def own_cases(actor: Actor) -> list[OwnCase]:
    """The cases of the person who acts or is acted for; one that goes on first. One query.

    Those near are the ones she wants to take part. Applications stand newest first, when they may be seen.
    """
    near = RelatedPerson.objects.filter(subject=OuterRef("subject"), wanted=True).order_by("id")
    applied = Application.objects.filter(case=OuterRef("pk")).order_by("-received_on", "-id")
    sights = own_sights(
        actor,
        near_rows=ArraySubquery(near.values(row=JSONObject(**{name: name for name in NEAR}))),
        applied_rows=ArraySubquery(
            applied.values(
                row=JSONObject(
                    pk="pk", wish="wish", received_on="received_on", withdrawn_on="withdrawn_on",
                    outcome="decision__outcome", decided_on="decision__decided_on", weeks="decision__complaint_weeks",
                )
            )
        ),
    )  # fmt: skip
    return [_own_case(sight) for sight in sights]


def _own_case(sight: Sight) -> OwnCase:
    case: Any = sight.case
    rows = case.applied_rows if sight.may(Part.DECISION) else []
    return OwnCase(sight, [RelatedPerson(**row) for row in case.near_rows], [_applied(row) for row in rows])


def _applied(row: dict[str, Any]) -> Applied:
    decided = _day(row["decided_on"])
    until = decided + timedelta(weeks=row["weeks"]) if decided else None
    received = date.fromisoformat(row["received_on"])
    return Applied(row["pk"], row["wish"], received, _day(row["withdrawn_on"]), row["outcome"] or "", decided, until)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def assessments_of(case: Case) -> list[NeedAssessment]:
    """The assessments of a case, newest first."""
    return list(NeedAssessment.objects.filter(case=case).order_by("-assessed_on", "-id"))


def told_in(case: Case) -> list[InformationGiven]:
    """What the person of a case was told and given, newest first."""
    return list(InformationGiven.objects.filter(case=case).order_by("-given_on", "-id"))


def undecided_applications() -> QuerySet[Application]:
    """The queue of applications, oldest first."""
    return (
        Application.objects.filter(decision__isnull=True, withdrawn_on__isnull=True, case__ended_on__isnull=True)
        .select_related("case__subject")
        .order_by("received_on", "id")
    )


def next_number(opened_on: date) -> str:
    """The next case number of the year: "2026/17"."""
    start = f"{opened_on.year}/"
    numbers = Case.objects.filter(number__startswith=start).values_list("number", flat=True)
    taken = [int(number.removeprefix(start)) for number in numbers if number.removeprefix(start).isdigit()]
    return f"{start}{max(taken, default=0) + 1}"


TOLD_ACT = {
    Told.BOOKLET: "booklet_given",
    Told.COORDINATOR_RIGHT: "coordinator_right_told",
    Told.PLAN_RIGHT: "plan_right_told",
}


def facts(case_ids: list[int]) -> list[Fact]:
    """Case, person, representations, notices, applications, decisions and what the person was told."""
    found: list[Fact] = []
    for case in Case.objects.filter(pk__in=case_ids).select_related("subject"):
        found.extend(_case_facts(case))
    for one in Representation.objects.filter(subject__cases__in=case_ids).values_list(
        "id", "started_on", "ended_on", "mandate", "insight", "subject__cases"
    ):
        found.append(
            Fact("representation", f"representation-{one[0]}-{one[5]}", one[1], f"case-{one[5]}",
                 attrs={"ended": one[2], "mandate": one[3], "insight": one[4]})
        )  # fmt: skip
    for notice in NeedNotice.objects.filter(case__in=case_ids):
        found.extend(_notice_facts(notice))
    for assessment in NeedAssessment.objects.filter(case__in=case_ids):
        found.append(
            Fact("need_assessed", f"assessment-{assessment.pk}", assessment.assessed_on,
                 f"case-{assessment.case_id}", attrs={"lasting": assessment.lasting})
        )  # fmt: skip
    for told in InformationGiven.objects.filter(case__in=case_ids):
        found.append(Fact(TOLD_ACT[Told(told.what)], f"information-{told.pk}", told.given_on, f"case-{told.case_id}"))
    for application in Application.objects.filter(case__in=case_ids):
        found.append(
            Fact("application", f"application-{application.pk}", application.received_on,
                 f"case-{application.case_id}",
                 attrs={"wants": application.wish, "cancelled": application.withdrawn_on})
        )  # fmt: skip
    for decision in Decision.objects.filter(case__in=case_ids).select_related("application"):
        found.append(
            Fact("decision", f"decision-{decision.pk}", decision.decided_on, f"application-{decision.application_id}",
                 attrs={"about": decision.application.wish, "outcome": decision.outcome,
                        "application": f"application-{decision.application_id}"})
        )  # fmt: skip
    for pause in Pause.objects.filter(case__in=case_ids):
        found.append(
            Fact("paused", f"pause-{pause.pk}", pause.started_on, f"case-{pause.case_id}",
                 attrs={"ended": pause.ended_on})
        )  # fmt: skip
    return found


def _case_facts(case: Case) -> list[Fact]:
    merged = case.end_reason in (EndReason.MERGED, EndReason.WRONG_PERSON)
    person = case.subject
    found = [
        Fact("case", f"case-{case.pk}", case.opened_on, attrs={
            "ended": None if merged else case.ended_on,
            "cancelled": case.ended_on if merged else None,
            "end_reason": case.end_reason or None,
            "followed_from": case.followed_from,
            "interpreter": case.interpreter_needed,
            "wants_plan": {"wants": True, "declines": False}.get(case.plan_wish),
        }),
        Fact("person", f"person-{case.pk}", person.born_on or person.expected_on, f"case-{case.pk}",
             attrs={"expected": person.born_on is None and person.expected_on is not None,
                    "died": person.died_on}),
    ]  # fmt: skip
    if case.interpreter_mapped_on:
        found.append(
            Fact("interpreter_mapped", f"interpreter-{case.pk}", case.interpreter_mapped_on, f"case-{case.pk}",
                 attrs={"needed": case.interpreter_needed})
        )  # fmt: skip
    return found


def _notice_facts(notice: NeedNotice) -> list[Fact]:
    own = f"notice-{notice.pk}"
    found = [
        Fact("notice", own, notice.received_on, f"case-{notice.case_id}",
             attrs={"channel": notice.channel, "from_hospital": notice.from_hospital,
                    "person_told": notice.person_told_on is not None
                    and notice.person_told_on <= notice.received_on})
    ]  # fmt: skip
    if notice.answered_on:
        found.append(Fact("notice_answered", f"{own}-answered", notice.answered_on, own))
    if notice.person_told_on:
        found.append(Fact("person_told", f"{own}-told", notice.person_told_on, own))
    return found


def cases_to_show(case_ids: Any) -> QuerySet[Case]:
    """Cases that go on among the ids (a subquery), with the person, by name."""
    return (
        Case.objects.filter(pk__in=case_ids, ended_on__isnull=True)
        .select_related("subject")
        .order_by("subject__sort_key")
    )


def related_of(case: Case) -> list[Any]:
    """Those near the person, each with `current`: what lets them act for her today."""
    on = today()
    holding = Representation.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on)
    return list(
        RelatedPerson.objects.filter(subject=case.subject_id)
        .prefetch_related(Prefetch("representations", holding, to_attr="current"))
        .order_by("id")
    )


def accesses_in(case: Case) -> list[PersonalAccess]:
    """Who of the person and those near has an own way in today. One query.

    Each tells when a code was handed over that is not used (`handed_at`), and whether it is by an eID (`outside`).
    """
    handed = OneTimeCode.objects.filter(user=OuterRef("user"), purpose=CodePurpose.FIRST, used_at__isnull=True)
    outside = ProviderIdentity.objects.filter(user=OuterRef("user"))
    found = current_accesses(today()).filter(Q(person=case.subject_id) | Q(related_person__subject=case.subject_id))
    return list(
        found.annotate(handed_at=Subquery(handed.values("made_at")[:1]), outside=Exists(outside))
        .select_related("user", "person", "related_person")
        .order_by("id")
    )


def access_in(case: Case, access_id: int) -> PersonalAccess | None:
    """One of those ways in, by its key."""
    return next((one for one in accesses_in(case) if one.pk == access_id), None)


def near(case: Case) -> list[RelatedPerson]:
    """Those near the person whom she wants to take part. One query."""
    return list(RelatedPerson.objects.filter(subject=case.subject_id, wanted=True).order_by("id"))


def kept_away(on: date) -> QuerySet[Representation]:
    """Representations on the day whose insight is taken by decision, or limited so that the group is not seen.

    Whoever has one is not asked to meetings nor told of them: their time and place say where the person is.
    """
    closed = Q(insight=False) | (Q(parts__isnull=False) & ~Q(parts__contains=[Part.TEAM]))
    return Representation.objects.filter(closed, Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on)


def kept_away_of(case: Case) -> frozenset[int]:
    """The ids of those near the person who are kept away by decision today."""
    return frozenset(kept_away(today()).filter(subject=case.subject_id).values_list("related_person_id", flat=True))


def askable(case: Case) -> list[Any]:
    """Those near the person, each with `withheld`: insight is taken from who may act for her today. One query."""
    closed = kept_away(today()).filter(related_person=OuterRef("pk"))
    return list(RelatedPerson.objects.filter(subject=case.subject_id).annotate(withheld=Exists(closed)).order_by("id"))


def representation_in(case: Case, representation_id: int) -> Representation | None:
    """A representation of the case's person."""
    return (
        Representation.objects.filter(pk=representation_id, subject=case.subject_id)
        .select_related("related_person")
        .first()
    )


def open_pause(case: Case) -> Pause | None:
    """The pause the case is in, without an end."""
    return Pause.objects.filter(case=case, ended_on__isnull=True).first()


def find_cases(actor: Actor, text: str, at: datetime) -> QuerySet[Case]:
    """The cases the actor may see whose number, or a word of the person's name, begins with each word of `text`.

    Letters are compared as in `people.rules.sort_key`: "ante" finds "Ánte". Those that go on first, then by name.
    """
    found = visible_to(actor, at).select_related("subject")
    for word in text.split():
        key = sort_key(word, "").strip()
        begins = Q(number__startswith=word) | Q(subject__sort_key__startswith=key)
        inside = Q(subject__sort_key__contains=f" {key}") | Q(subject__sort_key__contains=f"-{key}")
        found = found.filter(begins | inside)
    return found.order_by(F("ended_on").desc(nulls_first=True), "subject__sort_key", "pk")
