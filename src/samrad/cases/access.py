"""Who sees which part of a case, and why: answered here, once, for the whole house.

A *ground* is one reason to see cases (subject, coordinator, seat with consent, registry …). It is
one relation, written once as SQL: which case, which holder, which parts. The packages that give a
reason register it. Every question is a reading of those relations: by holder (`visible_to`), by
both (`sight`, `may_see`), by case (`who_may_see`). So the three answers cannot disagree.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, JSONField, Q, QuerySet
from django.db.models.expressions import RawSQL

from samrad.accounts.rules import Actor, Capacity
from samrad.cases.models import Case
from samrad.cases.rules import ALL_PARTS, LifeArea, Part
from samrad.kernel.clock import day_of, now
from samrad.kernel.errors import Refused
from samrad.people.rules import latest_birth

Areas = frozenset[LifeArea] | None
YOUTH_AGE = 16
ADULT_AGE = 18


@dataclass(frozen=True)
class Sees:
    """The parts that may be seen, each with its life areas (None = all of them)."""

    parts: Mapping[Part, Areas] = field(default_factory=dict)

    def holds(self, part: Part, area: LifeArea | str | None = None) -> bool:
        """Whether `part` may be seen, and in it `area` when one is named."""
        if part not in self.parts:
            return False
        areas = self.parts[part]
        return areas is None or area is None or area in areas

    def joined(self, other: "Sees") -> "Sees":
        """What two grounds amount to together."""
        parts = dict(self.parts)
        for part, areas in other.parts.items():
            mine = parts.get(part, frozenset())
            parts[part] = None if areas is None or mine is None else mine | areas
        return Sees(parts)


NOTHING = Sees()
EVERYTHING = Sees(dict.fromkeys(ALL_PARTS))
BY_AREA = frozenset({Part.GOALS, Part.MINUTES})


def _sees(parts: list[str] | None, areas: list[str] | None) -> Sees:
    if parts is None:
        return EVERYTHING
    narrowed: Areas = frozenset(LifeArea(area) for area in areas) if areas else None
    return Sees({Part(part): narrowed if Part(part) in BY_AREA else None for part in parts})


def current(alias: str) -> str:
    """SQL: the row's `started_on` and `ended_on` hold the day that is asked for."""
    return f"({alias}.started_on <= %(day)s AND ({alias}.ended_on IS NULL OR {alias}.ended_on >= %(day)s))"


@dataclass(frozen=True)
class Ground:
    """One reason to see cases.

    `relation` is a SELECT of case_id, holder_id, parts (NULL = all, '{}' = none but that the case
    exists), areas (NULL or '{}' = all) and name, unit of the holder. It may use %(at)s, %(day)s, %(without)s (ids of
    grants of consent that are left out), %(born_16)s and %(born_18)s (the latest birth date of that age).
    `holder_id` is the employment or the personal access of somebody acting in `capacity`.
    """

    name: str
    sentence: str
    capacity: Capacity
    relation: str


@dataclass(frozen=True)
class Holder:
    """Somebody who may see a case, as told to people; matched to an actor by capacity and id."""

    capacity: Capacity
    capacity_id: int
    name: str
    unit: str
    ground: str
    sentence: str
    sees: Sees


_grounds: dict[str, Ground] = {}


def register_ground(ground: Ground) -> None:
    """Adds a reason to see cases. Called in `apps.ready` of the package that owns the reason."""
    _grounds[ground.name] = ground


def grounds() -> Mapping[str, Ground]:
    """Every registered ground by name."""
    return _grounds


@dataclass(frozen=True)
class Sight:
    """What one actor may see of one case, and on which grounds, at one instant."""

    case: Case
    grounds: tuple[str, ...]
    sees: Sees

    def may(self, part: Part, area: LifeArea | str | None = None) -> bool:
        """Whether the part (and life area) may be seen."""
        return self.sees.holds(part, area)

    def has(self, *names: str) -> bool:
        """Whether one of these grounds is among the actor's."""
        return any(name in self.grounds for name in names)

    @property
    def whole(self) -> bool:
        """Whether all of the case may be seen: every part, in every life area."""
        return self.sees == EVERYTHING

    @property
    def without_group(self) -> bool:
        """Whether the actor acts for the person and does not see her group: a mandate for economy only, or a decision.

        Personal matters, and the units, places and times that tell where she is, are kept from such a one as well.
        """
        return self.has("representative") and not self.may(Part.TEAM)

    @property
    def ground(self) -> str:
        """The ground the reading log names: the first by registration."""
        return self.grounds[0]


# ── the three questions ──────────────────────────────────────────────────────


