"""The embedded database plans by how its rows are spread: a few are found without all others."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from application.kernel.clock import FixedClock, new_id
from application.read_models.worker_row import WORKER_FILE
from application.tracker import CaseTracker
from tests.imports.lines_at_hand import brought
from tests.ledger import record, units_file
from tests.register.office import NOW, registration


@pytest.fixture
def tracker(tmp_path):
    units = units_file(tmp_path / "units.csv")
    with CaseTracker(tmp_path / "ledger.db", clock=FixedClock(NOW), units_file=units) as tracker:
        record(tracker, [registration(1)])
        yield tracker


def many_of_one_station(tracker):
    """Of whom no two stand alike."""
    told = {"stream", "status"}
    others = ", ".join(column.name for column in WORKER_FILE.c if column.name not in told)
    copies = (
        f"INSERT INTO worker_file (stream, status, {others}) WITH RECURSIVE n (n) AS "
        f"(SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000) "
        f"SELECT randomblob(16), n, {others} FROM worker_file, n"
    )
    with tracker.store.writing() as connection:
        connection.exec_driver_sql(copies)


def plan(tracker):
    """How those of a status are found, whichever their station: an index has the station first."""
    asked = select(WORKER_FILE.c.stream).where(WORKER_FILE.c.status == "closed")
    with tracker.store.reading() as connection:
        connection.execute(asked).all()  # as it is read, not before, a change of the schema is seen
        sql = asked.compile(connection, compile_kwargs={"literal_binds": True})
        explain = f"EXPLAIN QUERY PLAN {sql} -- {new_id()}"  # the driver keeps the plans of texts
        return str(connection.exec_driver_sql(explain).all())


def test_few_stations_are_passed_over_one_by_one(tracker):
    tracker.projector.take_statistics()
    many_of_one_station(tracker)
    assert "SCAN worker_file" in plan(tracker)
    tracker.projector.take_statistics()
    assert "ANY(station) AND status=?" in plan(tracker)


@pytest.mark.parametrize(
    "work",
    [lambda tracker: brought(tracker, registration(2)), CaseTracker.rebuild],
    ids=["import", "rebuild"],
)
def test_they_are_taken_after_long_work(tracker, work):
    work(tracker)
    with tracker.store.reading() as connection:
        known = connection.exec_driver_sql("SELECT tbl FROM sqlite_stat1").scalars().all()
    assert "worker_file" in known


def test_what_was_done_is_done_without_them(tracker, monkeypatch):
    def full(*_):
        raise OperationalError("ANALYZE", None, Exception("database or disk is full"))

    monkeypatch.setattr(tracker.store, "take_statistics", full)
    assert brought(tracker, registration(2)).written
    assert tracker.verify() == []
