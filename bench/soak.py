"""A server under half the load that it can bear, for an hour: does memory grow, do tails drift?

`python -m bench.soak --minutes 60`. Commands come at even distances whether or not earlier ones
were answered; memory and p99 are taken each minute. In the first sixth of the minutes fills what a
server remembers of the last people. Early is the first tenth of those after it (at least one), late
the last tenth; a full quarter of the commands registers, so the ledger grows all the while.
"""

import statistics
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.load.client import Load
from bench.load.page import write_measured
from bench.load.postgresql import cluster
from bench.load.processes import memory
from bench.load.scenario import Lives
from bench.measuring import Measured, say, scratch, show
from bench.peers.measures import WARM_UP, loaded
from bench.peers.ours import served_on_postgresql, served_on_sqlite
from bench.peers.serving import Served

MINUTES, FULL_SECONDS, MINUTE = 60, 20.0, 60.0
MOST_GROWTH, MOST_DRIFT = 1.05, 1.20


class Minute(NamedTuple):
    """Resident MB of all processes, milliseconds, commands acknowledged, others."""

    memory: float
    p99: float
    done: int
    not_done: int


def main() -> None:
    asked = _asked()
    with scratch() as folder, _served(Path(folder), asked.database) as served:
        lives = Lives()
        full = loaded(served, lives, asked.full_seconds, WARM_UP)
        rate = full.a_second / 2
        say(f"soak: {full.a_second:.0f} commands a second at most, {rate:.0f} for {asked.minutes}")
        minutes = list(_minutes(served, lives, rate, asked.minutes))
    found = measured(rate, minutes)
    show(f"Soak, {asked.database}", found)
    if asked.write:
        command = f"python -m bench.soak --minutes {asked.minutes} --database {asked.database}"
        write_measured("soak", command, found)


def _asked() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=int, default=MINUTES)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--full-seconds", type=float, default=FULL_SECONDS, help="of full load")
    parser.add_argument("--write", action="store_true", help="docs/reference/performance.md too")
    return parser.parse_args()


@contextmanager
def _served(folder: Path, database: str) -> Iterator[Served]:
    if database == "sqlite":
        with served_on_sqlite(folder) as served:
            yield served
        return
    with cluster(folder / "postgresql") as running, served_on_postgresql(folder, running) as served:
        yield served


def _minutes(served: Served, lives: Lives, rate: float, minutes: int) -> Iterator[Minute]:
    load = Load(served.urls, lives, served.headers, rate=rate)
    for number in range(minutes):
        outcome = load.run(MINUTE)
        used = sum(map(memory, served.processes)) / 2**20
        not_done = outcome.statuses.total() - outcome.done
        minute = Minute(used, outcome.within(0.99), outcome.done, not_done)
        say(f"minute {number + 1}: {used:.1f} MB, p99 {minute.p99:.1f} ms, {minute.done} done")
        yield minute
    load.close()


def measured(rate: float, minutes: Sequence[Minute]) -> list[Measured]:
    steady = minutes[-(-len(minutes) // 6) :] or minutes
    tenth = max(1, len(steady) // 10)
    early, late = steady[:tenth], steady[-tenth:]
    used, tails = (
        [statistics.median(each[place] for each in some) for some in (early, late)]
        for place in (0, 1)
    )
    return [
        Measured("commands a second", rate, "/s"),
        Measured("commands acknowledged", sum(each.done for each in minutes), ""),
        Measured("others", sum(each.not_done for each in minutes), "", 0),
        Measured("memory, early", used[0], "MB"),
        Measured("memory, late against early", used[1] / used[0], "×", MOST_GROWTH),
        Measured("p99, early", tails[0], "ms"),
        Measured("p99, late against early", tails[1] / tails[0], "×", MOST_DRIFT),
    ]


if __name__ == "__main__":
    main()
