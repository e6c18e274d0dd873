"""The made-up city as a history file, of any size."""

from itertools import islice
from pathlib import Path

import orjson

from application.demo import UnitRow, history
from application.imports.files import lines_of
from application.imports.importing import Import
from application.kernel.actors import operator
from application.tracker import CaseTracker
from application.units.loading import PACKAGED, read_units


def write_history(file: Path, workers: int, lines: int | None = None) -> int:
    """Write the first lines of a city's history to a file; return how many."""
    units = [
        UnitRow(u.code, u.name, u.level, u.parent or "", u.kind or "") for u in read_units(PACKAGED)
    ]
    count = 0
    with file.open("wb") as opened:
        for line in islice(history(units, workers=workers), lines):
            opened.write(orjson.dumps(line) + b"\n")
            count += 1
    return count


def bring_file(tracker: CaseTracker, file: Path) -> None:
    """Import a file as the command line does; every line must be good."""
    report = tracker.bring(Import(lambda: lines_of(file, max_bytes=2**30), operator("bench")))
    if report.refused:
        raise SystemExit(f"a line of the made-up city was refused: {report.refused[0]}")


def city(folder: Path, workers: int) -> CaseTracker:
    """An open ledger with the city in it."""
    write_history(folder / "city.jsonl", workers)
    tracker = CaseTracker(folder / "city.db")
    bring_file(tracker, folder / "city.jsonl")
    return tracker
