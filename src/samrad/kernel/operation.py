"""Every write is an operation.

An operation names the actor, locks what it affects, and re-reads what it was given: what is withheld from
who acts cannot be acted on. From there on it sees all of the case; it is allowed by a policy, changes, is
audited, and brings the projections of the affected cases up to date, all in one transaction. A projection that
fails is rolled back alone: the write stands, and the case is marked stale until a job has brought it up to date.
"""

import functools
import inspect
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, Protocol, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models, transaction

from samrad.kernel.errors import ReadOnly, Stale
from samrad.kernel.ids import CASE_LOCK
from samrad.kernel.tenant import seeing_all, tenant

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


class Actor(Protocol):
    """Who acts. The kernel needs the municipality only; `accounts` defines the rest."""

    @property
    def municipality_id(self) -> int:
        """The tenant in which the actor acts."""


class AuditSink(Protocol):
    """Takes one row for each operation that went through."""

    def __call__(self, actor: Any, name: str, part: str, case_ids: frozenset[int], thing: Any) -> None:
        """Writes the rows."""


class Projection(Protocol):
    """Brings one derived table up to date for the given cases, all of one municipality."""

    def __call__(self, case_ids: frozenset[int]) -> None:
        """Writes the table anew for the cases."""


Reach = Callable[[Any], Iterable[int]]
Policy = Callable[..., None]


@dataclass(frozen=True)
class Operation:
    """What is known of an operation without running it."""

    name: str
    affects: tuple[str, ...]
    allow: Policy
    part: str
    run: Callable[..., Any]


@dataclass
class _Registry:
    operations: dict[str, Operation] = field(default_factory=dict)
    sinks: list[AuditSink] = field(default_factory=list)
    projections: dict[str, Projection] = field(default_factory=dict)
    on_stale: list[Callable[[frozenset[int], str], None]] = field(default_factory=list)
    reach: dict[type, list[Reach]] = field(default_factory=dict)


_registry = _Registry()
_pending: ContextVar[set[int] | None] = ContextVar("pending", default=None)
_reading: ContextVar[bool] = ContextVar("reading", default=False)


def operations() -> dict[str, Operation]:
    """Every operation by name ("coordinators.appoint")."""
    return _registry.operations


def register_audit(sink: AuditSink) -> None:
    """Sends a row for each operation to `sink`, in the same transaction."""
    if sink not in _registry.sinks:
        _registry.sinks.append(sink)


def register_projection(
    name: str, project: Projection, on_failure: Callable[[frozenset[int], str], None] | None = None
) -> None:
    """Runs `project` after each write; `on_failure` marks the cases stale when it raises."""
    _registry.projections[name] = project
    if on_failure is not None and on_failure not in _registry.on_stale:
        _registry.on_stale.append(on_failure)


def register_reach(model: type, reach: Reach) -> None:
    """Tells which cases a change of a `model` instance reaches (one course may touch forty)."""
    _registry.reach.setdefault(model, []).append(reach)


def cases_reached(things: Iterable[Any]) -> frozenset[int]:
    """The ids of all cases that a change of `things` reaches."""
    found: set[int] = set()
    for thing in things:
        own = getattr(thing, "case_id", None)
        if own is not None:
            found.add(own)
        for model in type(thing).__mro__:
            for reach in _registry.reach.get(model, ()):
                found.update(reach(thing))
    return frozenset(found)


@contextmanager
def reading_only() -> Iterator[None]:
    """Refuses operations, and every writing statement that is not named as allowed while reading."""
    mark = _reading.set(True)
    try:
        with connection.execute_wrapper(_refuse_writes):
            yield
    finally:
        _reading.reset(mark)


MAY_WRITE_WHILE_READING = ('INSERT INTO "audit_reading"', 'UPDATE "django_session"', 'INSERT INTO "django_session"')
_WRITING = ("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "COPY")


def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql[:8].upper().startswith(_WRITING) and not sql.startswith(MAY_WRITE_WHILE_READING):
        raise ReadOnly("A page that is only read tried to write: " + sql[:60])
    return execute(sql, params, many, context)


@contextmanager
def projections_later() -> Iterator[set[int]]:
    """Holds the projections back and yields the growing set of case ids that need them.

    For loading many cases at once; the caller projects them afterwards.
    """
    cases: set[int] = set()
    mark = _pending.set(cases)
    try:
        yield cases
    finally:
        _pending.reset(mark)


def project(case_ids: frozenset[int]) -> None:
    """Brings every registered projection up to date for `case_ids`."""
    if not case_ids:
        return
    for name, run in _registry.projections.items():
        try:
            with transaction.atomic():
                run(case_ids)
        except Exception:
            log.exception("projection_failed", extra={"projection": name, "cases": sorted(case_ids)})
            for mark_stale in _registry.on_stale:
                mark_stale(case_ids, name)


def lock_cases(case_ids: frozenset[int]) -> None:
    """Waits for, and holds to the end of the transaction, one advisory lock per case, in id order."""
    if not case_ids:
        return
    with connection.cursor() as cursor:
        for case_id in sorted(case_ids):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [CASE_LOCK, case_id % 2**31])


def _reread(arguments: dict[str, Any]) -> None:
    for value in arguments.values():
        if isinstance(value, models.Model) and value.pk is not None:
            try:
                value.refresh_from_db()
            except ObjectDoesNotExist as gone:
                raise Stale("Dette er fjernet av noen andre i mellomtiden.") from gone


def operation(
    *, affects: str | tuple[str, ...], allow: Policy, part: str = ""
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a keyword-only function an operation.

    `affects` names the arguments (or "result") whose cases are locked, audited and projected.
    `allow` is called with the same arguments and raises `Refused`. `part` is the part of a case
    whose readers may see in the log that this was done ("" = all who see the case).
    """
    names = (affects,) if isinstance(affects, str) else affects

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        package = function.__module__.split(".")[1]
        name = f"{package}.{function.__name__}"
        signature = inspect.signature(function)
        keyword_only = all(p.kind is p.KEYWORD_ONLY for p in signature.parameters.values())
        if not keyword_only or "actor" not in signature.parameters:
            raise TypeError(f"{name}: an operation takes keywords only, and an actor")

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if _reading.get():
                raise ReadOnly(f"{name} was called while a page was only being read")
            actor: Any = kwargs["actor"]
            with tenant(actor.municipality_id), transaction.atomic():
                given = [kwargs.get(n) for n in names if n != "result"]
                case_ids = cases_reached(thing for thing in given if thing is not None)
                lock_cases(case_ids)
                _reread(kwargs)
                with seeing_all():
                    allow(**kwargs)
                    outer = _pending.get()
                    pending: set[int] = set() if outer is None else outer
                    mark = _pending.set(pending)
                    try:
                        result = function(*args, **kwargs)
                    finally:
                        _pending.reset(mark)
                    thing: Any = result if isinstance(result, models.Model) else next(iter(given), None)
                    if "result" in names:
                        case_ids |= cases_reached([result])
                    for sink in _registry.sinks:
                        sink(actor, name, part, case_ids, thing)
                    pending.update(case_ids)
                    if outer is None:
                        project(frozenset(pending))
            return result

        _registry.operations[name] = Operation(name, names, allow, part, function)
        return run

    return decorate