def _values(at: datetime, **more: Any) -> dict[str, Any]:
    day = day_of(at)
    return {
        "at": at,
        "day": day,
        "born_16": latest_birth(YOUTH_AGE, day),
        "born_18": latest_birth(ADULT_AGE, day),
        "without": [],
        **more,
    }


def _of(capacity: Capacity, names: tuple[str, ...] = ()) -> list[Ground]:
    return [g for g in _grounds.values() if g.capacity is capacity and (not names or g.name in names)]


def held(actor: Actor, at: datetime, *names: str) -> RawSQL:
    """The ids of the cases the actor has a ground in (one of `names`, else any), for `pk__in` and the like."""
    relations = _of(actor.capacity, names)
    if not relations:
        return RawSQL("SELECT NULL::bigint WHERE false", [])
    sql = " UNION ".join(
        f"SELECT r.case_id FROM ({ground.relation}) r WHERE r.holder_id = %(holder)s" for ground in relations
    )
    return RawSQL(*_positional(sql, _values(at, holder=actor.capacity_id)))  # noqa: S611


_NAMED = re.compile(r"%\((\w+)\)s")


def _positional(sql: str, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
    return _NAMED.sub("%s", sql), [values[name] for name in _NAMED.findall(sql)]


def visible_to(actor: Actor, at: datetime | None = None) -> QuerySet[Case]:
    """The cases the actor may see at all (their existence, the person, the coordinator)."""
    return Case.objects.filter(Q(pk__in=held(actor, at or now())))


def sight(actor: Actor, case_id: int, at: datetime | None = None) -> Sight | None:
    """What the actor may see of the case; None when nothing, also when there is no such case. One query."""
    return next(iter(_sights(Case.objects.filter(pk=case_id), actor, at or now())), None)


def own_sights(actor: Actor, at: datetime | None = None, **more: Any) -> list[Sight]:
    """What the person, or somebody on her behalf, may see of each of her cases; one that goes on first.

    One query, which brings `more` (expressions) along on the cases. Only for these two capacities:
    others have too many cases to see at once.
    """
    if actor.capacity not in (Capacity.SELF, Capacity.ON_BEHALF):
        return []
    cases = Case.objects.filter(subject=actor.person_id).annotate(**more)
    return _sights(cases.order_by(F("ended_on").desc(nulls_first=True), "-id"), actor, at or now())


def _sights(cases: QuerySet[Case], actor: Actor, at: datetime) -> list[Sight]:
    """What the actor may see of each of the cases, those left out of which nothing may be seen. One query."""
    relations = _of(actor.capacity)
    if not relations:
        return []
    rows = " UNION ALL ".join(
        f"SELECT '{ground.name}' AS ground, r.parts::text[] AS parts, r.areas::text[] AS areas "
        f"FROM ({ground.relation}) r WHERE r.case_id = cases_case.id AND r.holder_id = %(holder)s"
        for ground in relations
    )
    query = f"(SELECT jsonb_agg(g) FROM ({rows}) g)"
    held_by = RawSQL(*_positional(query, _values(at, holder=actor.capacity_id)), output_field=JSONField())  # noqa: S611
    found = cases.select_related("subject", "responsible_unit").annotate(held=held_by)
    return [_sight(case, case.held) for case in found if case.held]


def _sight(case: Case, rows: list[dict[str, Any]]) -> Sight:
    sees, found = NOTHING, {row["ground"] for row in rows}
    for row in rows:
        sees = sees.joined(_sees(row["parts"], row["areas"]))
    return Sight(case, tuple(name for name in _grounds if name in found), sees)


def may_see(
    actor: Actor, case: Case, part: Part | None = None, area: LifeArea | None = None, at: datetime | None = None
) -> bool:
    """Whether the actor may see the case, or the named part (and life area) of it."""
    found = sight(actor, case.pk, at)
    return found is not None and (part is None or found.may(part, area))


def who_may_see(
    case: Case, part: Part | None = None, area: LifeArea | None = None, at: datetime | None = None
) -> list[Holder]:
    """Everybody who may see the case, or the named part of it, each with the ground in words.

    Somebody with several grounds stands once for each.
    """
    found = [_holder(row) for row in _rows(_everybody(0), _values(at or now(), case=case.pk))]
    return [one for one in found if part is None or one.sees.holds(part, area)]


def now_and_then(case: Case, without: Iterable[int], at: datetime) -> tuple[list[Holder], list[Holder]]:
    """Who may see the case at the instant, and who would if these grants of consent were taken back. One query."""
    values = _values(at, case=case.pk, left_out=list(without))
    rows = _rows(f"{_everybody(0)} UNION ALL {_everybody(1).replace('%(without)s', '%(left_out)s')}", values)
    return [_holder(row) for row in rows if row[6] == 0], [_holder(row) for row in rows if row[6] == 1]


def _everybody(mark: int) -> str:
    return " UNION ALL ".join(
        f"SELECT '{ground.name}', r.holder_id, r.name, r.unit, r.parts::text[], r.areas::text[], {mark} "
        f"FROM ({ground.relation}) r WHERE r.case_id = %(case)s"
        for ground in _grounds.values()
    )


def _rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _holder(row: tuple[Any, ...]) -> Holder:
    ground = _grounds[row[0]]
    return Holder(ground.capacity, row[1], row[2], row[3], row[0], ground.sentence, _sees(row[4], row[5]))


# ── policies of operations ───────────────────────────────────────────────────

LEADING = ("coordinator", "stand_in")
OFFICE = ("registry",)
PERSONAL = ("subject", "representative")


def allow(*names: str, closed: bool = False, personal: bool = False, sees: Part | None = None) -> Callable[..., None]:
    """A policy: the actor must have one of the grounds in the case the operation is about.

    `sees` names a part that must be seen as well: a representative for economy does not write the
    plan. `personal` keeps out who acts for the person without seeing her group. A closed case refuses every
    operation but those made with `closed=True`.
    """

    def check(*, actor: Actor, **arguments: Any) -> None:
        case_id = _case_id(arguments)
        if actor.capacity is Capacity.SYSTEM:
            return
        found = sight(actor, case_id)
        if found is None or not found.has(*names) or (sees is not None and not found.may(sees)):
            raise Refused
        if personal and found.without_group:
            raise Refused
        if found.case.ended_on is not None and not closed:
            raise Refused("Saken er avsluttet og kan ikke endres.")

    vars(check).update(grounds=names, closed=closed, personal=personal, sees=sees)
    return check


def _case_id(arguments: Mapping[str, Any]) -> int:
    case = arguments.get("case")
    if isinstance(case, Case):
        return case.pk
    for value in arguments.values():
        case_id = getattr(value, "case_id", None)
        if isinstance(case_id, int):
            return case_id
    raise Refused


# ── the grounds that people themselves have ──────────────────────────────────

SUBJECT = Ground(
    "subject",
    "Saken gjelder personen selv.",
    Capacity.SELF,
    f"""
    SELECT c.id AS case_id, a.id AS holder_id, NULL::varchar[] AS parts, NULL::varchar[] AS areas,
           p.given_name || ' ' || p.family_name AS name, '' AS unit
    FROM cases_case c
    JOIN accounts_personalaccess a ON a.person_id = c.subject_id AND {current("a")}
    JOIN people_person p ON p.id = c.subject_id
    """,
)

CARING = "m.mandate IN ('parental', 'child_welfare', 'foster')"

BY_RULE = f"""(CASE WHEN {CARING} AND p.born_on <= %(born_16)s THEN ARRAY['team', 'services']
                     WHEN {CARING} OR m.scopes @> '["personal"]' THEN NULL
                     ELSE ARRAY['services'] END)"""

# Those who care for a child see all of its case until 16, then what they need to care for the youth (the team and
# services) until 18; a guardian or attorney sees by scope, next of kin nothing (law L-CO-01 to L-CO-14).
# A reasoned decision may leave fewer parts, never more.
REPRESENTATIVE = Ground(
    "representative",
    "Representerer personen saken gjelder.",
    Capacity.ON_BEHALF,
    f"""
    SELECT c.id AS case_id, a.id AS holder_id,
           CASE WHEN m.parts IS NULL THEN {BY_RULE}
                ELSE ARRAY(SELECT x FROM unnest(m.parts) x WHERE {BY_RULE} IS NULL OR x = ANY({BY_RULE}))
           END AS parts,
           NULL::varchar[] AS areas, r.given_name || ' ' || r.family_name AS name, '' AS unit
    FROM cases_case c
    JOIN people_person p ON p.id = c.subject_id
    JOIN people_representation m ON m.subject_id = p.id AND m.insight AND {current("m")}
    JOIN people_relatedperson r ON r.id = m.related_person_id
    JOIN accounts_personalaccess a ON a.related_person_id = r.id AND {current("a")}
    WHERE m.mandate <> 'next_of_kin' AND NOT ({CARING} AND p.born_on IS NOT NULL AND p.born_on <= %(born_18)s)
    """,
)

# Handling an application goes on for two weeks after the decision, so that the letter can be sent.
IN_HANDLING = """
    (EXISTS (SELECT 1 FROM cases_neednotice n WHERE n.case_id = c.id AND n.answered_on IS NULL)
     OR EXISTS (SELECT 1 FROM cases_application s WHERE s.case_id = c.id AND s.withdrawn_on IS NULL
                AND NOT EXISTS (SELECT 1 FROM cases_decision d WHERE d.application_id = s.id
                                AND d.decided_on < %(day)s - 14)))
"""
