"""Live rows equal rebuilt ones after a messy history, and a row tampered with is found."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, event, inspect, select, update

from application.kernel.database import Database
from application.kernel.projecting import filling, rebuild
from application.kernel.projecting.checkpoints import CHECKPOINTS
from application.read_models import activity_rows, people
from application.read_models.worker_row import WORKER_FILE
from application.tracker import CaseTracker
from tests.databases import copied, new_database
from tests.ledger import record, units_file
from tests.ledger import request as request_of
from tests.oracle.histories import random_history
from tests.read_models.office import Office

TABLES = (*people.MODEL.tables, *activity_rows.MODEL.tables)


def rows(tracker: CaseTracker, table: Table) -> Counter[tuple[Any, ...]]:
    with tracker.store.reading() as connection:
        return Counter(tuple(row) for row in connection.execute(select(table)))


def tables(tracker: CaseTracker) -> set[str]:
    with tracker.store.reading() as connection:
        return set(inspect(connection).get_table_names())


def overheard(connection: Any, statements: list[str]) -> None:
    """From now on every statement of a connection of either driver is noted."""
    if hasattr(connection, "set_trace_callback"):
        connection.set_trace_callback(statements.append)
        return

    class Overheard(connection.cursor_factory):  # type: ignore[misc]
        def execute(self, query: Any, *more: Any, **options: Any) -> Any:
            statements.append(str(query))
            return super().execute(query, *more, **options)

        def executemany(self, query: Any, *more: Any, **options: Any) -> Any:
            statements.append(str(query))
            return super().executemany(query, *more, **options)

        def copy(self, statement: Any, *more: Any, **options: Any) -> Any:
            statements.append(str(statement))
            return super().copy(statement, *more, **options)

    connection.cursor_factory = Overheard


def writing_of(office: Office) -> list[str]:
    """The statements that write read models from now on."""
    written, engine = list[str](), office.tracker.store._writing
    event.listen(engine, "connect", lambda raw, _: overheard(raw, written))
    engine.dispose()
    return written


@pytest.fixture(scope="session")
def messy_once(
    database_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """Random lives with late facts, corrections, voids and merges: some at once, some singly."""
    folder = tmp_path_factory.mktemp("messy")
    units = units_file(folder / "units.csv")
    lines = random_history(random.Random(20030927), workers=20)
    with new_database(database_kind, request, folder) as database:
        with CaseTracker(database, units_file=units) as tracker:
            record(tracker, lines[: len(lines) // 2])
            for line in lines[len(lines) // 2 :]:
                tracker.do(request_of(line))
        yield database


@pytest.fixture
def messy(
    messy_once: Database, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[CaseTracker]:
    with copied(messy_once, request, tmp_path) as database, CaseTracker(database) as tracker:
        yield tracker


def test_rebuilt_is_live(messy: CaseTracker):
    live = {table.name: rows(messy, table) for table in TABLES}
    assert all(live.values())
    assert messy.verify() == []
    messy.rebuild()
    assert {table.name: rows(messy, table) for table in TABLES} == live
    assert messy.verify() == []


@pytest.mark.parametrize("behind", [activity_rows.MODEL.name, people.MODEL.name])
def test_a_model_that_is_behind_comes_up_to_the_others(
    office: Office, behind: str, monkeypatch: pytest.MonkeyPatch
):
    """As one is whose rebuild was overtaken by what others recorded."""
    worker = office.register()
    there, projector = office.tracker.position, office.tracker.projector
    with monkeypatch.context() as before:
        others = [each for each in projector._follows if each[0].name != behind]
        before.setattr(projector, "_follows", others)
        office.tell("start-employment", "2004-04-01", worker=worker, kind="flexible")
    with office.tracker.store.writing() as connection:
        of_it = update(CHECKPOINTS).where(CHECKPOINTS.c.name == behind)
        connection.execute(of_it.values(position=there))
    office.tracker.projector.catch_up()
    assert office.tracker.verify() == []


def test_rows_that_stay_as_they_are_are_not_written_again(office: Office):
    worker = office.register()
    written = writing_of(office)
    office.tell("record-follow-up", "2004-04-02", worker=worker, outcome="at_work")
    told = re.findall(r"(?:INSERT INTO|UPDATE|COPY) (\w+)", "\n".join(written))
    assert set(told) == {"worker_file", "activity", CHECKPOINTS.name}
    assert office.tracker.verify() == []


def test_rows_are_changed_where_they_stand_also_those_that_another_process_wrote(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-04-01", worker=worker, kind="flexible")
    with CaseTracker(office.tracker.database, clock=office.clock) as other:
        office.tracker, here = other, office.tracker
        office.tell("end-employment", "2004-05-01", worker=worker, reason="resigned")
    office.tracker = here
    written = writing_of(office)
    office.tell("start-employment", "2004-05-10", worker=worker, kind="labour_contract")
    assert {"UPDATE", "DELETE"} & {sql.split()[0] for sql in written} == {"UPDATE"}
    assert office.tracker.verify() == []
    void = {"worker": worker, "started_on": "2004-04-01", "reason": "entered_in_error"}
    office.tell("void-employment", "2004-06-01", **void)
    assert office.tracker.verify() == []


def test_several_processes_rebuild_the_same(messy: CaseTracker, monkeypatch: pytest.MonkeyPatch):
    live = {table.name: rows(messy, table) for table in TABLES}
    counts: list[int] = []
    monkeypatch.setattr(filling, "MANY_FACTS", 1)
    assert messy.rebuild(counts.append) == messy.position == sum(counts)
    assert {table.name: rows(messy, table) for table in TABLES} == live
    assert len(counts) > 1


def test_what_a_stopped_rebuild_left_is_gone_after_the_next(
    messy: CaseTracker, monkeypatch: pytest.MonkeyPatch
):
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    before = tables(messy)
    with monkeypatch.context() as interrupted, pytest.raises(KeyboardInterrupt):
        interrupted.setattr(rebuild, "fill", stopped)
        messy.rebuild()
    assert tables(messy) > before
    assert messy.verify() == []
    with ThreadPoolExecutor(2) as both:
        assert set(both.map(lambda _: messy.rebuild(), range(2))) == {messy.position}
    assert tables(messy) == before
    assert messy.verify() == []


def test_rows_verify_after_every_single_command(office: Office):
    worker, other = office.register("区伟"), office.register("单雄信", phone="0750-3301234")
    office.certify(worker, "2004-02-02", "44070304000001")
    for command, on, fields in (
        ("enrol-in-training", "2004-02-03", {"course": "电工", "hours": 40}),
        (
            "complete-training",
            "2004-03-03",
            {"course": "电工", "attended_hours": 40, "passed": True},
        ),
        ("apply-for-assistance", "2004-03-04", {"evidence": "社区证明"}),
        ("return-assistance", "2004-03-04", {"reason": "看不清"}),
        ("apply-for-assistance", "2004-03-05", {}),
        ("assess-assistance", "2004-03-06", {"hard_to_place": False, "reason": "other"}),
        ("start-employment", "2004-04-01", {"kind": "flexible", "employer": "早餐档"}),
        ("record-follow-up", "2004-04-02", {"outcome": "at_work", "next_on": "2004-06-01"}),
        ("rule-out-duplicate", "2004-04-30", {"other": other}),
        ("merge-worker", "2004-05-01", {"into": other}),
    ):
        office.tell(command, on, worker=worker, **fields)
        assert office.tracker.verify() == [], command


def test_a_row_tampered_with_is_found(office: Office):
    worker = office.register()
    with office.tracker.store.writing() as connection:
        connection.execute(update(WORKER_FILE).values(category="李代桃"))
    found = [(d.table, d.stream, d.missing, d.surplus) for d in office.tracker.verify()]
    assert found == [("worker_file", worker, 1, 1)]
