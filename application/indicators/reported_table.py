"""Figures reported from outside, by unit and period, and whether parts add up to the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from application.indicators.units import units_below
from application.kernel.answering.query import Sight
from application.kernel.bitemporal.clocks import known
from application.kernel.bitemporal.figures import FIGURES
from domain.figure.figures import GROUPS, Figure
from domain.kernel.calendar import day_of, ymd

Figures = Mapping[Figure, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole beside the sum of its parts.

    `figure` of the units below `unit` where `of_units`, else the three groups of employed
    persons in `unit` itself. `without` are the units below that have not reported it.
    """

    unit: str
    figure: Figure
    of_units: bool
    whole: int
    together: int
    without: tuple[str, ...] = ()

    @property
    def adds_up(self) -> bool | None:
        """None as long as parts are missing."""
        return None if self.without else self.whole == self.together


@dataclass(frozen=True, slots=True)
class Reported:
    """`periods` are the last days of the periods that there are figures for, the latest first.

    `rows` by unit, the unit itself first; `sums` what can be compared.
    """

    periods: Sequence[date]
    period_end: date | None
    rows: Mapping[str, Figures]
    sums: Sequence[Sum]
    position: int


@dataclass(frozen=True, slots=True)
class ReportedTable:
    """The figures of a unit and of those directly below it, by default of the latest period.

    Raises `UnitUnknown`.
    """

    unit: str
    period_end: date | None
    today: date

    def answer(self, sight: Sight) -> Reported:
        below = units_below(sight.units, self.unit, self.period_end or self.today)
        codes = [self.unit, *below]
        c = FIGURES.c
        mine = known(FIGURES, None) & c.unit.in_(codes)
        days = sight.connection.scalars(select(c.period_end).where(mine).distinct())
        periods = sorted(map(day_of, days), reverse=True)
        end = self.period_end or (periods[0] if periods else None)
        rows: dict[str, dict[Figure, int]] = {code: {} for code in codes}
        if end is not None:
            wanted = select(c.unit, c.figure, c.value).where(mine, c.period_end == ymd(end))
            for unit, figure, value in sight.connection.execute(wanted):
                rows[unit][Figure(figure)] = value
        sums = [*_groups(rows), *_units(rows, self.unit)]
        return Reported(periods, end, rows, sums, sight.position)


def _groups(rows: Mapping[str, Figures]) -> Iterator[Sum]:
    """The total of employed persons beside its three groups, where all are reported (§4.1)."""
    for unit, figures in rows.items():
        if Figure.EMPLOYED_TOTAL in figures and all(group in figures for group in GROUPS):
            together = sum(figures[group] for group in GROUPS)
            yield Sum(unit, Figure.EMPLOYED_TOTAL, False, figures[Figure.EMPLOYED_TOTAL], together)


def _units(rows: Mapping[str, Figures], unit: str) -> Iterator[Sum]:
    below = [code for code in rows if code != unit]
    for figure, whole in rows[unit].items():
        told = [rows[code][figure] for code in below if figure in rows[code]]
        if told:
            without = tuple(code for code in below if figure not in rows[code])
            yield Sum(unit, figure, True, whole, sum(told), without)
