"""The application as a server gets it by name."""

from pathlib import Path
from threading import Event

import pytest
from fastapi.testclient import TestClient

from application.tracker import CaseTracker
from interfaces.server import application


def test_it_opens_the_ledger_of_the_settings_and_closes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    database = tmp_path / "var" / "ledger.db"
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", f"sqlite:///{database}")
    with TestClient(application()) as client:
        assert client.get("/readyz").status_code == 200
        assert client.get("/api/v1/units").status_code == 401
        assert database.exists()
    assert not database.with_name("ledger.db-wal").exists()


def test_what_the_first_registration_needs_is_loaded_beside_the_first_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    warm = Event()
    monkeypatch.setattr(CaseTracker, "warm_up", lambda _: warm.set())
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.db'}")
    with TestClient(application()):
        assert warm.wait(10)
