"""One snapshot of a ledger's database, only read: without its keys, whoever writes to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from psycopg import Connection, IsolationLevel

from application.kernel.database import Database, PostgreSQL, database_at
from application.kernel.log.pool import as_in_a_file
from application.kernel.log.postgres import in_postgresql

_ROWS_AT_ONCE = 5_000


class Snapshot(Protocol):
    """Takes the statements of the embedded database."""

    def execute(self, sql: str, parameters: tuple[Any, ...] = (), /) -> Any:
        """A cursor: its rows one after the other, `fetchone`."""
        ...


@contextmanager
def snapshot(database: Database | Path) -> Iterator[Snapshot]:
    """Raises `sqlite3.Error`, `psycopg.Error`."""
    database = database_at(database)
    if not isinstance(database, PostgreSQL):
        with only_reading(database.files) as connection:
            yield connection
        return
    with database.connected() as on_a_server:
        as_in_a_file(on_a_server)
        on_a_server.isolation_level = IsolationLevel.REPEATABLE_READ
        on_a_server.read_only = True
        with on_a_server.transaction(), ExitStack() as cursors:
            yield _OnAServer(on_a_server, cursors)


@contextmanager
def only_reading(file: Path) -> Iterator[sqlite3.Connection]:
    """One snapshot of a file, whatever bytes stand in its texts."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    connection.isolation_level = None
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


class _OnAServer:
    def __init__(self, connection: Connection[Any], cursors: ExitStack) -> None:
        self._connection = connection
        self._cursors = cursors
        self._numbers = count(1)

    def execute(self, sql: str, parameters: tuple[Any, ...] = (), /) -> Any:
        if parameters:
            cursor = self._connection.cursor(binary=True)
            return cursor.execute(in_postgresql(sql), parameters)
        # What is asked without any may be the whole log: it comes in parts.
        several = self._cursors.enter_context(
            self._connection.cursor(f"snapshot_{next(self._numbers)}", binary=True)
        )
        several.itersize = _ROWS_AT_ONCE
        return several.execute(in_postgresql(sql))


def tables(there: Snapshot) -> set[str]:
    names = (
        "SELECT name FROM sqlite_master WHERE type='table'"
        if isinstance(there, sqlite3.Connection)
        else "SELECT table_name FROM information_schema.tables "
        "WHERE table_schema = current_schema()"
    )
    return {name for (name,) in there.execute(names)}


def damage(there: Snapshot) -> list[str]:
    """What an embedded database says is damaged in its file; a server sees to its own.

    SQLite 3.40 speaks of nulls where there are none, in tables without rowid.
    """
    if not isinstance(there, sqlite3.Connection):
        return []
    said = (text for (text,) in there.execute("PRAGMA integrity_check(1000)"))
    return [text for text in said if text != "ok" and not text.startswith("NULL value in ")]
