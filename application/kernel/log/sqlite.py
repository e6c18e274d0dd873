"""The log on the embedded database: the library's recorder with one insert for many facts."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from heapq import merge
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor

from application.kernel.integrity import chain, seal
from application.kernel.integrity.chain import Link
from application.kernel.integrity.chain_rows import last_of, rows_of
from application.kernel.integrity.seal import Seal
from application.kernel.log import rights as log_rights
from application.kernel.log.file import Datastore
from application.kernel.log.log import (
    Answer,
    Kept,
    Sealed,
    Standing,
    answer_rows,
    as_bytes,
    as_text,
)

_NEXT_LINKS = "INSERT INTO log_chain VALUES (?,?,?,?)"
_LAST_LINK = f"{chain.LINKS} ORDER BY link DESC LIMIT 1"
_LAST_SEAL = f"{seal.SEALS} ORDER BY number DESC LIMIT 1"
_NEXT_SEAL = "INSERT INTO log_seals VALUES (?,?,?,?,?,?,?,?,?,?,?)"
_TO_WRITE = "INSERT INTO log_chain SELECT * FROM log_chain WHERE false"
"""Takes the lock for writing: what is read after it stays so until the commit."""
_FACTS = (
    # The library's own table, but for the ids: as texts they would be twice as long, twice.
    "CREATE TABLE IF NOT EXISTS stored_events (originator_id BLOB, originator_version INTEGER, "
    "topic TEXT, state BLOB, PRIMARY KEY (originator_id, originator_version))"
)
_IDS_ARE_TEXTS = (
    "SELECT 1 FROM pragma_table_info('stored_events') WHERE name='originator_id' AND type='TEXT'"
)
"""In a ledger of an earlier version. Its chain is over them, so they stay."""
_CHAIN_BYTES = 16
_PAGE = 5_000


class SQLiteLog(SQLiteApplicationRecorder):
    """Facts, the commands that were answered, and the links of both, in one transaction."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.touch(mode=0o600)
        super().__init__(Datastore(path.absolute().as_uri()))
        self.create_table()
        self._kept: Kept = as_text if self.rows(_IDS_ARE_TEXTS) else as_bytes

    def close(self) -> None:
        self.datastore.close()

    @contextmanager
    def turn(self) -> Iterator[int]:
        yield int(self.rows(self.select_max_notification_id_statement)[0][0] or 0)

    def rows(self, sql: str, *parameters: Any) -> list[Any]:
        with (
            self.datastore.get_connection(commit=False) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, self._told(parameters))
            return cursor.fetchall()

    def pages(self, sql: str, *parameters: Any) -> Iterator[list[Any]]:
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(sql, self._told(parameters))
            while rows := cursor.sqlite_cursor.fetchmany(_PAGE):
                yield rows

    def _told(self, parameters: Sequence[Any]) -> list[Any]:
        return [self._kept(each) if isinstance(each, UUID) else each for each in parameters]

    def construct_create_table_statements(self) -> list[str]:
        return [
            _FACTS,
            "CREATE TABLE IF NOT EXISTS answered_commands (command_id BLOB PRIMARY KEY, "
            "digest BLOB NOT NULL, worker BLOB, version INTEGER NOT NULL, "
            "position INTEGER NOT NULL) WITHOUT ROWID",
            chain.SHAPE,
            seal.SHAPE,
            *log_rights.triggers(),
        ]

    def _create_table(self, c: SQLiteCursor) -> None:
        super()._create_table(c)
        c.execute(_LAST_LINK)
        if c.fetchone() is None:
            self._begin_chain(c)

    def _begin_chain(self, c: SQLiteCursor) -> None:
        """Link what a ledger has from before it had a chain, in the order of the log."""
        c.execute(_TO_WRITE)
        first = chain.origin(secrets.token_bytes(_CHAIN_BYTES), self._last_position(c))
        c.execute(_NEXT_LINKS, first)
        c.executemany(_NEXT_LINKS, rows_of(_in_order(c, first)))

    def _last_position(self, c: SQLiteCursor) -> int:
        c.execute(self.select_max_notification_id_statement)
        return int(c.fetchone()[0] or 0)

    def _insert_events(
        self,
        c: SQLiteCursor,
        stored_events: Sequence[StoredEvent],
        answers: Sequence[tuple[Answer, int]] = (),
        **_: Any,
    ) -> Sequence[int]:
        rows = [event_row(event, self._kept) for event in stored_events]
        if not rows:
            c.execute(_TO_WRITE)
        c.executemany(f"INSERT INTO {self.events_table_name} VALUES (?,?,?,?)", rows)
        last = self._last_position(c)
        first = last - len(rows)
        answered = answer_rows(answers, stored_events, first, self._kept)
        c.executemany("INSERT INTO answered_commands VALUES (?,?,?,?,?)", answered)
        c.execute(_LAST_LINK)
        before = last_of(c.fetchone())
        facts = ((position, *row) for position, row in enumerate(rows, first + 1))
        c.executemany(_NEXT_LINKS, rows_of(chain.linked(before, facts, answered)))
        return [last]

    def seal(self, make: Sealed) -> Seal | None:
        with self.datastore.transaction(commit=True) as c:
            c.execute(_TO_WRITE)
            made = make(self._standing(c))
            if made:
                c.execute(_NEXT_SEAL, made)
            return made

    def _standing(self, c: SQLiteCursor) -> Standing:
        c.execute(f"{chain.LINKS} WHERE link=0")
        first = Link(*c.fetchone())
        c.execute(_LAST_LINK)
        head = last_of(c.fetchone())
        c.execute(_LAST_SEAL)
        found = c.fetchone()
        return Standing(first, head, self._last_position(c), Seal(*found) if found else None)


def _in_order(c: SQLiteCursor, after: Link) -> Iterator[Link]:
    """The links of all facts and answers, an answer behind the fact at its position."""
    facts, answers = (c.sqlite_cursor.connection.cursor() for _ in range(2))
    facts.execute(f"{chain.FACTS} ORDER BY rowid")
    answers.execute(f"{chain.ANSWERS} ORDER BY position, command_id")
    told = merge(
        (((row[0], 0), tuple(row)) for row in facts),
        (((row[4], 1), tuple(row)) for row in answers),
        key=lambda item: item[0],
    )
    for (_, of_answer), row in told:
        (after,) = chain.linked(after, *(((), (row,)) if of_answer else ((row,), ())))
        yield after


def event_row(event: StoredEvent, kept: Kept) -> tuple[Any, ...]:
    stream = event.originator_id
    assert isinstance(stream, UUID)
    return (kept(stream), event.originator_version, event.topic, event.state)
