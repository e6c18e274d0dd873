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

STATION = "440703001"


@pytest.fixture
def tracker(tmp_path):
    units = units_file(tmp_path / "units.csv")
    with CaseTracker(tmp_path / "ledger.db", clock=FixedClock(NOW), units_file=units) as tracker:
        record(tracker, [registration(1)])
        yield tracker


def many_of_whom_few_came_back(tracker):
    columns = ", ".join(column.name for column in WORKER_FILE.columns if column.name != "stream")
    copies = (
        f"INSERT INTO worker_file (stream, {columns}) WITH RECURSIVE n (n) AS "
        f"(SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000) "
        f"SELECT randomblob(16), {columns} FROM worker_file, n"
    )
    came_back = "UPDATE worker_file SET assistance_returned_on = '2005-01-01' WHERE rowid < 5"
    with tracker.store.writing() as connection:
        connection.exec_driver_sql(copies)
        connection.exec_driver_sql(came_back)


def plan(tracker):
    c = WORKER_FILE.c
    asked = select(c.stream).where(c.station.in_([STATION]), c.assistance_returned_on.is_not(None))
    with tracker.store.reading() as connection:
        connection.execute(asked).all()  # as it is read, not before, a change of the schema is seen
        sql = asked.compile(connection, compile_kwargs={"literal_binds": True})
        explain = f"EXPLAIN QUERY PLAN {sql} -- {new_id()}"  # the driver keeps the plans of texts
        return str(connection.exec_driver_sql(explain).all())


def test_a_list_of_few_is_found_by_its_own_index(tracker):
    tracker.projector.take_statistics()
    many_of_whom_few_came_back(tracker)
    assert "ix_worker_file_station" in plan(tracker)
    tracker.projector.take_statistics()
    assert "ix_worker_file_assistance_returned_on" in plan(tracker)


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
