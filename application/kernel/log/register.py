"""The log: facts in the order in which they were recorded. The only importer of eventsourcing.

Everything that one save writes (several streams, the commands answered) is in one transaction:
all or nothing. A stream takes a fact only at its next version, so two who write at once on the
same worker, number or command cannot both succeed: the second gets `Conflict` and looks again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from application.kernel.clock import moment
from application.kernel.database import Database, database_at
from application.kernel.integrity.chain import FACTS
from application.kernel.integrity.stored_seals import LogSeals
from application.kernel.keys.keyring import Keyring
from application.kernel.log.additions import Addition, Stored, as_stored
from application.kernel.log.by_database import log_of
from application.kernel.log.errors import Conflict, LedgerUnavailable
from application.kernel.log.log import (
    ANSWERED,
    Answer,
    Kinds,
    answer_of,
    marks,
    of_kinds,
    told,
)
from application.kernel.log.packing import Recorded, Row, has_sealed_part, stream_of, unpacked
from domain.erasure.erasures import WorkerErased

__all__ = ("Addition", "Conflict", "LedgerUnavailable", "Register", "Stored")

STREAMS_AT_ONCE = 500
_MOST_FACTS_OF_A_COMMAND = 16
_BY_STREAM = "ORDER BY originator_id, originator_version"


class Register:
    """The log in a database: `keys` seal what is personal in it.

    `save` raises `Conflict`, `LedgerUnavailable` or `PeopleLocked`; then nothing is written.
    What only reads raises `LedgerUnavailable` too.
    """

    def __init__(self, database: Database | Path, keys: Keyring) -> None:
        self.keys = keys
        self.log = log_of(database_at(database))
        self.seals = LogSeals(self.log)

    def close(self) -> None:
        self.log.close()
        self.keys.close()

    @contextmanager
    def turn(self) -> Iterator[int]:
        """The position of the log, for a thread that is about to write. Raises what `save` raises.

        On a server others wait with their writing until the end, when what is saved is committed.
        """
        with told(), self.log.turn() as position:
            yield position

    def save(
        self, additions: Iterable[Addition | Stored], answers: Sequence[tuple[Answer, int]] = ()
    ) -> int:
        """Write all; return the position of the last fact.

        An answer comes with the count of the facts of the save up to and with its own.
        """
        events = [
            StoredEvent(stream_of(stream), version, name, state)
            for stream, first, facts in self.stored(additions)
            for version, (name, state) in enumerate(facts, first)
        ]
        with told():
            positions = self.log.insert_events(events, answers=answers)
        return positions[-1] if positions else self.position()

    def stored(self, additions: Iterable[Addition | Stored]) -> list[Stored]:
        """Additions as they are stored. Raises `PeopleLocked`."""
        additions = list(additions)
        stored: list[Stored] = []
        for start in range(0, len(additions), STREAMS_AT_ONCE):
            some = additions[start : start + STREAMS_AT_ONCE]
            own = (each for each in some if isinstance(each, Addition))
            self.keys.ensure(a.stream for a in own if any(f.personal for f in a.facts))
            stored += [as_stored(each, self.keys.seal) for each in some]
        return stored

    def answers(self, command_ids: Sequence[UUID]) -> dict[UUID, Answer]:
        """The answers that command ids were given, for those that were answered."""
        found: dict[UUID, Answer] = {}
        for start in range(0, len(command_ids), STREAMS_AT_ONCE):
            some = [each.bytes for each in command_ids[start : start + STREAMS_AT_ONCE]]
            sql = f"{ANSWERED} WHERE command_id IN ({marks(some)})"
            for answer in map(answer_of, self._rows(sql, *some)):
                found[answer.command_id] = answer
        return found

    def recorded_by(self, answer: Answer) -> list[Recorded]:
        """The facts that a command recorded, the last one first."""
        sql = f"{FACTS} WHERE rowid<=? ORDER BY rowid DESC LIMIT ?"
        found = map(self._unpacked, self._rows(sql, answer.position, _MOST_FACTS_OF_A_COMMAND))
        return [fact for fact in found if fact.envelope.command_id == answer.command_id]

    def position(self) -> int:
        return int(self._rows("SELECT coalesce(max(rowid), 0) FROM stored_events")[0][0])

    def in_plain(self, stream: UUID) -> bool:
        """Whether anything personal of a stream is not sealed."""
        rows = self._rows(f"{FACTS} WHERE originator_id=?", stream)
        plain = (self._unpacked(row).fact for row in rows if not has_sealed_part(row[-1]))
        return any(getattr(fact, name) for fact in plain for name in fact.personal)

    def recorded_at(self, position: int) -> datetime | None:
        """The moment of the fact at a position; None where there is none."""
        rows = self._rows(f"{FACTS} WHERE rowid=?", position)
        return moment(self._unpacked(rows[0]).envelope.recorded_at) if rows else None

    def version(self, stream: UUID) -> int:
        sql = "SELECT coalesce(max(originator_version), 0) FROM stored_events WHERE originator_id=?"
        return int(self._rows(sql, stream)[0][0])

    def stream(self, stream: UUID) -> list[Recorded]:
        """All facts of a stream in order."""
        sql = f"{FACTS} WHERE originator_id=? ORDER BY originator_version"
        return list(map(self._unpacked, self._with_keys(self._rows(sql, stream))))

    def several(self, streams: Sequence[UUID], kinds: Kinds = ()) -> dict[UUID, list[Recorded]]:
        """The facts of each of the streams, in order; of `kinds` alone where any are given."""
        found: dict[UUID, list[Recorded]] = {stream: [] for stream in streams}
        of_kind, names = of_kinds(kinds)
        for start in range(0, len(streams), STREAMS_AT_ONCE):
            some = streams[start : start + STREAMS_AT_ONCE]
            sql = f"{FACTS} WHERE originator_id IN ({marks(some)}) {of_kind}{_BY_STREAM}"
            for recorded in map(self._unpacked, self._with_keys(self._rows(sql, *some, *names))):
                found[recorded.stream].append(recorded)
        return found

    def newer(self, after: int, upto: int, wanted: Callable[[UUID], bool]) -> list[Recorded]:
        """The facts of the wanted streams after a position, in order."""
        found = self._rows(f"{FACTS} WHERE rowid>? AND rowid<=? ORDER BY rowid", after, upto)
        rows = [row for row in found if wanted(stream_of(row[1]))]
        return list(map(self._unpacked, self._with_keys(rows)))

    def touched(self, after: int, limit: int) -> list[tuple[int, UUID, str]]:
        """(position, stream, stored name) of the facts after a position, in order."""
        sql = (
            "SELECT rowid, originator_id, topic FROM stored_events "
            "WHERE rowid>? ORDER BY rowid LIMIT ?"
        )
        return [(row[0], stream_of(row[1]), row[2]) for row in self._rows(sql, after, limit)]

    def history(self, after: int = 0, page: int = 2_000) -> Iterator[Recorded]:
        """All facts after a position in the order of the log."""
        sql = f"{FACTS} WHERE rowid>? ORDER BY rowid LIMIT ?"
        while rows := self._rows(sql, after, page):
            yield from map(self._unpacked, rows)
            after = rows[-1][0]

    def streams(
        self, upto: int, part: tuple[UUID, UUID] | None = None, kinds: Kinds = ()
    ) -> Iterator[list[Recorded]]:
        """The facts up to a position, stream by stream; of `kinds` alone where any are given.

        `part` are the ids of the first stream and the last, both included.
        """
        within = "AND originator_id BETWEEN ? AND ? " if part else ""
        of_kind, names = of_kinds(kinds)
        sql = f"{FACTS} WHERE rowid<=? {within}{of_kind}{_BY_STREAM}"
        pages = self.log.pages(sql, upto, *(part or ()), *names)
        return self.histories(chain.from_iterable(map(self._with_keys, pages)))

    def histories(self, rows: Iterable[Row]) -> Iterator[list[Recorded]]:
        """Rows as the log has them, stream by stream, as facts."""
        for _, of_stream in groupby(rows, key=itemgetter(1)):
            yield list(map(self._unpacked, of_stream))

    def _with_keys(self, rows: list[Any]) -> list[Any]:
        """The same rows; the keys of their streams were asked for together, and of whoever was
        erased none is at hand any more: another process may have destroyed it."""
        self.keys.forget(stream_of(row[1]) for row in rows if row[3] == WorkerErased.stored_as)
        self.keys.take(map(stream_of, dict.fromkeys(row[1] for row in rows)))
        return rows

    def _rows(self, sql: str, *parameters: Any) -> list[Any]:
        with told():
            return self.log.rows(sql, *parameters)

    def _unpacked(self, row: Row) -> Recorded:
        return unpacked(row, self.keys.unseal)
