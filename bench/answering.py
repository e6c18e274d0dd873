"""Answers at 30,000 people, and one command with its read models."""

from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

from application.indicators.explain import Explain
from application.indicators.period import Asked
from application.indicators.reemployment_rate import ReemploymentRate
from application.kernel.actors import operator
from application.kernel.clock import new_id
from application.kernel.sitting import Request
from application.registration import CorrectWorker
from application.tracker import CaseTracker
from bench.city import city
from bench.measuring import Measured, median_ms, say, scratch, show
from domain.unit.units import Level

PEOPLE, TIMES = 30_000, 15
END_OF_2004 = date(2004, 12, 31)


def measure(people: int = PEOPLE) -> list[Measured]:
    with scratch() as folder:
        say(f"answering: making up a city of {people:,} people …")
        with city(Path(folder), people) as tracker:
            return [Measured("facts", tracker.register.position(), "facts"), *_answers(tracker)]


def _answers(tracker: CaseTracker) -> list[Measured]:
    by_street = ReemploymentRate(Asked(END_OF_2004, level=Level.STREET))
    rows = tracker.ask(by_street)["rows"]
    streets = [row for row in rows if row["group"] == "all" and len(row["unit"]) == 9]
    largest = max(streets, key=lambda row: int(row["denominator"]))
    explain = Explain(Asked(END_OF_2004), largest["unit"])
    everyone = tracker.ask(Explain(Asked(END_OF_2004), largest["unit"], limit=1))["people"]
    ask, numbers = partial(partial, tracker.ask), count()
    return [
        Measured("rate by street, six groups", median_ms(ask(by_street), TIMES), "ms", bound=150),
        Measured("people of the street explained", largest["denominator"], "people"),
        Measured("explain of that street", median_ms(ask(explain), TIMES), "ms", bound=150),
        Measured(
            "one command with its read models",
            median_ms(lambda: _command(tracker, everyone[0]["worker"], next(numbers)), 200),
            "ms",
            bound=15,
        ),
    ]


def _command(tracker: CaseTracker, worker: str, number: int) -> None:
    command = CorrectWorker(
        worker=worker, phone=f"33{number:05}", reason="换号", effective_on=date(2005, 6, 30)
    )
    tracker.do(Request(command, operator("bench"), new_id()))


if __name__ == "__main__":
    show("Answering", measure())
