"""A large municipality out of the demo's own: its cases copied with other people, in other districts.

The recipes tell each stage once, through the operations; telling two thousand that way takes the
better part of an hour. Here the rows of the told cases are copied by the database, with new keys:
copy number `c` of a row has the key of the row plus `c` times the highest key of its table. Units
and staff are copied too, once for each district, so that no coordinator has hundreds of cases.
The copies are stale until their duties are derived, so that a load that is broken off is finished by
the worker.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, connections
from django.db.models import ForeignKey, Model

from samrad.commands.demo.people import FAMILY, GIVEN
from samrad.kernel.operation import lock_cases, project
from samrad.kernel.tenant import tenant
from samrad.people.rules import sort_key

PER_DISTRICT = 100
PROJECTED_AT_ONCE = 100
SAID_EVERY = 500
OF_A_PERSON = ("people.Person", "people.RelatedPerson", "people.Representation")
STAFF = ("agencies.Unit", "accounts.Employment", "coordinators.CourseTaken", "routines.RoutineReading")
LEFT_OUT = ("worklist.DutyRow",)
SPECIAL = {
    ("cases.Case", "number"): (
        "split_part(t.number, '/', 1) || '/' || (1000 + c * 50 + split_part(t.number, '/', 2)::int)"
    ),
    ("cases.Case", "stale_since"): "now()",
    ("people.Person", "identity_sealed"): "NULL",
    ("people.Person", "identity_index"): "NULL",
    ("people.RelatedPerson", "identity_sealed"): "NULL",
    ("people.RelatedPerson", "identity_index"): "NULL",
    ("agencies.Unit", "name"): "t.name || ' ' || (c + 1)",
    ("accounts.Employment", "user"): "NULL",
    ("accounts.Employment", "email"): "replace(t.email, '@', '.' || (c + 1) || '@')",
}


@dataclass(frozen=True)
class _Plan:
    """What is copied how many times, and the highest key of each table before it."""

    case_ids: list[int]
    times: int
    districts: int
    highest: dict[str, int]
    kept_units: list[int]


def multiply(municipality_id: int, count: int, say: Callable[[str], None]) -> None:
    """Adds about `count` cases to the municipality. Says how it goes."""
    with tenant(municipality_id):
        new = _copy_all(count, say)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    for start in range(0, len(new), PROJECTED_AT_ONCE):
        chunk = frozenset(new[start : start + PROJECTED_AT_ONCE])
        with tenant(municipality_id):
            lock_cases(chunk)
            project(chunk)
        done = start + len(chunk)
        if done % SAID_EVERY == 0 or done == len(new):
            say(f"  plikter i {done} av {len(new)} saker")


def _copy_all(count: int, say: Callable[[str], None]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case WHERE end_reason <> 'merged' ORDER BY id")
        case_ids = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT id FROM agencies_unit WHERE kind IN ('coordinating_unit', 'administration')")
        kept = [row[0] for row in cursor.fetchall()]
    times = -(-count // len(case_ids))
    plan = _Plan(case_ids, times, max(1, count // PER_DISTRICT), _highest(), kept)
    say(f"Kopierer {len(case_ids)} saker {times} ganger, i {plan.districts} distrikter …")
    _history_is_copied_too()
    for model in _models(STAFF):
        _copy(model, plan, range(1, plan.districts), _of_staff(model, plan))
    for model in [*_models(OF_A_PERSON), *_of_cases()]:
        _copy(model, plan, range(1, times + 1), _of_case(model, plan))
    _other_names(plan)
    _move_sequences()
    return _new_cases(plan)


def _history_is_copied_too() -> None:
    """Keeps the triggers from writing a history of the copies' own, to the end of the transaction."""
    names = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{names}}}"])


def _models(labels: tuple[str, ...]) -> list[type[Model]]:
    return [apps.get_model(label) for label in labels]


def _of_cases() -> Iterator[type[Model]]:
    case = apps.get_model("cases.Case")
    yield case
    for model in apps.get_models():
        named = {field.name: field for field in model._meta.concrete_fields}
        owned = isinstance(named.get("case"), ForeignKey) and named["case"].related_model is case
        if (owned and model._meta.label not in LEFT_OUT) or model._meta.label == "papers.PaperContent":
            yield model


def _highest() -> dict[str, int]:
    """Above every key given so far in each table, also those of other municipalities, which are not seen here."""
    found = {}
    with connection.cursor() as cursor:
        for model in _copied():
            cursor.execute(f"SELECT last_value + 1 FROM {_sequence(model)}")
            found[model._meta.db_table] = cursor.fetchone()[0]
    return found


def _copied() -> list[type[Model]]:
    return [*_models(OF_A_PERSON), *_of_cases(), *_models(STAFF)]


def _key(model: type[Model]) -> str:
    key = model._meta.pk
    assert key is not None
    assert key.column is not None
    return key.column


def _sequence(model: type[Model]) -> str:
    return f"{model._meta.db_table}_{_key(model)}_seq"


