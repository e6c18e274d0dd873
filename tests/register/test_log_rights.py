"""The database itself refuses to change the log, tried through every engine that there is."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from eventsourcing.persistence import IntegrityError as LogIntegrityError
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError

from application.kernel.log.rights import LOG
from application.kernel.log.sqlite import SQLiteLog
from application.tracker import CaseTracker
from tests.register.office import opened, registration, request, visit, worker
from tests.register.tampering import sealed_ledger

Try = Callable[[str], object]
REFUSED = (sqlite3.IntegrityError, IntegrityError, LogIntegrityError)
FIRST = {
    "stored_events": "rowid=1",
    "answered_commands": "position>0",
    "log_chain": "link=1",
    "log_seals": "number=1",
}


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[CaseTracker]:
    sealed_ledger(tmp_path)
    with opened(tmp_path) as tracker:
        yield tracker


WAYS = ("the log's own", "read models", "their writer", "accounts", "by hand")


@pytest.fixture(params=WAYS)
def tried(request: pytest.FixtureRequest, tracker: CaseTracker) -> Iterator[Try]:
    """A statement tried on one of the connections that a server has."""
    path = tracker.database.files
    accounts = create_engine(f"sqlite:///{path}")
    by_hand = sqlite3.connect(path)

    def on_the_log(sql: str) -> None:
        log = tracker.register.log
        assert isinstance(log, SQLiteLog)
        with log.datastore.transaction(commit=True) as cursor:
            cursor.execute(sql)

    def with_accounts(sql: str) -> None:
        with accounts.begin() as connection:
            connection.exec_driver_sql(sql)

    def on_read_models(sql: str) -> None:
        with tracker.store.reading() as connection:
            connection.exec_driver_sql(sql)

    def writing(sql: str) -> None:
        with tracker.store.writing() as connection:
            connection.exec_driver_sql(sql)

    ways = (on_the_log, on_read_models, writing, with_accounts, by_hand.execute)
    yield ways[WAYS.index(request.param)]
    by_hand.close()
    accounts.dispose()


@pytest.mark.parametrize("table", LOG)
def test_no_row_of_the_log_is_updated_deleted_or_replaced(tried: Try, table: str):
    column = {"stored_events": "topic", "answered_commands": "digest"}.get(table, "position")
    for sql in (
        f"UPDATE {table} SET {column}={column}",
        f"UPDATE {table} SET {column}='x' WHERE {FIRST[table]}",
        f"DELETE FROM {table}",
        f"DELETE FROM {table} WHERE {FIRST[table]}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        f"REPLACE INTO {table} SELECT * FROM {table} WHERE {FIRST[table]}",
        f"INSERT INTO {table} SELECT * FROM {table} WHERE true "
        f"ON CONFLICT DO UPDATE SET {column}='x'",
    ):
        with pytest.raises(REFUSED, match=rf"{table} (is never|has it)"):
            tried(sql)


def test_nothing_is_put_between_or_before_the_facts_that_are_there(tried: Try):
    for position in (-8, 0, 1, 5):
        with pytest.raises(REFUSED, match="stored_events has it"):
            tried(
                "INSERT OR REPLACE INTO stored_events "
                "(rowid, originator_id, originator_version, topic, state) "
                f"VALUES ({position}, 'x', 1, 'x', 'x')"
            )


def test_a_ledger_under_these_rights_does_all_that_it_did(tmp_path: Path):
    with opened(tmp_path) as tracker:
        tracker.do(request(registration(1), "a"))
        tracker.do(request(registration(2), "b"))
        tracker.do(request(visit(1, "x"), "c"))
        tracker.do(request(visit(1, "x"), "c"))
        merger = {"command": "merge-worker", "effective_on": "2005-02-01", "worker": worker(1)}
        tracker.do(request(merger | {"into": worker(2)}, "d"))
        assert tracker.rebuild()
        assert tracker.verify() == []
    with opened(tmp_path) as again:
        assert all(model.behind == 0 for model in again.status())


def test_an_old_ledger_gets_the_rights_when_it_is_opened(tmp_path: Path):
    opened(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    names = connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    connection.commit()
    opened(tmp_path).close()
    with pytest.raises(REFUSED, match="stored_events is never deleted"):
        connection.execute("DELETE FROM stored_events")
    connection.close()
