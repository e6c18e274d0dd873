"""A figure beside its target: how much of it is done, and which lamp that lights."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache

from application.indicators.targets import at_least

_CENT = Decimal("0.01")


class Lamp(StrEnum):
    """达标, 接近, 未达."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"


@dataclass(frozen=True)
class Measured:
    """`exact` is a number or percent, None where there is no figure; `target` in the same unit.

    `at_most`: the target is not to be exceeded. `met` is by exact numbers where the indicator
    does not say otherwise.
    """

    exact: Fraction | None
    target: Decimal | None
    met: bool | None
    numerator: int | None = None
    denominator: int | None = None
    at_most: bool = False

    # Worked out once: a page tells them, ranks by them and lights lamps by them.
    @cached_property
    def shown(self) -> Decimal | None:
        return two_decimals(self.exact)

    @cached_property
    def done(self) -> Fraction | None:
        """完成目标: the figure as a part of its target, exactly."""
        if self.exact is None or not self.target:
            return None
        over, under = self.target.as_integer_ratio()
        return Fraction(self.exact.numerator * under, self.exact.denominator * over)

    @cached_property
    def done_percent(self) -> Decimal | None:
        return two_decimals(None if self.done is None else 100 * self.done)

    def lamp(self, near_percent: int) -> Lamp | None:
        """Near is what misses a target by no more than (100 − near_percent) % of it."""
        if self.met is None or self.done is None:
            return None
        if self.met:
            return Lamp.MET
        done, of = self.done.numerator, self.done.denominator
        missing = done - of if self.at_most else of - done
        return Lamp.NEAR if 100 * missing <= (100 - near_percent) * of else Lamp.MISSED


@lru_cache(maxsize=8_192)
def rate_of(numerator: int, denominator: int, target: Decimal | None = None) -> Measured:
    """Persons of persons, in percent, to reach a target.

    Kept with all that it works out: from one look to the next most units stay as they were.
    """
    exact = Fraction(100 * numerator, denominator) if denominator else None
    met = at_least(numerator, denominator, target)
    return Measured(exact, target, met, numerator, denominator)


def two_decimals(exact: Fraction | None) -> Decimal | None:
    """Half up (JM-2003 R9)."""
    if exact is None:
        return None
    return (Decimal(exact.numerator) / exact.denominator).quantize(_CENT, ROUND_HALF_UP)


def points(now: Measured, then: Measured | None) -> Decimal | None:
    """The change in percentage points, of the rates as they are shown, so that all can check it."""
    if then is None or now.shown is None or then.shown is None:
        return None
    return now.shown - then.shown


def worst(lamps: list[Lamp | None]) -> Lamp | None:
    """One lamp for several targets: none is better than its worst."""
    order = list(Lamp)
    lit = [lamp for lamp in lamps if lamp]
    return max(lit, key=order.index) if lit else None