def _of_staff(model: type[Model], plan: _Plan) -> str:
    if model._meta.label == "agencies.Unit":
        return f"t.id <> ALL(ARRAY{plan.kept_units}::bigint[])"
    if model._meta.label == "accounts.Employment":
        return f"t.unit_id <> ALL(ARRAY{plan.kept_units}::bigint[])"
    return (
        "t.employment_id IN (SELECT e.id FROM accounts_employment e "
        f"WHERE e.unit_id <> ALL(ARRAY{plan.kept_units}::bigint[]))"
    )


def _of_case(model: type[Model], plan: _Plan) -> str:
    cases = f"ARRAY{plan.case_ids}::bigint[]"
    people = f"(SELECT k.subject_id FROM cases_case k WHERE k.id = ANY({cases}))"
    label = model._meta.label
    if label == "cases.Case":
        return f"t.id = ANY({cases})"
    if label == "people.Person":
        return f"t.id IN {people}"
    if label in OF_A_PERSON:
        return f"t.subject_id IN {people}"
    if label == "papers.PaperContent":
        return f"t.paper_id IN (SELECT p.id FROM papers_paper p WHERE p.case_id = ANY({cases}))"
    return f"t.case_id = ANY({cases})"


def _copy(model: type[Model], plan: _Plan, copies: range, which: str) -> None:
    table = model._meta.db_table
    columns = [f'"{field.column}"' for field in model._meta.concrete_fields]
    values = [_value(model, field, plan) for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
            f"FROM {table} t CROSS JOIN generate_series({copies.start}, {copies.stop - 1}) AS c "
            f"WHERE t.{_key(model)} < {plan.highest[table]} AND {which}"
        )


def _value(model: type[Model], field: Any, plan: _Plan) -> str:
    column, table = f't."{field.column}"', model._meta.db_table
    if field.primary_key:
        return f"{column} + c * {plan.highest[table]}"
    special = SPECIAL.get((model._meta.label, field.name))
    if special:
        return special
    if field.name == "id" and hasattr(model, "pgh_obj"):
        return f"{column} + c * {plan.highest[_tracked(model)]}"
    if isinstance(field, ForeignKey):
        target = field.related_model._meta.db_table
        if target == "accounts_user":
            return "NULL"
        if target in ("agencies_unit", "accounts_employment"):
            return _staff_key(column, target, plan, own=table in _staff_tables())
        if target in plan.highest:
            return f"{column} + c * {plan.highest[target]}"
    return column


def _staff_tables() -> set[str]:
    return {model._meta.db_table for model in _models(STAFF)}


def _staff_key(column: str, target: str, plan: _Plan, *, own: bool) -> str:
    """A key of staff in the copy's district; the coordinating unit and the administration are one for all."""
    district = "c" if own else f"(c % {plan.districts})"
    kept = f"SELECT e.id FROM accounts_employment e WHERE e.unit_id = ANY(ARRAY{plan.kept_units}::bigint[])"
    stays = (
        f"{column} = ANY(ARRAY{plan.kept_units}::bigint[])" if target == "agencies_unit" else f"{column} IN ({kept})"
    )
    return f"CASE WHEN {stays} THEN {column} ELSE {column} + {district} * {plan.highest[target]} END"


def _tracked(history: type[Model]) -> str:
    tracked = history._meta.get_field("pgh_obj").related_model
    assert isinstance(tracked, type)
    return tracked._meta.db_table


def _other_names(plan: _Plan) -> None:
    """The copies are other people than those they were copied from."""
    given, family = sorted(set(GIVEN)), sorted(set(FAMILY))
    pairs = [(first, last, sort_key(last, first)) for first in given for last in family]
    person, employment = plan.highest["people_person"], plan.highest["accounts_employment"]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE other_names (n int PRIMARY KEY, first text, last text, key text) ON COMMIT DROP"
        )
        cursor.executemany(
            "INSERT INTO other_names VALUES (%s, %s, %s, %s)", [(n, *pair) for n, pair in enumerate(pairs)]
        )
        cursor.execute(
            "UPDATE people_person p SET given_name = o.first, family_name = o.last, sort_key = o.key "
            f"FROM other_names o WHERE p.id > {person} AND o.n = (p.id * 7919) % {len(pairs)}"
        )
        cursor.execute(
            "UPDATE accounts_employment e SET name = o.first || ' ' || o.last "
            f"FROM other_names o WHERE e.id > {employment} AND o.n = (e.id * 6271) % {len(pairs)}"
        )


def _move_sequences() -> None:
    with connection.cursor() as cursor:
        for model in _copied():
            table, key, sequence = model._meta.db_table, _key(model), _sequence(model)
            cursor.execute(
                f"SELECT setval('{sequence}', greatest((SELECT max({key}) FROM {table}), "
                f"(SELECT last_value FROM {sequence})))"
            )


def _new_cases(plan: _Plan) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case WHERE id > %s ORDER BY id", [plan.highest["cases_case"]])
        return [row[0] for row in cursor.fetchall()]
