"""The log on a server: what a file has not, such as payloads in sockets and lost connections."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import psycopg
import pytest

from application.kernel.database import Database, PostgreSQL
from application.kernel.discreet import Discreet
from application.kernel.keys.key import keys_beside
from application.kernel.log.packing import Envelope
from application.kernel.log.postgres import PostgresLog
from application.kernel.log.register import Addition, LedgerUnavailable, Register
from application.kernel.writing.sitting import Outcome as Done
from application.tracker import CaseTracker
from domain.follow_up.follow_ups import FollowUpRecorded, Outcome
from tests.databases import database_in
from tests.postgres import OwnServer, Server
from tests.register.office import notes_of, opened, registration, request, visit
from tests.register.tailing import missed

HIS = uuid5(NAMESPACE_OID, "his")
MOST_WAITS = 25
ENVELOPE = Envelope(1_000, "陈丽", "440703002", None)


@pytest.fixture
def on_a_server(server: Server, tmp_path: Path) -> Iterator[PostgreSQL]:
    with server.fresh() as url:
        (tmp_path / "database.url").write_text(url, "utf-8")
        database = database_in(tmp_path)
        assert isinstance(database, PostgreSQL)
        yield database


@pytest.fixture
def register(on_a_server: PostgreSQL) -> Iterator[Register]:
    register = Register(on_a_server, keys_beside(on_a_server))
    yield register
    register.close()


def test_a_save_far_bigger_than_a_socket_holds_is_written(register: Register):
    """The library's own insert hangs for ever on half a megabyte."""
    long = FollowUpRecorded(
        outcome=Outcome.AT_WORK, effective_on=date(2004, 5, 1), note="长" * 2_000
    )
    assert register.save([Addition(HIS, 1, ENVELOPE, [long] * 2_500)]) == 2_500
    assert [r.position for r in register.stream(HIS)] == list(range(1, 2_501))


def test_a_commit_is_on_the_disk_whatever_the_server_does_for_others(register: Register):
    assert register.log.rows("SHOW synchronous_commit") == [("on",)]


def test_a_reader_behind_several_writers_misses_nothing(database: Database):
    assert missed(database, 600, writers=3, many=ThreadPoolExecutor(4), ended=Event()) == 0


def test_a_server_that_only_reads_takes_no_fact(on_a_server: PostgreSQL, tmp_path: Path):
    with opened(tmp_path) as tracker:
        tracker.do(request(registration(1), "a"))
        with on_a_server.connected() as by_hand:
            name = psycopg.sql.Identifier(on_a_server.name)
            setting = "ALTER DATABASE {} SET default_transaction_read_only = on"
            by_hand.execute(psycopg.sql.SQL(setting).format(name))
            by_hand.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with pytest.raises(LedgerUnavailable, match="read-only"):
            tracker.register.save([Addition(HIS, 1, ENVELOPE, [])], [])


def test_nobody_writes_between_a_decision_and_its_commit(
    on_a_server: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with opened(tmp_path) as ours, opened(tmp_path) as theirs, ThreadPoolExecutor(1) as beside:
        ours.do(request(registration(1), "registered"))
        save, saves = ours.register.save, theirs.register.save
        waiting: list[Future[Done]] = []
        tries: list[None] = []

        def while_they_wait(*written: Any) -> int:
            waiting.append(beside.submit(theirs.do, request(visit(1, "theirs"), "b")))
            _until_somebody_waits(on_a_server)
            return save(*written)

        def counted(*written: Any) -> int:
            tries.append(None)
            return saves(*written)

        monkeypatch.setattr(ours.register, "save", while_they_wait)
        monkeypatch.setattr(theirs.register, "save", counted)
        assert ours.do(request(visit(1, "ours"), "a")).version == 2
        assert [each.result(60).version for each in waiting] == [3]
        assert len(tries) == 1
        assert notes_of(ours.register.history()) == ["ours", "theirs"]


def _until_somebody_waits(database: PostgreSQL) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    deadline = time.monotonic() + 60
    with database.connected() as connection:
        while connection.execute(waiting).fetchone() == (0,):
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_a_command_waits_for_the_server_a_few_times_however_many_its_tables(
    on_a_server: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    waits: list[None] = []
    wait = Discreet.wait

    def counted(connection: Discreet, *how: Any, **more: Any) -> Any:
        waits.append(None)
        return wait(connection, *how, **more)

    with opened(tmp_path) as tracker:
        tracker.do(request(registration(1), "registered"))
        monkeypatch.setattr(Discreet, "wait", counted)
        tracker.do(request(registration(2), "another"))
    assert 0 < len(waits) <= MOST_WAITS


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnServer]:
    """One that may be stopped."""
    server = OwnServer()
    yield server
    server.close()


@pytest.fixture
def tracker(own_server: OwnServer, tmp_path: Path) -> Iterator[CaseTracker]:
    with own_server.fresh() as url:
        (tmp_path / "database.url").write_text(url, "utf-8")
        with opened(tmp_path) as tracker:
            tracker.do(request(registration(1), "registered"))
            yield tracker


def test_after_the_server_comes_back_the_ledger_goes_on_by_itself(
    tracker: CaseTracker, own_server: OwnServer
):
    tracker.do(request(visit(1, "before"), "a"))
    own_server.stop()
    own_server.start()
    assert not tracker.do(request(visit(1, "after"), "b")).replayed
    assert notes_of(tracker.register.history()) == ["before", "after"]
    assert tracker.verify() == []


def test_while_the_server_is_away_a_command_is_refused_and_nothing_is_written(
    tracker: CaseTracker, own_server: OwnServer, monkeypatch: pytest.MonkeyPatch
):
    log = tracker.register.log
    assert isinstance(log, PostgresLog)
    own_server.stop()
    with monkeypatch.context() as impatient:
        impatient.setattr(log.datastore.pool, "timeout", 0.5)
        with pytest.raises(LedgerUnavailable) as refused:
            tracker.do(request(visit(1, "away"), "a"))
    assert refused.value.facts["reason"]
    own_server.start()
    assert not tracker.do(request(visit(1, "back"), "a2")).replayed
    assert notes_of(tracker.register.history()) == ["back"]
