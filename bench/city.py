"""The made-up city as a history file, of any size."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from heapq import merge
from itertools import count, islice
from pathlib import Path
from typing import Any

import orjson

from application.demo import UnitRow, history
from application.imports.files import lines_of
from application.imports.importing import Import
from application.kernel.actors import operator
from application.kernel.clock import Clock
from application.tracker import CaseTracker
from application.units.loading import PACKAGED, read_units
from domain.kernel.identity_number import normalised

Line = dict[str, Any]
FACTS_A_PERSON = 6.35
"""What the made-up city writes by itself."""
_LINES_A_FILE = 500_000
_LEAVING = ("merge-worker", "void-registration", "close-case")


def write_history(file: Path, workers: int, lines: int | None = None) -> int:
    """Write the first lines of a city's history to a file; return how many."""
    return _write(file, islice(_history(workers, FACTS_A_PERSON), lines))


def _write(file: Path, lines: Iterable[Line]) -> int:
    written = 0
    with file.open("wb") as opened:
        for line in lines:
            opened.write(orjson.dumps(line) + b"\n")
            written += 1
    return written


def _history(workers: int, facts_a_person: float) -> Iterator[Line]:
    units = [
        UnitRow(u.code, u.name, u.level, u.parent or "", u.kind or "") for u in read_units(PACKAGED)
    ]
    told = list(history(units, workers=workers))
    return merge(told, _calls(told, facts_a_person - FACTS_A_PERSON), key=_recorded_at)


def _calls(told: list[Line], calls_a_person: float) -> Iterator[Line]:
    """So many calls on average that nobody answered, one a day after each registration.

    Nobody calls whoever left the ledger: the registration may have been recorded just before.
    """
    gone = {normalised(line["worker"]) for line in told if line["command"] in _LEAVING}
    registered = (
        line
        for line in told
        if line["command"] == "register-worker" and normalised(line["id_number"]) not in gone
    )
    owed = 0.0
    calls: list[Line] = []
    for line in registered:
        owed += calls_a_person
        calls += islice(_calls_to(line), int(owed))
        owed -= int(owed)
    return iter(sorted(calls, key=_recorded_at))


def _calls_to(registration: Line) -> Iterator[Line]:
    at = datetime.fromisoformat(registration["recorded_at"])
    for days in count(1):
        on = at + timedelta(days=days)
        yield {
            "command": "record-follow-up",
            "worker": registration["id_number"],
            "outcome": "not_reached",
            "effective_on": on.date().isoformat(),
            "recorded_at": on.isoformat(),
        }


def _recorded_at(line: Line) -> str:
    return str(line["recorded_at"])


def bring_file(tracker: CaseTracker, file: Path) -> None:
    """Import a file as the command line does; every line must be good."""
    report = tracker.bring(Import(lambda: lines_of(file, max_bytes=2**30), operator("bench")))
    if report.refused:
        raise SystemExit(f"a line of the made-up city was refused: {report.refused[0]}")


def city(
    folder: Path,
    workers: int,
    facts_a_person: float = FACTS_A_PERSON,
    clock: Clock | None = None,
) -> CaseTracker:
    """An open ledger with the city in it, brought file by file: a file has its bounds."""
    tracker = CaseTracker(folder / "city.db", clock=clock)
    lines = _history(workers, facts_a_person)
    while _write(folder / "city.jsonl", islice(lines, _LINES_A_FILE)):
        bring_file(tracker, folder / "city.jsonl")
    return tracker
