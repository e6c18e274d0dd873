"""The database of the read models: one engine to read, one to write."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Table, event

from application.kernel.database import Database, database_at
from application.kernel.keyring import Keyring
from application.kernel.personal_text import is_personal, open_with, sealing

# Rows can be rebuilt, so a commit of theirs need not wait for the disk; the log's does.
_PRAGMAS = (
    "synchronous=NORMAL",
    "mmap_size=1073741824",
    "cache_size=-65536",
    "temp_store=MEMORY",
)


class Store:
    """Readers see one snapshot each; writers begin with the write, so that none fails midway."""

    def __init__(self, database: Database | Path, keys: Keyring) -> None:
        self.database = database_at(database)
        self.engine = _engine(self.database, "BEGIN")
        self._writing = _engine(self.database, "BEGIN IMMEDIATE")
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

    def close(self) -> None:
        self.engine.dispose()
        self._writing.dispose()


def _engine(database: Database, begin: str) -> Engine:
    engine = database.engine()

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def write_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows, each with all columns of the table.

    The driver takes them as they are: SQLAlchemy's own way of many rows costs as much again as
    making them.
    """
    names = [column.name for column in table.columns]
    values, processed = itemgetter(*names), _processes(connection.dialect, table)
    seal = sealing(connection.dialect, table, rows)
    personal = [place for place, column in enumerate(table.columns) if is_personal(column)]

    def plain(row: Mapping[str, Any]) -> list[Any]:
        cells = list(values(row))
        for place in personal:
            if cells[place] is not None:
                cells[place] = seal(row["stream"], cells[place])
        for place, process in processed:
            cells[place] = process(cells[place])
        return cells

    marks = ",".join("?" * len(names))
    sql = f"INSERT INTO {table.name} ({','.join(names)}) VALUES ({marks})"
    cursor = connection.connection.cursor()
    cursor.executemany(sql, list(map(plain, rows)))
    cursor.close()


def _processes(dialect: Dialect, table: Table) -> list[tuple[int, Callable[[Any], Any]]]:
    """What the driver wants done with a value, by the place of its column."""
    wanted = (
        (place, column.type.dialect_impl(dialect).bind_processor(dialect))
        for place, column in enumerate(table.columns)
        if not is_personal(column)
    )
    return [(place, process) for place, process in wanted if process]
