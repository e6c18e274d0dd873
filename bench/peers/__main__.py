"""Taizhang beside what a user would pick instead: the same commands, durability and client.

One server at a time, in turns, so that whatever else the machine does falls on all of them; the
figures are medians over the rounds. `--write` puts what was found into the reference.
"""

import signal
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.load.client import Unanswered
from bench.load.places import KEPT
from bench.load.postgresql import Cluster, cluster
from bench.load.slow_disk import slow_disk
from bench.measuring import say, scratch
from bench.peers.entries import ENTRIES
from bench.peers.importing import imported
from bench.peers.measures import rates, space
from bench.peers.raw import raw
from bench.peers.rebuilding import rebuilt
from bench.peers.results import Results
from bench.peers.serving import Entry

Measure = Callable[[Entry, Path, Cluster], dict[str, Any]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what the arguments ask for; those of the command line by default."""
    # Who is told to stop ends the servers too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    asked = _asked(arguments)
    KEPT.mkdir(parents=True, exist_ok=True)
    results = Results()
    with (
        scratch() as folder,
        slow_disk(Path(folder), asked.disk_ms),
        cluster(Path(folder) / "postgresql") as running,
    ):
        results.conditions(running, asked.seconds, asked.rounds, asked.disk_ms)
        for turn in range(asked.rounds):
            for what, measure in _measures(asked, turn):
                for entry in _entries(asked.only):
                    say(f"round {turn + 1}: {what}, {entry.title} …")
                    place = Path(folder) / f"{what}-{turn}-{ENTRIES.index(entry)}"
                    place.mkdir()
                    found = _tried(measure, entry, place, running)
                    say(f"  {found}")
                    results.take(what, entry.title, found)
                    results.keep()
    results.show()
    if asked.write:
        results.write()


def _asked(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="of each load")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="entries whose title has this in it")
    parser.add_argument("--what", default="", help="rates, raw, space, import or rebuild alone")
    parser.add_argument("--disk-ms", type=float, default=0, help="a disk that takes so much longer")
    parser.add_argument("--write", action="store_true", help="docs/reference/performance.md too")
    return parser.parse_args(arguments)


def _entries(only: str) -> list[Entry]:
    return [entry for entry in ENTRIES if only.lower() in entry.title.lower()]


def _measures(asked: Namespace, turn: int) -> Iterator[tuple[str, Measure]]:
    """Rates in every round; what hardly varies, in the first alone."""
    rate = partial(rates, seconds=asked.seconds)
    inserts = partial(raw, seconds=asked.seconds)
    every: list[tuple[str, Measure]] = [("rates", rate), ("raw", inserts), ("import", imported)]
    once: list[tuple[str, Measure]] = [("space", space), ("rebuild", rebuilt)]
    for what, measure in every + once * (turn == 0):
        if asked.what in what:
            yield what, measure


def _tried(measure: Measure, entry: Entry, place: Path, running: Cluster) -> dict[str, Any]:
    """What was found; who fails is told of and does not keep the others from their turn."""
    try:
        return measure(entry, place, running)
    except (SystemExit, Unanswered, OSError) as failure:
        say(f"{entry.title}: {failure}")
        return {"why": " ".join(str(failure).split())[:120]}


if __name__ == "__main__":
    main()
