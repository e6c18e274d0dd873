"""A ledger that an earlier version made goes on as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

from application.kernel.database import SQLite
from application.kernel.integrity.integrity import check
from tests.databases import database_in
from tests.register.office import notes_of, opened, registration, request, visit


def kinds_of_ids(file: Path) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return set(connection.execute("SELECT DISTINCT typeof(originator_id) FROM stored_events"))


def test_a_new_ledger_keeps_ids_in_sixteen_bytes(tmp_path: Path):
    opened(tmp_path).close()
    assert kinds_of_ids(database_in(tmp_path).files) == {("blob",)}


def test_a_ledger_with_ids_as_texts_is_written_and_read(tmp_path: Path):
    database = database_in(tmp_path)
    with closing(sqlite3.connect(database.files)) as connection:
        connection.execute(
            "CREATE TABLE stored_events (originator_id TEXT, originator_version INTEGER, "
            "topic TEXT, state BLOB, PRIMARY KEY (originator_id, originator_version))"
        )
    with opened(tmp_path) as tracker:
        worker = tracker.do(request(registration(1), "a")).worker
        assert worker
    with opened(tmp_path) as tracker:
        tracker.do(request(visit(1, "来访"), "b"))
        assert tracker.do(request(registration(1), "a")).worker == worker
        assert notes_of(tracker.register.stream(worker)) == ["来访"]
        assert [stream for _, stream, _ in tracker.register.touched(0, 100)].count(worker) == 2
        assert tracker.verify() == []
    assert kinds_of_ids(database.files) == {("text",)}
    assert check(SQLite(database.files), None).faults == []
