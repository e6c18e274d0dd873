"""The application as a server gets it by name."""

import time
from pathlib import Path
from threading import Event

import pytest
from fastapi.testclient import TestClient

from application.kernel import each_second
from application.kernel.database import Database, PostgreSQL
from application.kernel.projecting.projector import Projector
from application.tracker import CaseTracker
from interfaces import server
from interfaces.http.office import Office, office_of
from interfaces.server import application
from tests.databases import settings_of
from tests.register.apart import until


@pytest.fixture(autouse=True)
def settings(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings_of(tmp_path).items():
        monkeypatch.setenv(name, value)


def test_it_opens_the_ledger_of_the_settings_and_closes_it(database: Database):
    with TestClient(application()) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        assert client.get("/api/v1/units").status_code == 401
        assert database.exists()
    assert not database.beside(".db-wal").exists()
    if isinstance(database, PostgreSQL):
        until_nobody_is_connected(database)


def until_nobody_is_connected(database: PostgreSQL) -> None:
    """A server process ends a moment after its connection."""
    here = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    with database.connected() as connection:
        until(lambda: connection.execute(here).fetchone() == (1,))


def test_what_the_first_registration_needs_is_loaded_beside_the_first_requests(
    monkeypatch: pytest.MonkeyPatch,
):
    warm = Event()
    monkeypatch.setattr("interfaces.server.warm_up", warm.set)
    with TestClient(application()):
        assert warm.wait(10)


def test_the_people_are_opened_beside_the_first_requests(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(each_second, "SECONDS", 0.01)
    app = application()
    deadline = time.monotonic() + 20
    with TestClient(app):
        while office_of(app).tracker.people.position < 0:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_statistics_of_the_rows_are_taken_each_hour(monkeypatch: pytest.MonkeyPatch):
    taken = Event()
    monkeypatch.setattr(Projector, "take_statistics", lambda _: taken.set())
    with TestClient(application()):
        assert taken.wait(10)


def test_the_work_of_an_hour_comes_to_its_end_before_the_ledger_is_closed(
    monkeypatch: pytest.MonkeyPatch,
):
    begun, order = Event(), []
    close = CaseTracker.close

    def tidied(office: Office) -> None:
        with office.accounts.connect():
            begun.set()
            time.sleep(0.3)
        order.append("tidied")

    def closed(tracker: CaseTracker) -> None:
        order.append("closed")
        close(tracker)

    monkeypatch.setattr(server, "tidy", tidied)
    monkeypatch.setattr(CaseTracker, "close", closed)
    with TestClient(application()):
        assert begun.wait(10)
    assert order == ["tidied", "closed"]
