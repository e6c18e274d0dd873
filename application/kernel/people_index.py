"""The people by what they are searched, sorted and compared by: opened, in memory.

On the disk these words are sealed like every other; here they are plain for as long as the
process lives, and a person whose key is destroyed is gone from here as well (docs/decisions/0020).
Readers of the store see the tables as `people.…`, beside those on the disk.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from sqlalchemy import (
    Connection,
    MetaData,
    RowMapping,
    StaticPool,
    Table,
    create_engine,
    delete,
    select,
    union,
)
from sqlalchemy.schema import CreateIndex, CreateTable

from application.kernel.clock import new_id
from application.kernel.projector import CHECKPOINTS, batched, gathered
from application.kernel.read_model import Rows
from application.kernel.register import LOCK_SECONDS, STREAMS_AT_ONCE, Register
from application.kernel.store import Store, write_rows
from domain.erasure.erasures import WorkerErased

OPENED = MetaData(schema="people")
_MOST_FACTS = 5_000
"""After more facts than this, opening everybody anew is as quick."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is kept of one table, opened: `rows_of` makes of a row of it those in memory."""

    sealed: Table
    tables: tuple[Table, ...]
    rows_of: Callable[[RowMapping], Rows]


class PeopleIndex:
    """Stands at a position of the log, as the read models do; filled when it is first needed."""

    def __init__(self, register: Register, opened: Sequence[Opened]) -> None:
        """Connections of this process share the database in memory under the name `uri`."""
        self.uri = f"file:/taizhang-{new_id().hex}?vfs=memdb"
        self.register = register
        self.opened = opened
        self.position = -1
        self._lock = Lock()

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(
                self.uri,
                uri=True,
                timeout=LOCK_SECONDS,
                check_same_thread=False,
                isolation_level=None,
            )

        engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
        # Names of tables are those of readers; to itself this database is the only one.
        self._engine = engine.execution_options(schema_translate_map={"people": None})
        with self._engine.begin() as connection:
            for table in self._tables():
                connection.execute(CreateTable(table))
                for index in table.indexes:
                    connection.execute(CreateIndex(index))

    def follow(self, store: Store, position: int) -> None:
        """Have everybody here as they are at a position of the read models, or later."""
        if self.position >= position:
            return
        with self._lock, store.reading() as reading:
            reached = min(reading.scalars(select(CHECKPOINTS.c.position)), default=0)
            touched = self._touched(reached)
            with self._engine.connect() as writing:
                writing.exec_driver_sql("BEGIN IMMEDIATE")
                for streams in batched(self._cleared(reading, writing, touched), STREAMS_AT_ONCE):
                    self._open(reading, writing, streams)
                writing.exec_driver_sql("COMMIT")
            self.position = reached

    def forget(self) -> None:
        """Open everybody anew when next asked."""
        self.position = -1

    def close(self) -> None:
        self._engine.dispose()

    def _touched(self, reached: int) -> list[UUID] | None:
        """Whose rows may be others since; None is everybody."""
        if self.position < 0:
            return None
        facts = self.register.touched(self.position, _MOST_FACTS)
        # Another process may have destroyed their keys.
        self.register.keys.forget(
            stream for _, stream, name in facts if name == WorkerErased.stored_as
        )
        if len(facts) == _MOST_FACTS and facts[-1][0] < reached:
            return None
        return list(dict.fromkeys(stream for _, stream, _ in facts))

    def _cleared(
        self, reading: Connection, writing: Connection, touched: list[UUID] | None
    ) -> Iterable[UUID]:
        """Take away what is here of some people, or of all; whose rows are to be opened."""
        for table in self._tables():
            gone = delete(table)
            if touched is not None:
                gone = gone.where(table.c.stream.in_(touched))
            writing.execute(gone)
        if touched is not None:
            return touched
        streams = (select(opened.sealed.c.stream) for opened in self.opened)
        return reading.scalars(union(*streams))

    def _open(self, reading: Connection, writing: Connection, streams: list[UUID]) -> None:
        self.register.keys.take(streams)
        for opened in self.opened:
            asked = select(opened.sealed).where(opened.sealed.c.stream.in_(streams))
            rows = reading.execute(asked).mappings()
            for table, told in gathered(map(opened.rows_of, rows)).items():
                write_rows(writing, table, told)

    def _tables(self) -> Iterable[Table]:
        return (table for opened in self.opened for table in opened.tables)
