"""Timing, and a table of what was measured against what was asked."""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure, and the bound that the issue gives it."""

    what: str
    figure: float
    unit: str
    bound: float | None = None
    at_least: bool = False

    @property
    def met(self) -> str:
        if self.bound is None:
            return ""
        kept = self.figure >= self.bound if self.at_least else self.figure <= self.bound
        return "yes" if kept else "NO"


@contextmanager
def stopwatch() -> Iterator[list[float]]:
    """Seconds, as the one item of the list, once the block is done."""
    taken: list[float] = []
    begun = time.perf_counter()
    yield taken
    taken.append(time.perf_counter() - begun)


def median_ms(work: Callable[[], object], times: int) -> float:
    """Median milliseconds of a piece of work, after one run to warm up."""
    return statistics.median(all_ms(work, times))


def all_ms(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each run of a piece of work, after one to warm up."""
    work()
    taken = []
    for _ in range(times):
        with stopwatch() as seconds:
            work()
        taken.append(seconds[0] * 1000)
    return taken


def peak_mb() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def scratch() -> Iterator[str]:
    with TemporaryDirectory(prefix="taizhang-bench-") as folder:
        yield folder


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def show(title: str, measured: list[Measured]) -> None:
    table = Table(title=title)
    for heading in ("what", "measured", "asked", "met"):
        table.add_column(heading)
    for item in measured:
        sign = "≥" if item.at_least else "≤"
        asked = "" if item.bound is None else f"{sign} {item.bound:g} {item.unit}"
        figure = f"{item.figure:,.2f}" if item.unit == "×" else f"{item.figure:,.1f}"
        table.add_row(item.what, f"{figure} {item.unit}", asked, item.met)
    Console(width=110).print(table)
