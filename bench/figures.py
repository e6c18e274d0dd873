"""Figures at 30,000 people with ten facts each: whole answers, counted and kept; the dashboard when
it is first asked, again, and while commands arrive; why a figure changed; the people behind one;
stock and flow.

Answers are asked in a process of their own and pages of a server in one, with the commands from
this one, as from another station's.
`--people 300000` asks the same of a larger city.
"""

import statistics
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import count, cycle
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import httpx2 as httpx

from application.indicators.catalogue import INDICATORS
from application.indicators.composition import Composition
from application.indicators.explain import Explain
from application.indicators.half_year import HalfYear
from application.indicators.period import Asked
from application.indicators.reporting_periods import Kind, ReportingPeriod
from application.indicators.stock_and_flow import StockAndFlow
from application.indicators.target_completion import TargetCompletion
from application.kernel.actors import operator
from application.kernel.answering.query import Query
from application.kernel.clock import SetClock, new_id
from application.kernel.writing.sitting import Request
from application.registration import CorrectWorker
from application.tracker import CaseTracker
from bench.city import city
from bench.measuring import Measured, all_ms, median_ms, say, scratch, show, stopwatch
from bench.serving import served, signed_in
from domain.unit.units import Level
from interfaces.cli.demo import NOW

PEOPLE, FACTS_A_PERSON, TIMES = 30_000, 10, 40
COMMANDS_BETWEEN = 5
DASHBOARD_MS = 150
KEPT_MS, ANSWERS = 5, 7
CITY, COUNTY, STREET = "440700", "440703", "440703006"
WHY = "/figures/reemployment-rate/changes?as_of=2004-12-31&known_at=2005-01-05"


def measure(people: int = PEOPLE) -> list[Measured]:
    with scratch() as folder:
        say(f"figures: making up a city of {people:,} people …")
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            facts = alone.submit(_city, Path(folder), people).result()
            answers = alone.submit(of_answers, Path(folder) / "city.db").result()
        found = [*answers, *of_a_ledger(Path(folder) / "city.db")]
    return [Measured("people", people, "people"), Measured("facts", facts, "facts"), *found]


def of_answers(database: Path) -> list[Measured]:
    """Each answer counted from nothing that is remembered, and as it is kept."""
    with CaseTracker(database, clock=SetClock(NOW)) as tracker:
        return [each for asked in _questions() for each in _answered(tracker, *asked)]


def _questions() -> Iterator[tuple[str, Query[Any]]]:
    year = ReportingPeriod(Kind.YEAR, date(2005, 7, 31))
    by_street = Asked(year.as_of, level=Level.STREET)
    for name in ("reemployment-rate", "stock-and-flow", "certificates", "training"):
        yield f"{name} by street", INDICATORS[name].asked(by_street, {})
    yield "composition of the city", Composition(StockAndFlow(by_street), CITY)
    yield "half-year of the city", HalfYear(CITY, Asked(date(2005, 6, 30)))
    yield "dashboard of the city", TargetCompletion(year, CITY)


def _answered(tracker: CaseTracker, what: str, question: Query[Any]) -> Iterator[Measured]:
    def counted() -> None:
        tracker.engines.forget()
        tracker.ask(question)

    def kept() -> None:
        tracker.ask(question)

    yield Measured(f"{what}: counted", median_ms(counted, ANSWERS), "ms")
    yield Measured(f"{what}: kept", median_ms(kept, TIMES), "ms", KEPT_MS)


def of_a_ledger(database: Path) -> Iterator[Measured]:
    with served(database) as url, signed_in(url, "office") as client:
        yield from _dashboard(client, database)
        yield _median("why a street changed", client, f"{WHY}&unit={STREET}")
        yield _median("why a county changed", client, f"{WHY}&unit={COUNTY}")
        yield _median("people behind the city's rate", client, "/figures/reemployment-rate/people")
        yield _median("stock and flow", client, "/composition")


def _city(folder: Path, people: int) -> int:
    with city(folder, people, FACTS_A_PERSON) as tracker:
        return tracker.register.position()


def _dashboard(client: httpx.Client, database: Path) -> Iterator[Measured]:
    for what, address in (("", "/dashboard"), (" of a month", "/dashboard?period=month")):
        with stopwatch() as seconds:
            _get(client, address)
        yield Measured(f"dashboard{what}, first asked", seconds[0] * 1000, "ms")
    yield _median("dashboard, asked again", client, "/dashboard", DASHBOARD_MS)
    with CaseTracker(database, clock=SetClock(NOW)) as tracker:
        arrive = _commands(tracker)
        taken = [_after(arrive, client) for _ in range(TIMES)]
    what = f"dashboard, after {COMMANDS_BETWEEN} commands each time"
    yield Measured(what, statistics.median(taken), "ms", DASHBOARD_MS)


def _commands(tracker: CaseTracker) -> Callable[[], None]:
    """Corrections of people in the figure, whose counts have to be taken anew."""
    asked = Explain(Asked(date(2005, 7, 31)), COUNTY, limit=500)
    workers, numbers = cycle(tracker.ask(asked)["people"]), count()

    def arrive() -> None:
        for _ in range(COMMANDS_BETWEEN):
            command = CorrectWorker(
                worker=next(workers)["worker"],
                phone=f"33{next(numbers):05}",
                reason="换号",
                effective_on=date(2005, 7, 31),
            )
            tracker.do(Request(command, operator("bench"), new_id()))

    return arrive


def _after(arrive: Callable[[], None], client: httpx.Client) -> float:
    arrive()
    with stopwatch() as seconds:
        _get(client, "/dashboard")
    return seconds[0] * 1000


def _median(what: str, client: httpx.Client, address: str, bound: float | None = None) -> Measured:
    taken = all_ms(lambda: _get(client, address), TIMES)
    return Measured(what, statistics.median(taken), "ms", bound)


def _get(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address}: {answer.status_code}")


if __name__ == "__main__":
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE)
    show("Figures", measure(asked.parse_args().people))
