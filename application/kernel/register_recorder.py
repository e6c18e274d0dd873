"""How the log is written: the library's recorder with one insert for many facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command id was answered with. `digest` tells whether the body was the same."""

    command_id: UUID
    digest: bytes
    worker: UUID | None
    version: int
    position: int = 0


class Recorder(SQLiteApplicationRecorder):
    """Facts, and the commands that were answered, in one transaction."""

    def construct_create_table_statements(self) -> list[str]:
        return [
            *super().construct_create_table_statements(),
            "CREATE TABLE IF NOT EXISTS answered_commands (command_id BLOB PRIMARY KEY, "
            "digest BLOB NOT NULL, worker TEXT, version INTEGER NOT NULL, "
            "position INTEGER NOT NULL) WITHOUT ROWID",
        ]

    def _insert_events(
        self,
        c: SQLiteCursor,
        stored_events: Sequence[StoredEvent],
        answers: Sequence[tuple[Answer, int]] = (),
        **_: Any,
    ) -> Sequence[int]:
        statement = f"INSERT INTO {self.events_table_name} VALUES (?,?,?,?)"
        c.executemany(statement, map(_event_row, stored_events))
        c.execute(self.select_max_notification_id_statement)
        last = c.fetchone()[0] or 0
        first = last - len(stored_events)
        c.executemany(
            "INSERT INTO answered_commands VALUES (?,?,?,?,?)",
            (_answer_row(answer, first + facts) for answer, facts in answers),
        )
        return [last]


def _event_row(event: StoredEvent) -> tuple[object, ...]:
    stream = event.originator_id
    assert isinstance(stream, UUID)
    return (stream.hex, event.originator_version, event.topic, event.state)


def _answer_row(answer: Answer, position: int) -> tuple[object, ...]:
    worker = answer.worker and answer.worker.hex
    return (answer.command_id.bytes, answer.digest, worker, answer.version, position)
