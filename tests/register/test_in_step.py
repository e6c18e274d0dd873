"""A server catches up by itself: while it is behind, no command comes that would do it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from application.kernel import each_second
from application.kernel.log.register import LedgerUnavailable
from interfaces.accounts.tables import create_tables
from interfaces.http.office import Office
from interfaces.server import create_app
from tests.register.office import opened, registration, request


def test_a_server_that_was_left_behind_becomes_ready_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """As when the leader of the database goes after the log and before the read models."""
    monkeypatch.setattr(each_second, "SECONDS", 0.01)
    with opened(tmp_path) as tracker:
        catch_up = away_at_first(tracker.projector.catch_up)
        monkeypatch.setattr(tracker.projector, "catch_up", catch_up)
        with pytest.raises(LedgerUnavailable):
            tracker.do(request(registration(1), "a"))
        assert all(model.behind for model in tracker.status())
        engine = tracker.database.engine()
        create_tables(engine)
        with TestClient(create_app(Office(tracker, engine))) as client:
            for _ in range(100):  # each asks for a quarter of a second while it is not so
                if (status := client.get("/readyz").status_code) == 200:
                    break
        engine.dispose()
        assert status == 200
        assert tracker.verify() == []


def away_at_first(work: Callable[..., int]) -> Callable[..., int]:
    """Work that the database does only after it has failed in every way."""
    failures = [OperationalError("", {}, Exception("gone")), LedgerUnavailable()] * 2

    def tried(*arguments: object, **named: object) -> int:
        if failures:
            raise failures.pop()
        return work(*arguments, **named)

    return tried
