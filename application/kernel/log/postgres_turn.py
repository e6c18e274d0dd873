"""A writer's turn at the log on a server: from the lock to the commit."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from eventsourcing.persistence import OperationalError, StoredEvent
from psycopg import Connection, Cursor
from psycopg.errors import ReadOnlySqlTransaction

from application.kernel.integrity import chain
from application.kernel.integrity.chain import LINKS, Link
from application.kernel.integrity.chain_rows import last_of, rows_of
from application.kernel.integrity.seal import SEALS, Seal
from application.kernel.log.log import Answer, Sealed, Standing, answer_rows, as_text

_WRITING = 0x74_61_69
_AT_ONCE = 2_000
_BEGIN = (
    f"BEGIN; SELECT pg_advisory_xact_lock({_WRITING}); {LINKS} ORDER BY link DESC LIMIT 1; "
    "SELECT coalesce(max(notification_id), 0) FROM stored_events; SHOW transaction_read_only"
)
"""Waits for whoever writes just now; what is read behind the lock stays so until the commit."""
_INSERT = (
    "WITH facts AS (INSERT INTO stored_events (notification_id, originator_id, "
    "originator_version, topic, state) SELECT * FROM unnest("
    "%b::bigint[], %b::uuid[], %b::bigint[], %b::text[], %b::bytea[])), "
    "answered AS (INSERT INTO answered_commands SELECT * FROM unnest("
    "%b::bytea[], %b::bytea[], %b::uuid[], %b::bigint[], %b::bigint[])) "
    "INSERT INTO log_chain SELECT * FROM unnest(%b::bigint[], %b::bigint[], %b::bytea[], "
    "%b::bytea[])"
)
"""Columns in binary: as texts they take the client ten times as long."""


class InDoubt(OperationalError):
    """The connection was lost while committing: nobody knows which of both became of it."""


class End(NamedTuple):
    """The log as a writer finds it behind the lock."""

    connection: Connection[Any]
    cursor: Cursor[Any]
    head: Link
    position: int


def begun(connection: Connection[Any]) -> End:
    """Raises what a standby would only raise when it is to write: then another server writes."""
    cursor = connection.cursor()
    cursor.execute(_BEGIN, prepare=False)
    told = [result.fetchall() for result in cursor.results() if result.description]
    _, head, position, reading = told
    if reading[0][0] == "on":
        raise ReadOnlySqlTransaction("the server is read-only")
    return End(connection, cursor, last_of(head[0]), position[0][0])


@contextmanager
def committed(end: End) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if not end.connection.closed:
            end.connection.rollback()
        raise
    try:
        end.cursor.execute("COMMIT")
    except psycopg.OperationalError as error:
        raise InDoubt(str(error)) from error


def inserted(end: End, events: Sequence[StoredEvent], answers: Sequence[tuple[Answer, int]]) -> int:
    """The position of the last fact."""
    before, first = end.head, end.position
    given = answer_rows(answers, events, first, as_text)
    rows = [_fact_row(event, at) for at, event in enumerate(events, first + 1)]
    for start in range(0, max(len(rows), 1), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        answered = given if start + _AT_ONCE >= len(rows) else []
        links = list(chain.linked(before, some, answered))
        linked = list(rows_of(links))
        columns = (*_columns(some, 5), *_columns(answered, 5), *_columns(linked, 4))
        end.cursor.execute(_INSERT, columns)
        before = links[-1] if links else before
    return first + len(rows)


def sealed(end: End, make: Sealed) -> Seal | None:
    cursor = end.cursor
    origin = cursor.execute(f"{LINKS} WHERE link=0").fetchone()
    last = cursor.execute(f"{SEALS} ORDER BY number DESC LIMIT 1").fetchone()
    assert origin
    made = make(Standing(Link(*origin), end.head, end.position, Seal(*last) if last else None))
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
