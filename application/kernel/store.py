"""The database of the read models: one engine to read, one to write."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, event

from application.kernel.database import Database, PostgreSQL, database_at
from application.kernel.keyring import Keyring
from application.kernel.personal_text import open_with

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
