"""A store that takes no more: one clear refusal, nothing half-written, and it goes on after."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from application.kernel.keys.key_store import KeyFile
from application.kernel.log.register import LedgerUnavailable
from application.kernel.log.sqlite import SQLiteLog
from application.tracker import CaseTracker
from tests.register.office import id_of_command, notes_of, opened, registration, request, visit

LONG = "长" * 2_000


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[CaseTracker]:
    with opened(tmp_path) as tracker:
        tracker.do(request(registration(1), "registered"))
        yield tracker


def pragma(tracker: CaseTracker, text: str) -> int:
    """Set on the one connection that the log uses while nobody else writes."""
    log = tracker.register.log
    assert isinstance(log, SQLiteLog)
    with log.datastore.get_connection(commit=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {text}")
        answered = cursor.fetchone()
        return int(answered[0]) if answered else 0


@contextmanager
def full(tracker: CaseTracker) -> Iterator[None]:
    pages = pragma(tracker, "page_count")
    pragma(tracker, f"max_page_count={pages}")
    yield
    pragma(tracker, "max_page_count=1000000")


@contextmanager
def read_only(tracker: CaseTracker) -> Iterator[None]:
    pragma(tracker, "query_only=1")
    yield
    pragma(tracker, "query_only=0")


@contextmanager
def failing(tracker: CaseTracker) -> Iterator[None]:
    """No file of this process grows: what the log writes fails in the middle."""
    files = tracker.database.files.parent.glob("ledger.db*")
    biggest = max(file.stat().st_size for file in files)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (biggest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


Trouble = Callable[[CaseTracker], AbstractContextManager[None]]


@pytest.mark.parametrize("trouble", [full, read_only, failing])
def test_a_store_that_takes_no_more_refuses_and_goes_on_afterwards(
    tracker: CaseTracker, trouble: Trouble
):
    wanted = 40
    written: list[str] = []
    with trouble(tracker), pytest.raises(LedgerUnavailable) as refused:
        for n in range(wanted):
            tracker.do(request(visit(1, f"{n} {LONG}"[:2_000]), f"visit {n}"))
            written.append(f"visit {n}")
    assert refused.value.facts["reason"]
    stopped = f"visit {len(written)}"
    assert len(notes_of(tracker.register.history())) == len(written)
    assert tracker.register.answers([id_of_command(stopped)]) == {}
    again = request(visit(1, f"{len(written)} {LONG}"[:2_000]), stopped)
    assert not tracker.do(again).replayed
    assert len(notes_of(tracker.register.history())) == len(written) + 1
    assert tracker.verify() == []


def test_the_refusal_says_what_the_store_said(tracker: CaseTracker):
    with read_only(tracker), pytest.raises(LedgerUnavailable) as refused:
        tracker.do(request(visit(1, "x"), "visit"))
    assert refused.value.facts == {"reason": "attempt to write a readonly database"}


def test_rows_for_which_there_is_no_room_come_once_there_is(tracker: CaseTracker):
    with tracker.store.writing() as connection:
        rows = connection.connection.driver_connection
    assert isinstance(rows, sqlite3.Connection)
    (pages,) = rows.execute("PRAGMA page_count").fetchone()
    rows.execute(f"PRAGMA max_page_count={pages + 20}")
    asked = (request(registration(n), f"registered {n}") for n in range(2, 200))
    last = None
    with pytest.raises(LedgerUnavailable) as refused:
        for last in asked:
            tracker.do(last)
    assert refused.value.facts == {"reason": "database or disk is full"}
    rows.execute("PRAGMA max_page_count=1000000")
    assert last is not None
    assert tracker.do(last).replayed
    assert {status.behind for status in tracker.projector.status()} == {0}
    assert tracker.verify() == []


def test_keys_for_which_there_is_no_room_are_refused_and_come_once_there_is(tracker: CaseTracker):
    assert isinstance(tracker.keys.store, KeyFile)
    keys = tracker.keys.store._connection
    (pages,) = keys.execute("PRAGMA page_count").fetchone()
    keys.execute(f"PRAGMA max_page_count={pages}")
    last = None
    with pytest.raises(LedgerUnavailable) as refused:
        for last in (request(registration(n), f"registered {n}") for n in range(2, 200)):
            tracker.do(last)
    assert refused.value.facts == {"reason": "database or disk is full"}
    keys.execute("PRAGMA max_page_count=1000000")
    assert last is not None
    assert not tracker.do(last).replayed
    assert tracker.verify() == []
