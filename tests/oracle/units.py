"""Units for the independent calculation: a few stations of three counties."""

import csv
from pathlib import Path

#: code -> (level, code of the parent or None)
Units = dict[str, tuple[str, str | None]]

UNITS: Units = {
    "440700": ("city", None),
    "440703": ("county", "440700"),
    "440704": ("county", "440700"),
    "440705": ("county", "440700"),
    "440703002": ("street", "440703"),
    "440703005": ("street", "440703"),
    "440704001": ("street", "440704"),
    "440705001": ("street", "440705"),
    "440705101": ("street", "440705"),
    "440703002101": ("community", "440703002"),
    "440703002102": ("community", "440703002"),
}

#: where a worker of a random history may be registered
STATIONS = [code for code, (level, _) in UNITS.items() if level in ("street", "community")]


def read_units(path: Path) -> Units:
    """The table of a units file (columns code, level, parent)."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["level"], row["parent"] or None) for row in csv.DictReader(file)}


def ancestor(units: Units, code: str, level: str) -> str | None:
    """The unit of `level` that `code` belongs to (itself included), or None."""
    current: str | None = code
    while current is not None:
        if units[current][0] == level:
            return current
        current = units[current][1]
    return None
