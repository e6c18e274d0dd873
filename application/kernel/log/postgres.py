"""The log on a server: the library's recorder with an insert of its own.

The library's insert holds the whole payload in a pipeline, which hangs for ever on a big one, and
its positions come from a sequence. Here a writer has a lock until its commit, sees the end of the
log and gives the positions itself, one after the other: whoever reads a position has read, or can
read, all before it (docs/decisions/0030).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from threading import local
from typing import Any, TypeVar

from eventsourcing.persistence import InternalError, OperationalError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from psycopg import Connection
from psycopg.errors import ReadOnlySqlTransaction

from application.kernel.integrity.seal import Seal
from application.kernel.log.log import Sealed
from application.kernel.log.pool import Datastore
from application.kernel.log.postgres_turn import (
    End,
    begun,
    committed,
    inserted,
    sealed,
)

T = TypeVar("T")

_PAGE = 5_000


class PostgresLog(PostgresApplicationRecorder):
    """Facts, the commands that were answered, and the links of both, in one transaction."""

    def __init__(self, conninfo: str) -> None:
        super().__init__(Datastore(conninfo))
        self._turn = local()

    def close(self) -> None:
        self.datastore.close()

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        with self._writing() as end:
            return [inserted(end, stored_events, kwargs.get("answers", ()))]

    def seal(self, make: Sealed) -> Seal | None:
        with self._writing() as end:
            return sealed(end, make)

    @contextmanager
    def turn(self) -> Iterator[int]:
        with self._writing() as end:
            yield end.position

    @contextmanager
    def _writing(self) -> Iterator[End]:
        """One transaction of this thread, in which all is that it asks of the log."""
        if self._end:
            yield self._end
            return
        with ExitStack() as lent:
            self._turn.end = end = self._attempt(begun, lent)
            try:
                with committed(end):
                    yield end
            finally:
                self._turn.end = None

    @property
    def _end(self) -> End | None:
        """What this thread is about to write behind; None while it is not writing."""
        return getattr(self._turn, "end", None)

    def rows(self, sql: str, *parameters: Any) -> list[Any]:
        def read(connection: Connection[Any]) -> list[Any]:
            cursor = connection.cursor(binary=True)
            return cursor.execute(in_postgresql(sql), parameters).fetchall()

        return self._attempt(read)

    def pages(self, sql: str, *parameters: Any) -> Iterator[list[Any]]:
        with (
            self.datastore.get_connection() as connection,
            connection.transaction(),
            connection.cursor("pages_of_the_log", binary=True) as cursor,
        ):
            cursor.execute(in_postgresql(sql), parameters)
            while rows := cursor.fetchmany(_PAGE):
                yield rows

    def _attempt(self, work: Callable[[Connection[Any]], T], until: ExitStack | None = None) -> T:
        """Again on another connection, where one was lost before anything was committed.

        After the work the connection stays lent `until` then.
        """
        if self._end:
            return work(self._end.connection)
        connection: Connection[Any] | None = None
        try:
            with self._lent(until) as connection:
                return work(connection)
        except (OperationalError, InternalError) as error:
            standby = isinstance(error.__cause__, ReadOnlySqlTransaction)
            if not (connection and (connection.closed or standby)):
                raise
        self.datastore.pool.drain()
        with self._lent(until) as connection:
            return work(connection)

    @contextmanager
    def _lent(self, until: ExitStack | None) -> Iterator[Connection[Any]]:
        with ExitStack() as used:
            yield used.enter_context(self.datastore.get_connection())
            if until:
                until.push(used.pop_all())


@lru_cache(maxsize=256)
def in_postgresql(sql: str) -> bytes:
    """A statement of the embedded database in the words of this one."""
    return sql.replace("rowid", "notification_id").replace("?", "%s").encode()
