"""Nothing in the log is ever updated or deleted (the house, Writing 6)."""

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, files, name_of
from tests.register.office import opened, registration, request, visit, worker

TABLES = ("stored_events", "answered_commands")
WRITERS = {"application/kernel/register.py", "application/kernel/register_recorder.py"}
CHANGES = re.compile(r"\b(update|delete|replace|upsert|drop|alter|vacuum|on conflict)\b", re.I)


def texts(source: str) -> Iterator[str]:
    """Every string of a module but its docstrings; the gaps of an f-string as `?`."""
    tree = ast.parse(source)
    described = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in described:
                yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "?" for v in node.values)


def changes_of_the_log(source: str, writer: bool) -> list[str]:
    """Statements that would change the log; outside of it, those that touch it at all."""
    touching = [text for text in texts(source) if any(table in text for table in TABLES)]
    return [text for text in texts(source) if CHANGES.search(text)] if writer else touching


def test_the_application_only_inserts_and_selects():
    found = {
        name_of(path): changes
        for path in files(".py", under=ROOT / "application")
        if (changes := changes_of_the_log(path.read_text("utf-8"), name_of(path) in WRITERS))
    }
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    [
        'sql = "UPDATE stored_events SET state=?"',
        'sql = f"delete from {table} where rowid=?"',
        'sql = "INSERT OR REPLACE INTO stored_events VALUES (?)"',
        'sql = "INSERT INTO answered_commands VALUES (?) ON CONFLICT DO NOTHING"',
    ],
)
def test_a_planted_change_is_found(planted: str):
    assert changes_of_the_log(planted, writer=True)


def test_a_planted_touch_from_elsewhere_is_found():
    assert changes_of_the_log('sql = "SELECT * FROM stored_events"', writer=False)
    assert not changes_of_the_log('"""What stored_events are."""', writer=False)


def forbid_changes(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        for table in TABLES:
            for change in ("UPDATE", "DELETE"):
                connection.execute(
                    f"CREATE TRIGGER no_{change}_of_{table} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{change} of {table}'); END"
                )
    connection.close()


def test_a_ledger_that_forbids_changes_of_the_log_serves_all_the_same(tmp_path: Path):
    with opened(tmp_path) as tracker:
        forbid_changes(tmp_path / "ledger.db")
        tracker.do(request(registration(1), "a"))
        tracker.do(request(registration(2), "b"))
        tracker.do(request(visit(1, "x"), "c"))
        tracker.do(request(visit(1, "x"), "c"))
        merger = {"command": "merge-worker", "effective_on": "2005-02-01", "worker": worker(1)}
        tracker.do(request(merger | {"into": worker(2)}, "d"))
        assert tracker.rebuild()
        assert tracker.verify() == []
    with opened(tmp_path) as again:
        assert all(model.behind == 0 for model in again.status())


def test_the_triggers_forbid_what_they_say(tmp_path: Path):
    opened(tmp_path).close()
    forbid_changes(tmp_path / "ledger.db")
    connection = sqlite3.connect(tmp_path / "ledger.db")
    with pytest.raises(sqlite3.IntegrityError, match="DELETE of stored_events"):
        connection.execute("DELETE FROM stored_events")
    connection.close()
