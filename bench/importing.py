"""Importing 100,000 history lines, against the least that any program would have to do.

The least: validate the lines with the same pydantic classes, and write the same bytes with plain
sqlite3 in batches of 100.
"""

import sqlite3
from pathlib import Path

import orjson

from application.tracker import HANDLERS, CaseTracker
from bench.city import bring_file, write_history
from bench.measuring import Measured, say, scratch, show, stopwatch

LINES, WORKERS, BATCH = 100_000, 21_000, 100


def validate(file: Path) -> None:
    for line in file.read_bytes().splitlines():
        fields = orjson.loads(line)
        del fields["recorded_at"]
        HANDLERS[fields.pop("command")].command.model_validate(fields)


def write_plainly(file: Path, database: Path) -> None:
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE lines (number INTEGER PRIMARY KEY, line BLOB)")
    lines = file.read_bytes().splitlines()
    for start in range(0, len(lines), BATCH):
        connection.execute("BEGIN")
        rows = enumerate(lines[start : start + BATCH], start)
        connection.executemany("INSERT INTO lines VALUES (?,?)", rows)
        connection.execute("COMMIT")
    connection.close()


def measure() -> list[Measured]:
    with scratch() as folder:
        file = Path(folder) / "history.jsonl"
        say(f"importing: making up {LINES:,} lines …")
        count = write_history(file, WORKERS, LINES)
        with stopwatch() as validated:
            validate(file)
        with stopwatch() as written:
            write_plainly(file, Path(folder) / "plain.db")
        with CaseTracker(Path(folder) / "ledger.db") as tracker, stopwatch() as imported:
            bring_file(tracker, file)
    least = validated[0] + written[0]
    return [
        Measured("history lines", count, "lines"),
        Measured("validating them", validated[0], "s"),
        Measured("writing them plainly, 100 a transaction", written[0], "s"),
        Measured("importing them, read models ready", imported[0], "s"),
        Measured("importing, against the least", imported[0] / least, "×", bound=6),
    ]


if __name__ == "__main__":
    show("Importing", measure())
