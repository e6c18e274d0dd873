"""How far each unit has come towards its targets: lines over the tree of units."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from application.indicators.measured import Lamp, Measured, points, rate_of, worst
from application.indicators.reemployment_rate import TARGETED
from application.indicators.targets import TargetBook
from application.indicators.units import Rollup, added, level_below
from domain.unit.units import Level, Unit

Part = tuple[str, str, tuple[int, ...]]
"""(station, group, counts): numerator and denominator now, a year before, in the period before."""
Tally = Mapping[tuple[str, str], tuple[int, ...]]
"""The same counts by (unit, group)."""


class Compared(NamedTuple):
    """A rate now, and in the periods it is compared with."""

    now: Measured
    a_year_before: Measured
    before: Measured | None

    @property
    def since_last_year(self) -> Decimal | None:
        """同比, in percentage points."""
        return points(self.now, self.a_year_before)

    @property
    def since_before(self) -> Decimal | None:
        """环比, in percentage points."""
        return points(self.now, self.before)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit. `level` is that of the answer in which this is its row.

    `own`: the people of the unit itself, who are in none of the units below it. `open` tells
    whether the lines below follow; None where there is nothing below.
    """

    unit: Unit
    level: Level
    depth: int
    rates: Mapping[str, Compared]
    lamp: Lamp | None
    rank: int | None = None
    own: bool = False
    open: bool | None = None

    @property
    def all(self) -> Compared:
        return self.rates["all"]

    @property
    def older(self) -> Compared:
        return self.rates["older"]


class Lines:
    """`parts` are the people by station and group, in so many `periods`: numerator, denominator."""

    def __init__(
        self,
        parts: Sequence[Part],
        periods: int,
        targets: TargetBook,
        as_of: date,
        near_percent: int,
    ) -> None:
        self.parts = parts
        self.nobody = (0, 0) * periods
        self.targets = targets
        self.tree = targets.units
        self.as_of = as_of
        self.near_percent = near_percent
        self._tallies: dict[Level, Tally] = {}
        self._rollups: dict[Level, Rollup] = {}

    def of(self, unit: Unit) -> Line:
        """The line of the unit itself, with all its people."""
        return self._line(unit, unit.level, 0)

    def below(self, unit: Unit, opened: Collection[str], depth: int = 1) -> Iterator[Line]:
        """The units under a unit, the best first, each followed by those under it if opened."""
        for line in ranked(self._children(unit, opened, depth)):
            yield line
            if line.open:
                yield from self.below(line.unit, opened, depth + 1)

    def _children(self, unit: Unit, opened: Collection[str], depth: int) -> Iterator[Line]:
        level = level_below(unit.level)
        if level is None:
            return
        counted = {code for code, _ in self._tally(level)}
        for found, own in self._rollup(level).below(unit, counted):
            parted = level_below(level) is not None and not own
            below = found.code in opened if parted else None
            yield self._line(found, level, depth, own, below)

    def _line(
        self, unit: Unit, level: Level, depth: int, own: bool = False, open: bool | None = None
    ) -> Line:
        rates = {
            group: self._compared(level, unit, group, indicator)
            for group, indicator in TARGETED.items()
        }
        lamp = worst([rate.now.lamp(self.near_percent) for rate in rates.values()])
        return Line(unit, level, depth, rates, lamp, own=own, open=open)

    def _compared(self, level: Level, unit: Unit, group: str, indicator: str) -> Compared:
        counts = iter(self._tally(level).get((unit.code, group), self.nobody))
        now, then, *before = zip(counts, counts, strict=True)
        return Compared(
            rate_of(*now, self.targets.rate(unit.code, indicator)),
            rate_of(*then),
            rate_of(*before[0]) if before else None,
        )

    def _tally(self, level: Level) -> Tally:
        if level not in self._tallies:
            self._tallies[level] = added(self.parts, self._rollup(level))
        return self._tallies[level]

    def _rollup(self, level: Level) -> Rollup:
        if level not in self._rollups:
            self._rollups[level] = Rollup(self.tree, level, self.as_of)
        return self._rollups[level]


def ranked(lines: Iterable[Line]) -> list[Line]:
    """In order of 完成目标%; equals share a rank, and where nothing is done yet there is none."""

    def order(line: Line) -> tuple[bool, bool, Fraction, str]:
        done = line.all.now.done
        return line.own, done is None, -(done or Fraction(0)), line.unit.code

    found: list[Line] = []
    for place, line in enumerate(sorted(lines, key=order), 1):
        last = found[-1] if found else None
        same = last is not None and last.all.now.done == line.all.now.done
        rank = last.rank if last and same else place
        found.append(line if line.own or line.all.now.done is None else replace(line, rank=rank))
    return found
