"""Answers at 30,000 people, and one command with its read models."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import count, cycle
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from application.indicators.explain import Explain
from application.indicators.period import Asked
from application.indicators.reemployment_rate import ReemploymentRate
from application.kernel.actors import operator
from application.kernel.answering.query import Query
from application.kernel.clock import new_id
from application.kernel.writing.sitting import Request
from application.registration import CorrectWorker
from application.tracker import CaseTracker
from bench.city import city
from bench.measuring import Measured, median_ms, say, scratch, show
from domain.unit.units import Level

PEOPLE, TIMES = 30_000, 15
STREET_DIGITS, MEDIAN_OF_THE_PEOPLED = 9, 36
END_OF_2004 = date(2004, 12, 31)


def measure(people: int = PEOPLE) -> list[Measured]:
    """The city is made up here and asked in a process of its own, as a server is one."""
    with scratch() as folder:
        say(f"answering: making up a city of {people:,} people …")
        city(Path(folder), people).close()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            return alone.submit(answers, Path(folder) / "city.db").result()


def answers(database: Path) -> list[Measured]:
    with CaseTracker(database) as tracker:
        return [Measured("facts", tracker.register.position(), "facts"), *_answers(tracker)]


def _answers(tracker: CaseTracker) -> list[Measured]:
    by_street = ReemploymentRate(Asked(END_OF_2004, level=Level.STREET))
    streets = [
        row
        for row in tracker.ask(by_street)["rows"]
        if row["group"] == "all" and len(row["unit"]) == STREET_DIGITS
    ]
    streets.sort(key=lambda row: int(row["denominator"]))
    median, largest = streets[-MEDIAN_OF_THE_PEOPLED], streets[-1]
    workers = cycle(
        person["worker"]
        for person in tracker.ask(Explain(Asked(END_OF_2004), largest["unit"]))["people"]
    )
    numbers = count()
    return [
        Measured("rate by street, six groups", _asking(tracker, by_street), "ms", bound=150),
        *_explained(tracker, "a middling street", median),
        *_explained(tracker, "the largest street", largest),
        Measured(
            "one command with its read models",
            median_ms(lambda: _command(tracker, next(workers), next(numbers)), 200),
            "ms",
            bound=15,
        ),
    ]


def _explained(tracker: CaseTracker, which: str, street: dict[str, Any]) -> list[Measured]:
    explain = Explain(Asked(END_OF_2004), street["unit"])
    return [
        Measured(f"people of {which}", street["denominator"], "people"),
        Measured(f"explain of {which}", _asking(tracker, explain), "ms", bound=150),
    ]


def _asking(tracker: CaseTracker, query: Query[Any]) -> float:
    return median_ms(lambda: tracker.ask(query), TIMES)


def _command(tracker: CaseTracker, worker: str, number: int) -> None:
    command = CorrectWorker(
        worker=worker, phone=f"33{number:05}", reason="换号", effective_on=date(2005, 6, 30)
    )
    tracker.do(Request(command, operator("bench"), new_id()))


if __name__ == "__main__":
    show("Answering", measure())
