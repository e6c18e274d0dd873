"""What the chain costs: the same commands and the same import with and without it, in one run.

Both ledgers begin as copies of one made-up city and take turns, so that whatever else the machine
does falls on both. A rebuild reads facts alone and knows no chain.
"""

import shutil
import sqlite3
import statistics
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteCursor

from application.indicators.explain import Explain
from application.indicators.period import Asked
from application.kernel.actors import operator
from application.kernel.clock import new_id
from application.kernel.integrity import check
from application.kernel.register_log import Answer, answer_row, as_bytes
from application.kernel.register_sqlite import SQLiteLog, event_row
from application.kernel.sitting import Request
from application.registration import CorrectWorker
from application.tracker import CaseTracker
from bench.city import bring_file, city, write_history
from bench.measuring import Measured, say, scratch, show, stopwatch

PEOPLE, COMMANDS, LINES, ROUNDS = 10_000, 300, 20_000, 3
END_OF_2004 = date(2004, 12, 31)


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


def unchain(tracker: CaseTracker) -> None:
    register = tracker.register
    register.log = Unchained(tracker.database.files)
    with closing(sqlite3.connect(tracker.database.files)) as connection:
        sql = "SELECT name FROM sqlite_master WHERE type='trigger'"
        for (name,) in connection.execute(sql).fetchall():
            connection.execute(f"DROP TRIGGER {name}")


def measure(people: int = PEOPLE) -> list[Measured]:
    with scratch() as name:
        folder = Path(name)
        say(f"trust: making up a city of {people:,} people …")
        city(folder, people).close()
        for which in ("chained", "unchained"):
            for suffix in (".db", ".key"):
                shutil.copy(folder / f"city{suffix}", folder / f"{which}{suffix}")
        commands = _commands(folder)
        with stopwatch() as walked:
            found = check(folder / "chained.db", None)
        imports = _imports(folder)
    return [
        Measured("one command, chained", commands[0], "ms"),
        Measured("one command, chained against unchained", commands[0] / commands[1], "×", 1.5),
        Measured("importing, chained", imports[0], "s"),
        Measured("importing, chained against unchained", imports[0] / imports[1], "×", 1.5),
        Measured("links walked by verify", found.links / walked[0], "/s"),
        Measured("faults that verify found", len(found.faults), "faults", 0),
    ]


def _commands(folder: Path) -> tuple[float, float]:
    """Median milliseconds of a command with its read models: chained, unchained."""
    numbers = count()
    with CaseTracker(folder / "chained.db") as one, CaseTracker(folder / "unchained.db") as two:
        unchain(two)
        city_code = one.rules.units.city.code
        people = one.ask(Explain(Asked(END_OF_2004), city_code))["people"][: COMMANDS + 1]
        taken: tuple[list[float], list[float]] = ([], [])
        for person in people:
            phone = f"33{next(numbers):05}"
            for tracker, times in zip((one, two), taken, strict=True):
                with stopwatch() as seconds:
                    _command(tracker, person["worker"], phone)
                times.append(seconds[0] * 1000)
    return statistics.median(taken[0][1:]), statistics.median(taken[1][1:])


def _command(tracker: CaseTracker, worker: str, phone: str) -> None:
    command = CorrectWorker(
        worker=worker, phone=phone, reason="换号", effective_on=date(2005, 6, 30)
    )
    tracker.do(Request(command, operator("bench"), new_id()))


def _imports(folder: Path) -> tuple[float, float]:
    """Best seconds of an import into an empty ledger: chained, unchained."""
    file = folder / "history.jsonl"
    write_history(file, LINES // 5, LINES)
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(ROUNDS):
        for which, times in zip((False, True), taken, strict=True):
            with CaseTracker(folder / f"import-{turn}-{which}.db") as tracker:
                if which:
                    unchain(tracker)
                with stopwatch() as seconds:
                    bring_file(tracker, file)
                times.append(seconds[0])
    return min(taken[0]), min(taken[1])


if __name__ == "__main__":
    show("Trust", measure())
