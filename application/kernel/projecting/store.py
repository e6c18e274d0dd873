"""The database of the read models: engines to read and to write."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Table

from application.kernel.database import Database, PostgreSQL, database_at
from application.kernel.keys.keyring import Keyring
from application.kernel.keys.personal_text import open_with
from application.kernel.log.errors import LedgerUnavailable
from application.kernel.projecting.store_engines import CHECKPOINTS_NAME, embedded, on_a_server

MOST_WRITERS = 4
_LOOKED_AT = 400
"""Rows of an index for its statistics, as SQLite's documentation advises: milliseconds a table."""
MOST_UNANSWERED = 100
"""Streams, beyond which copying all of their rows is quicker than changing one after the other."""


class Store:
    """Readers see one snapshot each; writers begin with the write, so that none fails midway."""

    name = "store"

    def __init__(self, database: Database | Path, keys: Keyring) -> None:
        self.database = database_at(database)
        engines = on_a_server if isinstance(self.database, PostgreSQL) else embedded
        self.engine, self._writing, self._apart = engines(self.database)
        for engine in (self.engine, self._writing, self._apart):
            open_with(engine, keys)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all or nothing. Raises `LedgerUnavailable`."""
        with _told(), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """One transaction on tables that nobody else knows: on a server nobody waits for it.

        Raises `LedgerUnavailable`.
        """
        with _told(), self._apart.begin() as connection:
            yield connection

    @contextmanager
    def unanswered(self, connection: Connection, streams: int) -> Iterator[None]:
        """Changes of the rows about some streams: a server is not waited for after each of them.

        Those of many streams are copied, which is waited for.
        """
        if isinstance(self.database, PostgreSQL) and streams <= MOST_UNANSWERED:
            driver: Any = connection.connection.driver_connection
            with driver.pipeline():
                yield
        else:
            yield

    def before_exchange(self, connection: Connection, tables: Iterable[Table]) -> None:
        """Fresh tables are about to take the place of others.

        Waits until nobody reads; who wants to, waits for the end of this transaction.
        """
        if isinstance(self.database, PostgreSQL):
            for table in tables:
                connection.exec_driver_sql(f"ANALYZE {table.name}")
            connection.exec_driver_sql(f"LOCK TABLE {CHECKPOINTS_NAME} IN ACCESS EXCLUSIVE MODE")

    def take_statistics(self, tables: Iterable[Table]) -> None:
        """How the rows are spread over the values of an index, for the embedded database to plan by
        (docs/decisions/0084). A server takes them by itself. Raises `LedgerUnavailable`.
        """
        if isinstance(self.database, PostgreSQL):
            return
        with self.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA analysis_limit={_LOOKED_AT}")
            # Where that is another table than before, every connection reads it anew.
            connection.exec_driver_sql("DROP TABLE IF EXISTS sqlite_stat1")
            for table in tables:
                connection.exec_driver_sql(f"ANALYZE {table.name}")

    @property
    def writers(self) -> int:
        """How many may write apart side by side."""
        return MOST_WRITERS if isinstance(self.database, PostgreSQL) else 1

    def close(self) -> None:
        for engine in (self.engine, self._writing, self._apart):
            engine.dispose()


@contextmanager
def _told() -> Iterator[None]:
    """Where the database does not do what the driver is asked: whoever writes asks much of it
    without SQLAlchemy, which has an error of its own for the same."""
    try:
        yield
    except (sqlite3.OperationalError, psycopg.OperationalError) as error:
        raise LedgerUnavailable(reason=str(error)) from error
