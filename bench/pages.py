"""Pages at 30,000 people with ten facts each: how long the server takes, what is sent, and when a
browser can use it. `--people 300000` asks the same of a larger city.

The server has a process of its own, so its time is that of the answer over a connection of this
machine, read to the end. `/me`, which asks nothing of the ledger, shows what every page costs.
"""

import re
import statistics
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import httpx2 as httpx

from bench.browsing import first_views
from bench.city import city
from bench.measuring import Measured, all_ms, say, scratch, show
from bench.serving import served, signed_in
from interfaces.web.cookies import COOKIE
from tests.browser.people import Session

PEOPLE, FACTS_A_PERSON, TIMES = 30_000, 10, 100
MOST_BYTES, USABLE_MS = 60 * 1024, 300
WORDS = ("陈", "陈建", "何丽", "区", "ljm", "huang", "13", "4407030400")
"""Looked for in turn, by the office of the whole city: one character finds thousands."""
_QUALITY = tuple(f"/quality{tab}" for tab in ("", "/silent", "/duplicates", "/short"))
_LOG = ("/log", "/log?fact=worker.merged", "/log?unit=440703", "/log?from=2004-01-01&to=2004-01-31")
_WORKER = re.compile(r'href="(/workers/[0-9a-f-]{36})"')


class Page(NamedTuple):
    """A page by an account; `bound` is the milliseconds that the issue allows at the median."""

    what: str
    account: str
    addresses: tuple[str, ...]
    bound: float | None = None


def pages(url: str) -> Iterator[Page]:
    yield Page("a page that asks nothing", "office", ("/me",))
    yield Page("dashboard", "office", ("/dashboard",), 150)
    yield Page("search", "office", tuple(f"/people?q={word}" for word in WORDS), 50)
    yield Page("worker's page", "office", _workers(url), 50)
    yield Page("today", "clerk", ("/today",))
    yield Page("today of a district", "reviewer", ("/today",))
    yield Page("register", "clerk", ("/register",))
    yield Page("data quality", "office", _QUALITY)
    yield Page("log", "auditor", _LOG, 50)


def _workers(url: str) -> tuple[str, ...]:
    with signed_in(url, "office") as client:
        found = [_WORKER.findall(client.get(f"/people?q={word}").text) for word in WORDS]
    return tuple(dict.fromkeys(address for some in found for address in some))


def measure(people: int = PEOPLE) -> list[Measured]:
    with scratch() as folder:
        say(f"pages: making up a city of {people:,} people …")
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            facts = alone.submit(_city, Path(folder), people).result()
        with served(Path(folder) / "city.db") as url:
            found = [each for page in pages(url) for each in _measured(url, page)]
    return [Measured("people", people, "people"), Measured("facts", facts, "facts"), *found]


def _city(folder: Path, people: int) -> int:
    with city(folder, people, FACTS_A_PERSON) as tracker:
        return tracker.register.position()


def _measured(url: str, page: Page) -> Iterator[Measured]:
    with signed_in(url, page.account) as client:
        addresses = cycle(page.addresses)
        taken = all_ms(lambda: _get(client, next(addresses)), TIMES)
        session = Session(page.account, client.cookies[COOKIE])
        views = first_views(url, next(addresses), session)
    yield Measured(f"{page.what}: server, median", statistics.median(taken), "ms", page.bound)
    yield Measured(f"{page.what}: server, 95 of 100", statistics.quantiles(taken, n=20)[-1], "ms")
    if views:
        sent = max(view.sent for view in views)
        usable = statistics.median(view.usable_ms for view in views)
        yield Measured(f"{page.what}: first view sends", sent / 1024, "KB", MOST_BYTES / 1024)
        yield Measured(f"{page.what}: first view usable", usable, "ms", USABLE_MS)


def _get(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address}: {answer.status_code}")


if __name__ == "__main__":
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE)
    show("Pages", measure(asked.parse_args().people))
