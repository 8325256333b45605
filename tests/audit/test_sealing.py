"""The log is only added to, is sealed block by block, and what is changed behind Samråd's back is found."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from samrad.audit.models import Block, Deletion, Event, Reading
from samrad.audit.operations import delete_log_of, record_reading, seal
from samrad.audit.queries import log_of, verify
from samrad.audit.rules import read_heads
from samrad.commands import embedded
from samrad.commands.audit_log import report
from samrad.kernel.clock import now
from samrad.oversight.jobs import HEADS, seal_logs, tell_heads
from tests import database
from tests.jobs import stopped_after, unhurried
from tests.stories import a_case
from tests.town import Fjordvik, open_town

UNGUARDED = "ALTER TABLE {0} DISABLE TRIGGER USER; {1}; ALTER TABLE {0} ENABLE TRIGGER USER"


def as_owner(sql: str) -> None:
    """Runs the statement as the role that owns the tables, which row-level security does not hold."""
    with psycopg.connect(database.CLUSTER.url(embedded.OWNER, f"{database.OWN}_committed")) as connection:
        connection.execute(sql.encode())


def test_each_row_is_sealed_once_and_the_blocks_follow_each_other(town: Fjordvik) -> None:
    assert verify({}).unsealed == Event.objects.count() > 0
    first = seal()
    assert seal() is None
    case = a_case(town).case
    record_reading(town.actor("ke"), address="case:overview", case_id=case.pk, ground="registry")
    assert verify({}).unsealed > 0
    second = seal()
    assert first is not None
    assert second is not None
    assert (second.number, second.previous) == (2, first.digest)
    assert len(second.readings) == 1
    found = verify({})
    assert (found.blocks, found.broken, found.unsealed) == (2, [], 0)
    assert found.rows == Event.objects.count() + Reading.objects.count()


def test_a_row_that_was_committed_late_is_sealed_with_the_next(town: Fjordvik) -> None:
    seal()
    who = Event.objects.values("capacity", "actor_name")[0]
    late = Event.objects.create(**who, operation="test", at=now() - timedelta(hours=20))
    block = seal()
    assert block is not None
    assert block.events == [late.pk]


def test_a_row_that_was_put_in_under_an_old_date_is_counted_and_never_sealed(town: Fjordvik) -> None:
    seal()
    who = Event.objects.values("capacity", "actor_name")[0]
    Event.objects.create(**who, operation="forged", at=now() - timedelta(days=9))
    assert seal() is None
    assert (verify({}).unsealed, verify({}).oldest_unsealed) == (1, None)


def test_another_municipality_has_a_chain_of_its_own(town: Fjordvik) -> None:
    seal()
    with open_town("9902"):
        assert Block.objects.count() == 0
        block = seal()
        assert block is not None
        assert block.number == 1


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("table", ["audit_event", "audit_reading", "audit_block", "audit_deletion"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET municipality_id = 1", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_owner_of_the_tables_is_stopped_too(table: str, statement: str) -> None:
    with open_town("9901") as town:
        record_reading(town.actor("ke"), address="intake:queue")
        delete_log_of(town.actor("ke"), 1)
        seal()
    with pytest.raises(psycopg.errors.RaiseException, match="Cannot"):
        as_owner(statement.format(table))


def test_the_log_goes_with_its_case_and_the_blocks_are_whole(town: Fjordvik) -> None:
    one, other = a_case(town).case.pk, 7_000_000
    office = town.actor("ke")
    record_reading(office, address="case:overview", case_id=one)
    record_reading(office, address="oversight:sheet", case_ids=[one, other])
    seal()
    record_reading(office, address="case:overview", case_id=one)
    record_reading(office, address="oversight:sheet", case_ids=[other, one])
    made = delete_log_of(office, one)
    assert not Event.objects.filter(case_id=one).exists()
    assert not log_of(one).exists()
    assert [found.case_ids for found in Reading.objects.filter(address="oversight:sheet")] == [[other]] * 2
    assert verify({}).broken == []
    block = seal()
    assert block is not None
    assert block.deletions == [made.pk]
    delete_log_of(office, other)
    seal()
    found = verify({})
    assert (found.broken, found.unsealed, found.deletions, found.deleted) == ([], 0, 2, len(made.rows))
    assert not any(word in str(made.rows) for word in (office.name, "case:overview"))


def test_the_app_deletes_no_row_but_those_a_deletion_of_its_case_names(town: Fjordvik) -> None:
    record_reading(town.actor("ke"), address="case:overview", case_id=5)
    row = Reading.objects.get(case_id=5)
    for case_id, named in ((6, row.pk), (5, row.pk + 1)):
        rows = [("reading", named, "", None)]
        made = Deletion.objects.create(at=now(), case_id=case_id, actor_name="Ingen", rows=rows)
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_delete_rows(%s)", [made.pk])
    assert Reading.objects.filter(pk=row.pk).exists()
    with open_town("9902"), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT audit_delete_rows(%s)", [made.pk])


TAMPERED = {
    "a name": ("audit_event", "UPDATE audit_event SET actor_name = 'Ingen' WHERE id = (SELECT min(id) FROM audit_event)"),
    "a moved row": ("audit_event", "UPDATE audit_event SET municipality_id = 2 WHERE id = (SELECT min(id) FROM audit_event)"),
    "a row gone": ("audit_reading", "DELETE FROM audit_reading"),
    "a block gone": ("audit_block", "DELETE FROM audit_block WHERE number = 1 AND municipality_id = 1"),
    "a deletion": ("audit_deletion", "UPDATE audit_deletion SET rows = '[]'"),
    "a deletion gone": ("audit_deletion", "DELETE FROM audit_deletion"),
    "a list that was cut": ("audit_reading", "UPDATE audit_reading SET case_ids = '{}' WHERE address = 'oversight:sheet'"),
    "a block cut down": ("audit_block", "UPDATE audit_block SET events = '{}' WHERE number = 1"),
}  # fmt: skip


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_behind_the_back_of_the_program_is_found(
    what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _two_blocks()
    assert report(None) == 0
    assert "Alle er hele." in capsys.readouterr().out
    as_owner(UNGUARDED.format(*TAMPERED[what]))
    assert report(None) == 1
    said = capsys.readouterr().out
    assert "Brudd." in said
    assert "er ikke slik den ble forseglet." in said


@pytest.mark.usefixtures("committed")
def test_a_chain_that_is_cut_at_its_end_is_found_by_the_head_that_left_the_database(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, settings: Any
) -> None:
    settings.HOME = tmp_path
    _two_blocks()
    tell_heads(unhurried(), 0)
    heads = tmp_path / HEADS
    assert set(read_heads(heads.read_text("utf-8"))) == {"9901", "9902"}
    assert report(heads) == 0
    as_owner(UNGUARDED.format("audit_block", "DELETE FROM audit_block WHERE number = 2"))
    assert report(None) == 0
    assert "rader er ikke forseglet" in capsys.readouterr().out
    assert report(heads) == 1
    assert "Blokk 2 er ikke slik den ble forseglet." in capsys.readouterr().out


def test_a_file_of_heads_that_is_none_is_told_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "heads.tsv").write_text("ikke et hode\n", "utf-8")
    for file in ("heads.tsv", "ingen.tsv"):
        assert report(tmp_path / file) == 2
        assert "Kan ikke lese hodene" in capsys.readouterr().err


@pytest.mark.usefixtures("committed")
def test_a_worker_that_is_told_to_stop_stops_between_municipalities() -> None:
    seal_logs(stopped_after(1), 0)
    assert [_blocks(number) for number in ("9901", "9902")] in ([1, 0], [0, 1])


def _blocks(number: str) -> int:
    with open_town(number):
        return Block.objects.count()


def _two_blocks() -> None:
    with open_town("9901") as town:
        record_reading(town.actor("ke"), address="oversight:sheet", case_ids=[1, 2])
    seal_logs(unhurried(), 0)
    for number in ("9901", "9902"):
        with open_town(number) as town:
            record_reading(town.actor("ke"), address="intake:queue")
            delete_log_of(town.actor("ke"), 1)
    seal_logs(unhurried(), 0)
