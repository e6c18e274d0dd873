"""Targets for the rows of an indicator: a unit's own, else that of the nearest unit above it."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select

from application.kernel.answering.query import Sight
from application.kernel.bitemporal.clocks import known
from application.kernel.bitemporal.targets import TARGETS
from domain.target.targets import OPENING, OPENING_YEARS

_CENT = Decimal("0.01")


def percent(numerator: int, denominator: int) -> str | None:
    """A rate of counts in percent with two decimals, half up; None of nobody (JM-2003 R9)."""
    if denominator == 0:
        return None
    hundredths = (20_000 * numerator + denominator) // (2 * denominator)
    return f"{hundredths // 100}.{hundredths % 100:02}"


class TargetBook:
    """The targets of one year, as known at a moment."""

    def __init__(self, sight: Sight, year: int, known_at: int | None) -> None:
        self.units = sight.units
        self.values = sight.once(("targets", year, known_at), lambda: _set(sight, year, known_at))
        self._rates: dict[tuple[str, str], Decimal | None] = {}

    def own(self, unit: str, indicator: str) -> Decimal | None:
        return self.values.get((unit, indicator))

    def rate(self, unit: str, indicator: str) -> Decimal | None:
        """A rate holds for the units below, until one of them has its own."""
        key = (unit, indicator)
        if key not in self._rates:
            found = (self.own(above.code, indicator) for above in self.units.upwards(unit))
            self._rates[key] = next((value for value in found if value is not None), None)
        return self._rates[key]


def _set(sight: Sight, year: int, known_at: int | None) -> Mapping[tuple[str, str], Decimal]:
    """By unit and indicator."""
    rows = sight.connection.execute(
        select(TARGETS.c.unit, TARGETS.c.indicator, TARGETS.c.value).where(
            TARGETS.c.year == year, known(TARGETS, known_at)
        )
    )
    opening = OPENING if year in OPENING_YEARS else {}
    values = {(sight.units.city.code, indicator): value for indicator, value in opening.items()}
    return values | {(unit, indicator): Decimal(value) for unit, indicator, value in rows}


def shown(value: Decimal | None) -> str | None:
    return None if value is None else str(value.quantize(_CENT))


def at_least(numerator: int, denominator: int, target: Decimal | None) -> bool | None:
    """Whether a rate reaches its target, by exact numbers (60 % met ⇔ 100·N ≥ 60·D)."""
    if target is None or denominator == 0:
        return None
    return 100 * numerator >= target * denominator
