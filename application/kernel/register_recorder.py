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
        c.executemany(
            statement,
            (
                (s.originator_id.hex, s.originator_version, s.topic, s.state)  # type: ignore[union-attr]
                for s in stored_events
            ),
        )
        c.execute(self.select_max_notification_id_statement)
        last = c.fetchone()[0] or 0
        first = last - len(stored_events)
        c.executemany(
            "INSERT INTO answered_commands VALUES (?,?,?,?,?)",
            (
                (
                    answer.command_id.bytes,
                    answer.digest,
                    answer.worker and answer.worker.hex,
                    answer.version,
                    first + facts,
                )
                for answer, facts in answers
            ),
        )
        return [last]
