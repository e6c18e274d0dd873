"""Reading a units file and putting it on the ledger."""

import csv
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from application.kernel.commands import Line, UnitCode
from application.kernel.packing import Envelope
from application.kernel.register import Addition, Register
from application.kernel.shelf import UNITS
from domain.kernel.errors import DomainError, Refusal
from domain.unit.units import Unit, UnitsLoaded, UnitTree

PACKAGED = Path(__file__).with_name("jiangmen-units.csv")
UNITS_A_FACT = 500
_REQUIRED = {"code", "name", "level", "parent"}


class UnitsFileUnusable(DomainError):
    """`problem`: not-found, not-text, no-header, or bad-line with its number and field."""

    code = "units-file-unusable"
    sort = Refusal.MALFORMED


class _Row(Unit):
    code: UnitCode
    name: Line


def read_units(file: Path) -> list[Unit]:
    """Read a CSV with the columns code, name, level, parent and, if there are, kind,
    valid_from, valid_until, successor. Raises `UnitsFileUnusable`."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            if missing := _REQUIRED - set(reader.fieldnames or ()):
                raise UnitsFileUnusable(problem="no-header", missing=sorted(missing))
            return [_unit(number, row) for number, row in enumerate(reader, 2)]
    except OSError:
        raise UnitsFileUnusable(problem="not-found", file=str(file)) from None
    except (UnicodeDecodeError, csv.Error):
        raise UnitsFileUnusable(problem="not-text", file=str(file)) from None


def _unit(number: int, row: dict[str, str | None]) -> Unit:
    given = {name: value.strip() for name, value in row.items() if name and value and value.strip()}
    try:
        return Unit(**_Row.model_validate(given).model_dump())
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise UnitsFileUnusable(problem="bad-line", line=number, field=field) from None


def load_units(
    register: Register, known: UnitTree, units: Iterable[Unit], source: str, at: int, by: str
) -> int:
    """Put new and changed units on the ledger, in one save; return how many.

    Raises `UnitsUnusable` when the units together with those known are not one tree.
    """
    changed = [unit for unit in units if known.units.get(unit.code) != unit]
    UnitTree([*known.units.values(), *changed]).checked()
    envelope = Envelope(at, by, None, None)
    facts = [
        UnitsLoaded(source=source, units=tuple(changed[start : start + UNITS_A_FACT]))
        for start in range(0, len(changed), UNITS_A_FACT)
    ]
    if facts:
        register.save([Addition(UNITS, register.version(UNITS) + 1, envelope, facts)])
    return len(changed)
