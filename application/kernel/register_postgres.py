"""The log on a server: the library's recorder with an insert of its own.

The library's insert holds the whole payload in a pipeline, which hangs for ever on a big one, and
its positions come from a sequence. Here a writer has a lock until its commit, sees the end of the
log and gives the positions itself, one after the other: whoever reads a position has read, or can
read, all before it (docs/decisions/0030).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import psycopg
from eventsourcing.persistence import InternalError, OperationalError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from psycopg import Connection, Cursor
from psycopg.errors import ReadOnlySqlTransaction

from application.kernel import chain
from application.kernel.chain import Link
from application.kernel.register_log import Answer, Sealed, Standing, answer_row, as_text
from application.kernel.register_pool import Datastore
from application.kernel.seal import SEALS, Seal

T = TypeVar("T")

_WRITING = 0x74_61_69
_PAGE = 5_000
_AT_ONCE = 2_000
_LINKS = chain.LINKS
_BEGIN = (
    f"BEGIN; SELECT pg_advisory_xact_lock({_WRITING}); {_LINKS} ORDER BY link DESC LIMIT 1; "
    "SELECT coalesce(max(notification_id), 0) FROM stored_events"
)
"""Waits for whoever writes just now; what is read behind the lock stays so until the commit."""
_INSERT = (
    "WITH facts AS (INSERT INTO stored_events (notification_id, originator_id, "
    "originator_version, topic, state) SELECT * FROM unnest("
    "%s::bigint[], %s::uuid[], %s::bigint[], %s::text[], %b::bytea[])), "
    "answered AS (INSERT INTO answered_commands SELECT * FROM unnest("
    "%s::bytea[], %s::bytea[], %s::uuid[], %s::bigint[], %s::bigint[])) "
    "INSERT INTO log_chain SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[], "
    "%s::bytea[])"
)


class InDoubt(OperationalError):
    """The connection was lost while committing: nobody knows which of both became of it."""


class _End(NamedTuple):
    """The log as a writer finds it behind the lock."""

    cursor: Cursor[Any]
    head: Link
    position: int


class PostgresLog(PostgresApplicationRecorder):
    """Facts, the commands that were answered, and the links of both, in one transaction."""

    def __init__(self, conninfo: str) -> None:
        super().__init__(Datastore(conninfo))

    def close(self) -> None:
        self.datastore.close()

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        answers: Sequence[tuple[Answer, int]] = kwargs.get("answers", ())
        return self._attempt(lambda connection: [_inserted(connection, stored_events, answers)])

    def seal(self, make: Sealed) -> Seal | None:
        return self._attempt(lambda connection: _sealed(connection, make))

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

    def _attempt(self, work: Callable[[Connection[Any]], T]) -> T:
        """Again on another connection, where one was lost before anything was committed."""
        connection: Connection[Any] | None = None
        try:
            with self.datastore.get_connection() as connection:
                return work(connection)
        except InDoubt:
            raise
        except (OperationalError, InternalError) as error:
            standby = isinstance(error.__cause__, ReadOnlySqlTransaction)
            if not (connection and (connection.closed or standby)):
                raise
        self.datastore.pool.drain()
        with self.datastore.get_connection() as connection:
            return work(connection)


@lru_cache(maxsize=256)
def in_postgresql(sql: str) -> bytes:
    """A statement of the embedded database in the words of this one."""
    return sql.replace("rowid", "notification_id").replace("?", "%s").encode()


@contextmanager
def _writing(connection: Connection[Any]) -> Iterator[_End]:
    cursor = connection.cursor()
    try:
        cursor.execute(_BEGIN, prepare=False)
        told = [result.fetchall() for result in cursor.results() if result.description]
        _, head, position = told
        yield _End(cursor, Link(*head[0]), position[0][0])
    except BaseException:
        if not connection.closed:
            connection.rollback()
        raise
    try:
        cursor.execute("COMMIT")
    except psycopg.OperationalError as error:
        raise InDoubt(str(error)) from error


def _inserted(
    connection: Connection[Any],
    events: Sequence[StoredEvent],
    answers: Sequence[tuple[Answer, int]],
) -> int:
    """The position of the last fact."""
    with _writing(connection) as end:
        before, first = end.head, end.position
        answer_rows = [answer_row(answer, first + facts, as_text) for answer, facts in answers]
        rows = [_fact_row(event, at) for at, event in enumerate(events, first + 1)]
        for start in range(0, max(len(rows), 1), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            answered = answer_rows if start + _AT_ONCE >= len(rows) else []
            links = list(chain.linked(before, some, answered))
            columns = (*_columns(some, 5), *_columns(answered, 5), *_columns(links, 4))
            end.cursor.execute(_INSERT, columns)
            before = links[-1] if links else before
        return first + len(rows)


def _sealed(connection: Connection[Any], make: Sealed) -> Seal | None:
    with _writing(connection) as (cursor, head, position):
        origin = cursor.execute(f"{_LINKS} WHERE link=0").fetchone()
        last = cursor.execute(f"{SEALS} ORDER BY number DESC LIMIT 1").fetchone()
        assert origin
        made = make(Standing(Link(*origin), head, position, Seal(*last) if last else None))
        if made:
            cursor.execute(f"INSERT INTO log_seals VALUES ({','.join(['%s'] * len(made))})", made)
        return made


def _fact_row(event: StoredEvent, position: int) -> tuple[Any, ...]:
    """As the chain is told of it: position, stream, version, name, state."""
    stream = event.originator_id
    assert isinstance(stream, UUID)
    return (position, stream.hex, event.originator_version, event.topic, event.state)


def _columns(rows: Sequence[Sequence[Any]], count: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(count)]
