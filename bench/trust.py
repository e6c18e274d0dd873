"""What encryption and chain cost: the same work with and without both, in one run.

Two ledgers are made from one history and take turns, so that whatever else the machine does falls
on both. One is as Taizhang writes it; the other keeps every text in plain, makes no keys, and has
neither links nor triggers.
"""

import sqlite3
import statistics
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteCursor

from application.indicators.explain import Explain
from application.indicators.period import Asked
from application.kernel.actors import operator
from application.kernel.clock import new_id
from application.kernel.database import database_at
from application.kernel.integrity.integrity import check
from application.kernel.keys.key import keys_beside
from application.kernel.keys.keyring import Keyring, Sealing
from application.kernel.log.log import Answer, answer_row, as_bytes
from application.kernel.log.sqlite import SQLiteLog, event_row
from application.kernel.writing.sitting import Request
from application.registration import CorrectWorker
from application.tracker import CaseTracker
from bench.city import bring_file, write_history
from bench.measuring import Measured, say, scratch, show, stopwatch

LINES, COMMANDS, ROUNDS = 10_000, 300, 3
ON_A_COMMAND, ON_A_REBUILD = 1.5, 1.3
END_OF_2004 = date(2004, 12, 31)
Pair = tuple[CaseTracker, CaseTracker]


class Unchained(SQLiteLog):
    """How the log was written before it had a chain and rights of its own."""

    def _insert_events(
        self,
        c: SQLiteCursor,
        stored_events: Sequence[StoredEvent],
        answers: Sequence[tuple[Answer, int]] = (),
        **_: Any,
    ) -> Sequence[int]:
        rows = (event_row(event, as_bytes) for event in stored_events)
        c.executemany(f"INSERT INTO {self.events_table_name} VALUES (?,?,?,?)", rows)
        last = self._last_position(c)
        first = last - len(stored_events)
        c.executemany(
            "INSERT INTO answered_commands VALUES (?,?,?,?,?)",
            (answer_row(answer, first + facts, as_bytes) for answer, facts in answers),
        )
        return [last]


class InPlain(Keyring):
    """Keys that nobody makes, keeps or uses."""

    _KEY = AESGCM(bytes(32))

    def __reduce__(self) -> tuple[Any, ...]:
        return InPlain, (self.store, self.master)

    def of(self, worker: UUID) -> AESGCM | str:
        return self._KEY

    def take(self, workers: Iterable[UUID]) -> dict[UUID, bytes | str]:
        return {}

    def ensure(self, workers: Iterable[UUID]) -> None:
        pass

    def reserved(self) -> UUID:
        return new_id()

    def seal(self, worker: UUID, text: bytes, bound: bytes) -> bytes:
        return text

    def unseal(self, worker: UUID, text: bytes, bound: bytes) -> bytes | str:
        return text

    def sealing(self, workers: Sequence[UUID]) -> Sealing:
        return lambda texts: [text if text is None else b"\0" + text.encode() for text in texts]


def bare(database: Path) -> CaseTracker:
    """A ledger without encryption and chain."""
    keys = keys_beside(database_at(database))
    tracker = CaseTracker(database, keys=InPlain(keys.store, keys.master))
    tracker.register.log = Unchained(database)
    with closing(sqlite3.connect(database)) as connection:
        sql = "SELECT name FROM sqlite_master WHERE type='trigger'"
        for (name,) in connection.execute(sql).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
    return tracker


def measure(lines: int = LINES) -> list[Measured]:
    with scratch() as name:
        folder = Path(name)
        say(f"trust: importing {lines:,} lines, {ROUNDS} times each …")
        write_history(folder / "history.jsonl", lines // 5, lines)
        imports = [_imported(folder, turn) for turn in range(ROUNDS)]
        with CaseTracker(folder / "full-0.db") as one, bare(folder / "bare-0.db") as two:
            commands = _commands((one, two))
            rebuilds = [_each((one, two), CaseTracker.rebuild) for _ in range(ROUNDS)]
        with stopwatch() as walked:
            found = check(folder / "full-0.db", None)
    return [
        *_beside("one command", "ms", statistics.median, commands, ON_A_COMMAND),
        *_beside("importing", "s", min, imports, None),
        *_beside("rebuilding", "s", min, rebuilds, ON_A_REBUILD),
        Measured("links walked by verify", found.links / walked[0], "/s"),
        Measured("faults that verify found", len(found.faults), "faults", 0),
    ]


def _beside(
    what: str,
    unit: str,
    of: Callable[[Sequence[float]], float],
    taken: Sequence[tuple[float, float]],
    bound: float | None,
) -> list[Measured]:
    """What else the machine does only adds to a time; of a few long ones the least is told."""
    full, plain = map(of, zip(*taken, strict=True))
    return [
        Measured(f"{what}, encrypted and chained", full, unit),
        Measured(f"{what}, against neither", full / plain, "×", bound),
    ]


def _imported(folder: Path, turn: int) -> tuple[float, float]:
    """Seconds of an import into an empty ledger: with both, with neither."""
    with CaseTracker(folder / f"full-{turn}.db") as one, bare(folder / f"bare-{turn}.db") as two:
        return _each((one, two), lambda tracker: bring_file(tracker, folder / "history.jsonl"))


def _commands(trackers: Pair) -> list[tuple[float, float]]:
    """Milliseconds of each command with its read models."""
    people = [iter(_people(tracker)) for tracker in trackers]
    taken = []
    for number in range(COMMANDS + 1):
        times = []
        for tracker, some in zip(trackers, people, strict=True):
            with stopwatch() as seconds:
                _command(tracker, next(some), f"33{number:05}")
            times.append(seconds[0] * 1000)
        taken.append((times[0], times[1]))
    return taken[1:]


def _people(tracker: CaseTracker) -> list[str]:
    asked = Explain(Asked(END_OF_2004), tracker.rules.units.city.code)
    return [person["worker"] for person in tracker.ask(asked)["people"]]


def _command(tracker: CaseTracker, worker: str, phone: str) -> None:
    command = CorrectWorker(
        worker=worker, phone=phone, reason="换号", effective_on=date(2005, 6, 30)
    )
    tracker.do(Request(command, operator("bench"), new_id()))


def _each(trackers: Pair, work: Any) -> tuple[float, float]:
    times = []
    for tracker in trackers:
        with stopwatch() as seconds:
            work(tracker)
        times.append(seconds[0])
    return times[0], times[1]


if __name__ == "__main__":
    show("Trust", measure())
