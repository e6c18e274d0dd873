"""The people by what they are searched, sorted and compared by: opened, in memory.

In the store these words are sealed like every other; here they are plain for as long as the
process lives, and a person whose key is destroyed is gone from here as well (docs/decisions/0020).
The index answers with ids, and has all that they are filtered and sorted by; the rows of a page
come from the store, whichever database that is (docs/decisions/0035).
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    QueuePool,
    RowMapping,
    Select,
    StaticPool,
    Table,
    create_engine,
    delete,
    union,
)

from application.kernel.clock import new_id
from application.kernel.database import LOCK_SECONDS
from application.kernel.projected import gathered
from application.kernel.projector import batched
from application.kernel.read_model import Rows
from application.kernel.register import STREAMS_AT_ONCE, Register
from application.kernel.written_rows import write_rows
from domain.erasure.erasures import WorkerErased

OPENED = MetaData()
_MOST_FACTS = 5_000
"""After more facts than this, opening everybody anew is as quick."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is kept of the rows that `sealed` asks for, each with its `stream`.

    `rows_of` makes of one of them those in memory.
    """

    sealed: Select[Any]
    tables: tuple[Table, ...]
    rows_of: Callable[[RowMapping], Rows]

    def streams(self) -> Select[Any]:
        return self.sealed.with_only_columns(self.sealed.selected_columns.stream)

    def of(self, streams: Sequence[UUID]) -> Select[Any]:
        return self.sealed.where(self.sealed.selected_columns.stream.in_(streams))


class PeopleIndex:
    """Stands at a position of the log, as the read models do; filled when it is first needed."""

    def __init__(self, register: Register, opened: Sequence[Opened]) -> None:
        self.register = register
        self.opened = opened
        self.position = -1
        self._lock = Lock()
        uri = f"file:/taizhang-{new_id().hex}?vfs=memdb"
        # The one connection that writes also keeps the database alive.
        self._writing = _engine(uri, poolclass=StaticPool)
        self._reading = _engine(uri, poolclass=QueuePool, max_overflow=-1)
        with self._writing.begin() as connection:
            OPENED.create_all(connection, list(self._tables()))

    @contextmanager
    def reading(self, snapshot: Connection, position: int) -> Iterator[Connection]:
        """Everybody as in a snapshot of the read models at a position, or later.

        No transaction is held: each question sees what is there when it is asked.
        """
        self._follow(snapshot, position)
        with self._reading.connect() as connection:
            yield connection

    def forget(self) -> None:
        """Open everybody anew when next asked."""
        self.position = -1

    def close(self) -> None:
        self._reading.dispose()
        self._writing.dispose()

    def _follow(self, snapshot: Connection, position: int) -> None:
        if self.position >= position:
            return
        with self._lock, self._writing.connect() as writing:
            if self.position >= position:
                return
            touched = self._touched(position)
            writing.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                for streams in batched(self._cleared(snapshot, writing, touched), STREAMS_AT_ONCE):
                    self._open(snapshot, writing, streams)
                writing.exec_driver_sql("COMMIT")
            except BaseException:
                writing.exec_driver_sql("ROLLBACK")
                raise
            self.position = position

    def _touched(self, position: int) -> list[UUID] | None:
        """Whose rows may be others since; None is everybody."""
        if self.position < 0:
            return None
        facts = self.register.touched(self.position, _MOST_FACTS)
        # Another process may have destroyed their keys.
        self.register.keys.forget(
            stream for _, stream, name in facts if name == WorkerErased.stored_as
        )
        if len(facts) == _MOST_FACTS and facts[-1][0] < position:
            return None
        return list(dict.fromkeys(stream for _, stream, _ in facts))

    def _cleared(
        self, snapshot: Connection, writing: Connection, touched: list[UUID] | None
    ) -> Iterable[UUID]:
        """Take away what is here of some people, or of all; whose rows are to be opened."""
        for table in self._tables():
            gone = delete(table)
            if touched is not None:
                gone = gone.where(table.c.stream.in_(touched))
            writing.execute(gone)
        if touched is not None:
            return touched
        return snapshot.scalars(union(*(opened.streams() for opened in self.opened)))

    def _open(self, snapshot: Connection, writing: Connection, streams: list[UUID]) -> None:
        self.register.keys.take(streams)
        for opened in self.opened:
            rows = snapshot.execute(opened.of(streams)).mappings()
            for table, told in gathered(map(opened.rows_of, rows)).items():
                write_rows(writing, table, told)

    def _tables(self) -> Iterable[Table]:
        return (table for opened in self.opened for table in opened.tables)


def _engine(uri: str, **pool: Any) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, timeout=LOCK_SECONDS, check_same_thread=False, isolation_level=None
        )

    return create_engine("sqlite://", creator=connect, **pool)
