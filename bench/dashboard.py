"""Today's dashboard of a million people with all streets shown: when it is first asked, again, and
each second while a hundred commands a second arrive at the same server.

The people are those of a small city and its copies in the tables that the page is counted from,
in the store and in the columns beside it; in the log is the small city alone. So a look costs what
it costs on a ledger of so many, and a command what it costs on a small one: `bench.growth` tells
what a large log makes of commands.
"""

import statistics
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx

from application.indicators.reporting_periods import Kind, ReportingPeriod
from application.indicators.target_completion import TargetCompletion
from application.kernel.clock import SetClock
from application.tracker import CaseTracker
from bench.city import city
from bench.figures import DASHBOARD_MS, KEPT_MS
from bench.load.client import Load
from bench.load.outcome import Outcome
from bench.load.scenario import Lives
from bench.measuring import Measured, median_ms, say, scratch, show, stopwatch
from bench.multiplied import add_to
from bench.serving import served, signed_in
from interfaces.accounts.accounts import account_named
from interfaces.accounts.tokens import issue_token
from interfaces.cli.demo import NOW, open_accounts
from interfaces.cli.ledger import account_book

PEOPLE, ORIGINALS, LOOKS = 1_000_000, 4_000, 20
A_SECOND, CONNECTIONS = 100.0, 8
SECONDS, WARM_UP = 45.0, 5.0
CITY = "440700"
COUNTIES = ("440703", "440704", "440705", "440781", "440783", "440784", "440785")
_FIRST = 2_000_000
"""Numbers of people that the city does not use."""


def measure(people: int = PEOPLE, originals: int = ORIGINALS) -> list[Measured]:
    with scratch() as name:
        folder = Path(name)
        say(f"dashboard: making up a city of {originals:,} people …")
        with city(folder, originals, clock=SetClock(NOW)) as tracker:
            say(f"dashboard: multiplying them to {people:,} …")
            count = add_to(tracker, people, folder)
        database = folder / "city.db"
        with CaseTracker(database, clock=SetClock(NOW), reports_from=0) as tracker:
            answers, token = [*_answers(tracker)], _token(tracker)
        with served(database, large=0) as url, signed_in(url, "office") as client:
            return [Measured("people", count, "people"), *answers, *_looks(url, client, token)]


def _answers(tracker: CaseTracker) -> Iterator[Measured]:
    """In a process alone: counted from nothing, and kept."""
    question = TargetCompletion(ReportingPeriod(Kind.YEAR, NOW.date()), CITY, opened=COUNTIES)
    with stopwatch() as seconds:
        tracker.ask(question)
    yield Measured("answer, counted from nothing", seconds[0] * 1000, "ms")
    yield Measured("answer, kept", median_ms(lambda: tracker.ask(question), LOOKS), "ms", KEPT_MS)


def _token(tracker: CaseTracker) -> str:
    with account_book(tracker) as accounts:
        open_accounts(tracker, accounts)
        return issue_token(accounts, account_named(accounts, "reviewer"), "bench", now=NOW)[0]


def _looks(url: str, client: httpx.Client, token: str) -> Iterator[Measured]:
    def look() -> None:
        client.get(f"/dashboard?open={','.join(COUNTIES)}").raise_for_status()

    with stopwatch() as seconds:
        look()
    yield Measured("page, first look of the process", seconds[0] * 1000, "ms")
    yield Measured("page, nothing new", median_ms(look, LOOKS), "ms")
    fresh: list[float] = []
    with ThreadPoolExecutor(1) as aside:
        commands = aside.submit(_commands, url, token)
        time.sleep(WARM_UP)
        while not commands.done():
            with stopwatch() as seconds:
                look()
            fresh.append(seconds[0] * 1000)
            time.sleep(1)
    outcome = commands.result()
    yield Measured("commands meanwhile", outcome.a_second, "/s")
    yield Measured("commands refused", outcome.statuses.total() - outcome.done, "", 0)
    yield Measured("page, fresh: half of the looks", statistics.median(fresh), "ms", DASHBOARD_MS)
    yield Measured("page, fresh: the slowest", max(fresh), "ms")


def _commands(url: str, token: str) -> Outcome:
    """A station's program that records at even distances, answered or not."""
    headers = {"Authorization": f"Bearer {token}"}
    load = Load([url], Lives(first=_FIRST, open_at_once=100), headers, CONNECTIONS, A_SECOND)
    try:
        return load.run(SECONDS, WARM_UP)
    finally:
        load.close()


if __name__ == "__main__":
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE)
    show("Dashboard", measure(asked.parse_args().people))
