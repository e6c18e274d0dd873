"""Importing 100,000 history lines, against the least that any program would have to do.

The least: validate the lines with the same pydantic classes, and write the same bytes with plain
sqlite3 in batches of 100. The bytes are those that the import leaves in its log, facts and
answered commands under the same keys; the lines as they came, in a table without keys, are shown
beside it.
"""

import sqlite3
from itertools import zip_longest
from pathlib import Path

import orjson

from application.kernel.projecting.projector import batched
from application.tracker import HANDLERS, CaseTracker
from bench.city import bring_file, write_history
from bench.measuring import Measured, say, scratch, show, stopwatch

LINES, WORKERS, BATCH = 100_000, 21_000, 100
LOG = ("stored_events", "answered_commands")


def validate(file: Path) -> None:
    for line in file.read_bytes().splitlines():
        fields = orjson.loads(line)
        del fields["recorded_at"]
        HANDLERS[fields.pop("command")].command.model_validate(fields)


def plain_database(database: Path, *tables: str) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    for table in tables:
        connection.execute(table)
    return connection


def write_lines(file: Path, database: Path) -> None:
    """The lines as they came, in a table without keys."""
    connection = plain_database(database, "CREATE TABLE lines (line BLOB)")
    for some in batched(file.read_bytes().splitlines(), BATCH):
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO lines VALUES (?)", [(line,) for line in some])
        connection.execute("COMMIT")
    connection.close()


def write_log(ledger: Path, database: Path) -> float:
    """The rows of a ledger's log, under the same keys; seconds of the writing alone."""
    log = sqlite3.connect(ledger)
    shapes = log.execute(f"SELECT sql FROM sqlite_master WHERE name IN {LOG}").fetchall()
    rows = [
        log.execute(f"SELECT * FROM {name} ORDER BY {order}").fetchall()
        for name, order in zip(LOG, ("rowid", "position"), strict=True)
    ]
    log.close()
    connection = plain_database(database, *(shape for (shape,) in shapes))
    with stopwatch() as seconds:
        for facts, answers in zip_longest(*(batched(each, BATCH) for each in rows)):
            connection.execute("BEGIN")
            for name, some in zip(LOG, (facts, answers), strict=True):
                if some:
                    marks = ",".join("?" * len(some[0]))
                    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", some)
            connection.execute("COMMIT")
    connection.close()
    return seconds[0]


def measure() -> list[Measured]:
    with scratch() as folder:
        file, ledger = Path(folder) / "history.jsonl", Path(folder) / "ledger.db"
        say(f"importing: making up {LINES:,} lines …")
        count = write_history(file, WORKERS, LINES)
        with stopwatch() as validated:
            validate(file)
        with CaseTracker(ledger) as tracker, stopwatch() as imported:
            bring_file(tracker, file)
        with stopwatch() as lines:
            write_lines(file, Path(folder) / "lines.db")
        log = write_log(ledger, Path(folder) / "log.db")
    least, keyed = validated[0] + lines[0], validated[0] + log
    return [
        Measured("history lines", count, "lines"),
        Measured("validating them", validated[0], "s"),
        Measured("writing the lines plainly, 100 a transaction", lines[0], "s"),
        Measured("writing their log plainly, 100 a transaction", log, "s"),
        Measured("importing them, read models ready", imported[0], "s"),
        Measured("importing, against validating and lines", imported[0] / least, "×"),
        Measured("importing, against validating and log", imported[0] / keyed, "×", bound=6),
    ]


if __name__ == "__main__":
    show("Importing", measure())
