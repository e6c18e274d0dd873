"""Reading a units file and putting it on the ledger."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from application.kernel.commands import Line, UnitCode
from application.kernel.log.packing import Envelope
from application.kernel.log.register import Addition, Register
from application.kernel.plain_cells import as_it_stood
from application.kernel.writing.rules_in_force import UNITS
from domain.kernel.errors import DomainError, Refusal
from domain.unit.units import Unit, UnitsLoaded, UnitTree

PACKAGED = Path(__file__).with_name("jiangmen-units.csv")
UNITS_A_FACT = 500
_REQUIRED = {"code", "name", "level", "parent"}


class UnitsFileUnusable(DomainError):
    """`problem`: not-found, not-text, no-header, bad-line with its number and field, or
    code-twice with its number."""

    code = "units-file-unusable"
    sort = Refusal.MALFORMED


class _Row(Unit):
    code: UnitCode
    name: Line


class Change(NamedTuple):
    """What loading makes of a unit; `before` is None for a new one."""

    before: Unit | None
    after: Unit


def read_units(file: Path) -> list[Unit]:
    """The units of a CSV file. Raises `UnitsFileUnusable`."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            return units_in(opened, str(file))
    except OSError:
        raise UnitsFileUnusable(problem="not-found", file=str(file)) from None
    except UnicodeDecodeError:
        raise UnitsFileUnusable(problem="not-text", file=str(file)) from None


def units_in(lines: Iterable[str], source: str) -> list[Unit]:
    """Read CSV with the columns code, name, level, parent and, if there are, kind, valid_from,
    valid_until, successor. Raises `UnitsFileUnusable`."""
    reader = csv.DictReader(lines)
    try:
        if missing := _REQUIRED - set(reader.fieldnames or ()):
            raise UnitsFileUnusable(problem="no-header", missing=sorted(missing))
        found: dict[str, Unit] = {}
        for number, row in enumerate(reader, 2):
            unit = _unit(number, row)
            if unit.code in found:
                raise UnitsFileUnusable(problem="code-twice", line=number)
            found[unit.code] = unit
        return list(found.values())
    except csv.Error:
        raise UnitsFileUnusable(problem="not-text", file=source) from None


def _unit(number: int, row: dict[str, str | None]) -> Unit:
    given = {
        name: as_it_stood(value.strip())
        for name, value in row.items()
        if name and value and value.strip()
    }
    try:
        return Unit(**_Row.model_validate(given).model_dump())
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise UnitsFileUnusable(problem="bad-line", line=number, field=field) from None


def changes(known: UnitTree, units: Iterable[Unit]) -> list[Change]:
    """What loading would change. Raises `UnitsUnusable` when the units together with those known
    are not one tree."""
    wanted = {unit.code: unit for unit in units}
    changed = [
        Change(known.units.get(unit.code), unit)
        for unit in wanted.values()
        if known.units.get(unit.code) != unit
    ]
    UnitTree([*known.units.values(), *wanted.values()]).checked()
    return changed


def load_units(
    register: Register, known: UnitTree, units: Iterable[Unit], source: str, at: int, by: str
) -> int:
    """Put new and changed units on the ledger, in one save; return how many.

    Raises `UnitsUnusable`.
    """
    changed = [change.after for change in changes(known, units)]
    envelope = Envelope(at, by, None, None)
    facts = [
        UnitsLoaded(source=source, units=tuple(changed[start : start + UNITS_A_FACT]))
        for start in range(0, len(changed), UNITS_A_FACT)
    ]
    if facts:
        register.save([Addition(UNITS, register.version(UNITS) + 1, envelope, facts)])
    return len(changed)
