"""The targets that units are set for a year, and whether parts add up to the whole (C33)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from application.indicators.targets import TargetBook
from application.indicators.units import units_below
from application.kernel.answering.query import Sight
from domain.target.targets import ADDITIVE, OPENING, RATES


class Target(NamedTuple):
    """`of` is the unit that was set it: a rate holds for those below until they have their own."""

    value: Decimal
    of: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What the units below are set together. Rates are not added."""

    indicator: str
    whole: Decimal | None
    together: Decimal
    without: tuple[str, ...]
    """The units below that are set none."""

    @property
    def enough(self) -> bool | None:
        """None where there is no whole to reach, or none of the parts is set yet."""
        if self.whole is None or not self.together:
            return None
        return self.together >= self.whole


@dataclass(frozen=True, slots=True)
class TargetsOfUnit:
    """Targets by unit and indicator, the unit itself first; absent where there is none."""

    rows: Mapping[str, Mapping[str, Target]]
    parts: tuple[Parts, ...]


@dataclass(frozen=True, slots=True)
class SetTargets:
    """The targets of a unit and of those directly below it. Raises `UnitUnknown`."""

    unit: str
    year: int

    def answer(self, sight: Sight) -> TargetsOfUnit:
        book = TargetBook(sight, self.year, None)
        below = units_below(sight.units, self.unit, date(self.year, 12, 31))
        rows = {code: _targets(book, code) for code in (self.unit, *below)}
        return TargetsOfUnit(
            rows, tuple(_parts(rows, self.unit, each) for each in ADDITIVE if below)
        )


def _targets(book: TargetBook, unit: str) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for indicator in OPENING:
        for above in book.units.upwards(unit):
            value = book.own(above.code, indicator)
            if value is not None:
                found[indicator] = Target(value, above.code)
                break
            if indicator not in RATES:
                break
    return found


def _parts(rows: Mapping[str, Mapping[str, Target]], unit: str, indicator: str) -> Parts:
    whole = rows[unit].get(indicator)
    below = {code: targets.get(indicator) for code, targets in rows.items() if code != unit}
    return Parts(
        indicator,
        whole.value if whole else None,
        sum((target.value for target in below.values() if target), Decimal(0)),
        tuple(code for code, target in below.items() if target is None),
    )
