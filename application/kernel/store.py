"""The database of the read models: one engine to read, one to write."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Dialect, Engine, Table, event

from application.kernel.database import Database, PostgreSQL, database_at
from application.kernel.keyring import Keyring
from application.kernel.personal_text import is_personal, open_with, sealing

# Rows can be rebuilt, so a commit of theirs need not wait for the disk; the log's does.
_PRAGMAS = (
    "synchronous=NORMAL",
    "mmap_size=1073741824",
    "cache_size=-65536",
    "temp_store=MEMORY",
)
CHECKPOINTS_NAME = "read_model_checkpoints"
_WRITING = 0x73_74_6F_72_65
"""The number of the lock of whoever writes read models, among those that a server keeps."""


class Store:
    """Readers see one snapshot each; writers begin with the write, so that none fails midway."""

    name = "store"

    def __init__(self, database: Database | Path, keys: Keyring) -> None:
        self.database = database_at(database)
        engines = _on_a_server if isinstance(self.database, PostgreSQL) else _embedded
        self.engine, self._writing = engines(self.database)
        for engine in (self.engine, self._writing):
            open_with(engine, keys)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all or nothing."""
        with self._writing.begin() as connection:
            yield connection

    def before_exchange(self, connection: Connection, tables: Iterable[Table]) -> None:
        """Fresh tables are about to take the place of others.

        Waits until nobody reads; who wants to, waits for the end of this transaction.
        """
        if isinstance(self.database, PostgreSQL):
            for table in tables:
                connection.exec_driver_sql(f"ANALYZE {table.name}")
            connection.exec_driver_sql(f"LOCK TABLE {CHECKPOINTS_NAME} IN ACCESS EXCLUSIVE MODE")

    def close(self) -> None:
        self.engine.dispose()
        self._writing.dispose()


def _embedded(database: Database) -> tuple[Engine, Engine]:
    """To read, and to write."""

    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    reading, writing = database.engine(), database.engine()
    for engine in (reading, writing):
        event.listen(engine, "connect", connected)
    return _beginning(reading, "BEGIN"), _beginning(writing, "BEGIN IMMEDIATE")


def _on_a_server(database: Database) -> tuple[Engine, Engine]:
    """A snapshot that began before tables were exchanged would see the new ones half-filled: who
    reads holds off the exchange, and takes the snapshot behind that lock."""

    def connected(connection: Any, _record: Any) -> None:
        connection.execute("SET synchronous_commit = off")
        connection.commit()

    reading = database.engine(isolation_level="REPEATABLE READ")
    writing = database.engine()
    event.listen(writing, "connect", connected)
    return (
        _beginning(reading, f"LOCK TABLE {CHECKPOINTS_NAME} IN ACCESS SHARE MODE"),
        _beginning(writing, f"SELECT pg_advisory_xact_lock({_WRITING})"),
    )


def _beginning(engine: Engine, statement: str) -> Engine:
    """Every transaction begins with a statement: no question, of which a server makes no cursor."""
    at_once = {"stream_results": False}
    event.listen(engine, "begin", lambda c: c.exec_driver_sql(statement, execution_options=at_once))
    return engine


def write_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows, each with all columns of the table.

    The driver takes them as they are: SQLAlchemy's own way of many rows costs as much again as
    making them.
    """
    names, plain = _as_written(connection, table, rows)
    cursor = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        _copied(cursor, f"{table.name} ({','.join(names)})", map(plain, rows))
    else:
        marks = ",".join("?" * len(names))
        sql = f"INSERT INTO {table.name} ({','.join(names)}) VALUES ({marks})"
        cursor.executemany(sql, list(map(plain, rows)))
    cursor.close()


def update_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Change the one row about each stream: indexes stay, and on a server the place of the row."""
    names, plain = _as_written(connection, table, rows)
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    cells = ",".join(f"{name}={mark}" for name in names[1:])
    cursor = connection.connection.cursor()
    cursor.executemany(
        f"UPDATE {table.name} SET {cells} WHERE {names[0]}={mark}",
        [(*row[1:], row[0]) for row in map(plain, rows)],
    )
    cursor.close()


def _as_written(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> tuple[Sequence[str], Callable[[Mapping[str, Any]], list[Any]]]:
    """The names of the columns, the stream first, and what makes cells for the driver of a row."""
    names, values, processed, personal = _shape(connection.dialect, table)
    seal = sealing(connection.dialect, table, rows) if personal else None

    def plain(row: Mapping[str, Any]) -> list[Any]:
        cells = list(values(row))
        for place in personal:
            assert seal
            if cells[place] is not None:
                cells[place] = seal(row["stream"], cells[place])
        for place, process in processed:
            if (cell := cells[place]) is not None:
                cells[place] = process(cell)
        return cells

    return names, plain


def _copied(cursor: Any, into: str, rows: Iterable[list[Any]]) -> None:
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def remove_rows(connection: Connection, table: Table, streams: Sequence[UUID]) -> None:
    """Take away all rows about some streams, as the driver does it: see `write_rows`."""
    process = dict(_shape(connection.dialect, table).processed).get(0)
    told = [process(stream) if process else stream for stream in streams]
    cursor = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        cursor.execute(f"DELETE FROM {table.name} WHERE stream = ANY(%s)", (told,))
    else:
        cursor.executemany(
            f"DELETE FROM {table.name} WHERE stream=?", [(stream,) for stream in told]
        )
    cursor.close()


class _Shape(NamedTuple):
    """What is the same for all rows of a table; columns by their places."""

    names: Sequence[str]
    values: Callable[[Mapping[str, Any]], Sequence[Any]]
    processed: Sequence[tuple[int, Callable[[Any], Any]]]
    personal: Sequence[int]


@lru_cache(maxsize=256)
def _shape(dialect: Dialect, table: Table) -> _Shape:
    names = [column.name for column in table.columns]
    personal = [place for place, column in enumerate(table.columns) if is_personal(column)]
    return _Shape(names, itemgetter(*names), _processes(dialect, table), personal)


def _processes(dialect: Dialect, table: Table) -> list[tuple[int, Callable[[Any], Any]]]:
    """What the driver wants done with a value, by the place of its column."""
    wanted = (
        (place, column.type.dialect_impl(dialect).bind_processor(dialect))
        for place, column in enumerate(table.columns)
        if not is_personal(column)
    )
    return [(place, process) for place, process in wanted if process]
