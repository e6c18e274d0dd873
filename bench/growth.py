"""What a ledger of 1,000,000 people costs beside one of 10,000: commands a second, and pages.

`python -m bench.growth --people 1000000`. Importing the history of the large one takes most of the
time: it has 6.35 facts a person. Copies of a small city would not do, since every copy looks like a
duplicate of all others.
"""

import statistics
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path

from bench.city import city
from bench.load.page import write_measured
from bench.load.scenario import Lives
from bench.measuring import Measured, all_ms, say, scratch, show
from bench.pages import Page, pages
from bench.peers.measures import WARM_UP, loaded
from bench.peers.ours import served_on_sqlite
from bench.serving import served, signed_in

SMALL, PEOPLE, SECONDS, TIMES = 10_000, 1_000_000, 20.0, 40
MOST = 1.3
_FIRST = 2_000_000
"""Numbers of people that the city does not use."""


def main() -> None:
    asked = _asked()
    with scratch() as name:
        folder = Path(name)
        small = dict(_figures(_made(folder, SMALL), asked.seconds))
        large = dict(_figures(_made(folder, asked.people), asked.seconds))
    found = [
        Measured(what, large[what], "/s" if what == "commands" else "ms") for what in small
    ] + [
        Measured(f"{what}, against {SMALL:,} people", *_worse(what, small, large)) for what in small
    ]
    show(f"Growth: {asked.people:,} people", found)
    if asked.write:
        write_measured("growth", f"python -m bench.growth --people {asked.people}", found)


def _asked() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of load")
    parser.add_argument("--write", action="store_true", help="docs/reference/performance.md too")
    return parser.parse_args()


def _worse(what: str, small: dict[str, float], large: dict[str, float]) -> tuple[float, str, float]:
    """How many times worse, and what is allowed."""
    one, other = (small, large) if what == "commands" else (large, small)
    return one[what] / other[what], "×", MOST


def _made(folder: Path, people: int) -> Path:
    """The database of a made-up city, imported as the command line does, file by file."""
    say(f"growth: making up a city of {people:,} people …")
    place = folder / str(people)
    place.mkdir()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        alone.submit(_imported, place, people).result()
    return place / "city.db"


def _imported(folder: Path, people: int) -> None:
    city(folder, people).close()


def _figures(database: Path, seconds: float) -> Iterator[tuple[str, float]]:
    with served(database) as url:
        for page in pages(url):
            yield page.what, _median_ms(url, page)
    with served_on_sqlite(database.parent, name=database.stem) as running:
        outcome = loaded(running, Lives(first=_FIRST), seconds, WARM_UP)
    yield "commands", outcome.a_second


def _median_ms(url: str, page: Page) -> float:
    with signed_in(url, page.account) as client:
        addresses = cycle(page.addresses)
        return statistics.median(all_ms(lambda: client.get(next(addresses)), TIMES))


if __name__ == "__main__":
    main()
