"""Nothing in the log is ever updated or deleted (the house, Writing 6)."""

import ast
import re
from collections.abc import Iterator

import pytest

from application.kernel.log.rights import LOG
from tests.architecture.repository import ROOT, files, name_of

TABLES = LOG
WRITERS = {
    f"application/kernel/{name}.py"
    for name in (
        "log/register",
        "log/log",
        "log/postgres_turn",
        "log/schema",
        "log/sqlite",
        "integrity/chain",
        "integrity/chain_rows",
        "integrity/chain_walk",
        "integrity/integrity",
        "integrity/seal",
        "integrity/stored_seals",
        "copies/read_back",
    )
}
REFUSES_THEM = "application/kernel/log/rights.py"
"""Names the changes in the triggers that refuse them."""
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
        if name_of(path) != REFUSES_THEM
        and (changes := changes_of_the_log(path.read_text("utf-8"), name_of(path) in WRITERS))
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
