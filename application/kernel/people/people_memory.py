"""The database in the memory of the process in which the people index lies."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Engine,
    QueuePool,
    StaticPool,
    Table,
    create_engine,
    func,
    select,
)

from application.kernel.clock import new_id
from application.kernel.database import LOCK_SECONDS
from application.kernel.people.opened_rows import OPENED, Cells
from application.kernel.people.paired_rows import Pairs
from application.kernel.people.text_index import kept
from application.kernel.projecting.written_rows import insert_written, remove_rows


class PeopleMemory:
    """One thread writes at a time, others read."""

    def __init__(self, tables: Sequence[Table], pairs: Sequence[Pairs] = ()) -> None:
        """`tables` have rows about one person each, and `pairs` follow from those."""
        self.tables = tables
        self.pairs = pairs
        self._tables = [*tables, *(each.table for each in pairs)]
        self._indexes = [index for table in self._tables for index in table.indexes]
        uri = f"file:/taizhang-{new_id().hex}?vfs=memdb"
        # The one connection that writes also keeps the database alive.
        self.writing = _engine(uri, poolclass=StaticPool)
        self.reading = _engine(uri, poolclass=QueuePool, max_overflow=-1)
        with self.writing.begin() as connection:
            OPENED.create_all(connection, self._tables)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self.writing.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise

    def empty(self, writing: Connection) -> None:
        """Without rows, and without indexes, which come after the rows."""
        OPENED.drop_all(writing, self._tables)
        OPENED.create_all(writing, self._tables)
        for index in self._indexes:
            index.drop(writing)

    def index(self, writing: Connection) -> None:
        for index in self._indexes:
            index.create(writing)

    def put(self, writing: Connection, table: Table, rows: Sequence[Cells]) -> None:
        """Add rows, within a transaction."""
        last = [index.last(writing) for index in kept(table)]
        insert_written(writing, table, rows)
        for index, after in zip(kept(table), last, strict=True):
            index.add(writing, after)

    def take_out(self, writing: Connection, streams: Sequence[UUID]) -> None:
        """Remove all rows about some people, within a transaction."""
        for table in self.tables:
            for index in kept(table):
                index.remove(writing, streams)
            remove_rows(writing, table, streams)

    def people(self) -> int:
        """How many there are."""
        with self.reading.connect() as connection:
            return connection.scalar(select(func.count()).select_from(self.tables[0])) or 0

    def close(self) -> None:
        self.reading.dispose()
        self.writing.dispose()


def _engine(uri: str, **pool: Any) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=LOCK_SECONDS, check_same_thread=False, isolation_level=None
        )
        # Else what it sorts goes into a file where it is much: names in plain.
        connection.execute("PRAGMA temp_store=MEMORY")
        return connection

    return create_engine("sqlite://", creator=connect, **pool)
