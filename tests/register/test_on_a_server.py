"""The log on a server: what a file has not, such as payloads in sockets and lost connections."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from uuid import NAMESPACE_OID, uuid5

import psycopg
import pytest

from application.kernel.database import Database, PostgreSQL
from application.kernel.key import keys_beside
from application.kernel.packing import Envelope
from application.kernel.register import Addition, LedgerUnavailable, Register
from application.kernel.register_postgres import PostgresLog
from application.tracker import CaseTracker
from domain.follow_up.follow_ups import FollowUpRecorded, Outcome
from tests.databases import database_in
from tests.postgres import OwnServer, Server
from tests.register.office import notes_of, opened, registration, request, visit
from tests.register.tailing import missed

HIS = uuid5(NAMESPACE_OID, "his")
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
