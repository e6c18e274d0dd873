"""What was found, kept in var/bench between runs; from it the page of the reference is written."""

import statistics
from collections import defaultdict
from typing import Any

import orjson

from bench.load.conditions import conditions
from bench.load.page import write_section
from bench.load.places import KEPT
from bench.load.postgresql import Cluster
from bench.peers.asked import SLOW_DISK
from bench.peers.report import page

WORST = ("refused", "failed", "lost")
"""Counts of which the most that any round had is told."""
FILE = KEPT / "peers.json"
Found = dict[str, Any]


class Results:
    """By what was measured and who it was; several rounds are several findings."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = orjson.loads(FILE.read_bytes()) if FILE.is_file() else {}
        self._found: defaultdict[tuple[str, str], list[Found]] = defaultdict(list)

    def conditions(self, cluster: Cluster, seconds: float, rounds: int, disk_ms: float) -> None:
        told = conditions() | {"PostgreSQL": cluster.version()}
        self._told = told | {"seconds": seconds, "rounds": rounds}
        self._on_slow_disk = disk_ms > 0
        if self._on_slow_disk:
            self._told["ms more for each wait for the disk"] = disk_ms

    def take(self, what: str, who: str, found: Found) -> None:
        if what == "rates" and "why" not in found:
            for each, figures in found.items():
                self._found[each, who].append(figures)
        elif found:
            self._found["commands" if what == "rates" else what, who].append(found)

    def keep(self) -> None:
        """What was not measured anew stays as it was."""
        for (what, who), findings in self._found.items():
            kept = f"{what}{SLOW_DISK}" if self._on_slow_disk else what
            good = [each for each in findings if "why" not in each]
            told = summed_up(good) if good else findings[0]
            self.kept.setdefault(kept, {})[who] = told | {"of": self._told}
        FILE.write_bytes(orjson.dumps(self.kept, option=orjson.OPT_INDENT_2))

    def show(self) -> None:
        print(page(self.kept))

    def write(self) -> None:
        write_section("peers", page(self.kept))


def summed_up(findings: list[Found]) -> Found:
    """The medians of the rounds."""
    told = {}
    for name in findings[0]:
        values = [each[name] for each in findings if each[name] is not None]
        of_all = max if name in WORST else statistics.median
        told[name] = of_all(values) if values else None
    return told
