"""The re-employment rate as of a day and as known at a moment, of all communities by six groups: in
columns (DuckDB), in PostgreSQL and in SQLite, by the same statement over the same rows.

`--people 10000000` asks a province; PostgreSQL and SQLite are left out with `--alone`.
"""

import statistics
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from application.indicators.period import Asked
from application.indicators.reemployed_people import people as people_of
from application.indicators.reemployed_people import rules_for, sums
from application.indicators.reemployment_rate import ReemploymentRate
from application.kernel.answering.answers import Answers
from application.kernel.clock import LOCAL
from application.kernel.reports.columns import Columns
from application.tracker import CaseTracker
from bench.city import city
from bench.measuring import Measured, all_ms, median_ms, say, scratch, show
from bench.multiplied import in_postgresql, in_sqlite, multiply, written_out
from domain.unit.units import Level

PEOPLE, ORIGINALS, TIMES = 1_000_000, 4_000, 7
BOUND_MS, BOUND_MS_OF_TEN_MILLION, TIMES_QUICKER = 150, 1_500, 3
KEPT_MS = 5
KNOWN_AT = datetime(2005, 1, 5, 23, 59, 59, tzinfo=LOCAL)
QUESTION = ReemploymentRate(Asked(date(2004, 12, 31), known_at=KNOWN_AT, level=Level.COMMUNITY))


def measure(
    people: int = PEOPLE, alone: bool = False, originals: int = ORIGINALS
) -> list[Measured]:
    with scratch() as name:
        folder = Path(name)
        say(f"reports: making up a city of {originals:,} people …")
        with city(folder, originals) as tracker:
            say(f"reports: multiplying them to {people:,} …")
            file = folder / "large.reports"
            count = multiply(tracker, file, people)
            return [
                Measured("people", count, "people"),
                *_compared(tracker, file, folder, people, alone),
            ]


def _compared(
    tracker: CaseTracker, file: Path, folder: Path, people: int, alone: bool
) -> Iterator[Measured]:
    columns = Columns(file, tracker.register)
    with columns.reading() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM episodes").scalar_one()
        yield Measured("rows", rows, "rows")
        bound = BOUND_MS if people <= PEOPLE else BOUND_MS_OF_TEN_MILLION
        answer, quickest = yield from _timed("DuckDB", tracker, connection, bound)
    yield _kept(tracker, columns)
    yield Measured("file", file.stat().st_size / 1e6, "MB")
    if alone:
        return
    text = written_out(file, folder)
    for what, opened in (("PostgreSQL", in_postgresql), ("SQLite", _sqlite)):
        say(f"reports: the same rows into {what} …")
        with opened(text, folder) as engine, engine.connect() as connection:
            same, taken = yield from _timed(what, tracker, connection)
        if same != answer:
            raise SystemExit(f"{what} counts otherwise than DuckDB")
        least = TIMES_QUICKER if what == "PostgreSQL" else None
        yield Measured(f"{what} / DuckDB, statement", taken / quickest, "×", least, at_least=True)


def _kept(tracker: CaseTracker, columns: Columns) -> Measured:
    """The answer again, with the snapshot and its position, as whoever asks next gets it."""
    answers = Answers()

    def again() -> None:
        with columns.reading() as connection:
            answers.of(QUESTION, tracker.engines.sight(connection, tracker.rules, "reports"))

    return Measured("DuckDB: kept answer", median_ms(again, TIMES), "ms", KEPT_MS)


def _sqlite(text: Path, folder: Path) -> nullcontext[Engine]:
    return nullcontext(in_sqlite(text, folder))


def _timed(what: str, tracker: CaseTracker, connection: Connection, bound: float | None = None):  # type: ignore[no-untyped-def]
    """The rows of the answer, and the milliseconds of the statement alone."""
    sight = tracker.engines.sight(connection, tracker.rules, what)
    rules = rules_for(QUESTION.asked, {}, sight)
    statement = sums(people_of(QUESTION.asked, rules))
    alone = statistics.median(all_ms(lambda: connection.execute(statement).all(), TIMES))
    whole = statistics.median(all_ms(lambda: QUESTION.answer(sight), TIMES))
    yield Measured(f"{what}: statement", alone, "ms")
    yield Measured(f"{what}: whole answer", whole, "ms", bound)
    return QUESTION.answer(sight)["rows"], alone


if __name__ == "__main__":
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE)
    asked.add_argument("--alone", action="store_true", help="the report engine only")
    wanted = asked.parse_args()
    show("Reports", measure(wanted.people, wanted.alone))
