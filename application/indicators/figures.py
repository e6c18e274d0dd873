"""Figures from outside, as reported for a unit or, for the city, summed over its counties."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from application.indicators.units import Rollup
from application.kernel.answering.query import Sight
from application.kernel.bitemporal.clocks import known
from application.kernel.bitemporal.figures import FIGURES
from domain.figure.figures import GROUPS, Figure
from domain.unit.units import Level

REPORTED, SUM_OF_COUNTIES = "reported", "sum_of_counties"

Series = Mapping[int, int]
"""A figure by the day, as a number YYYYMMDD, on which its period ended."""
Measure = Callable[[Mapping[Figure, Series]], Series]
"""How a series is read from the figures of one unit."""
Reading = Callable[[Measure], Series]
"""How a series of one unit is read: from its own figures, or summed over the units below."""


class Finding(NamedTuple):
    """Numbers for some days, the latest of them first."""

    days: tuple[int, ...]
    numbers: tuple[int, ...]


class Best(NamedTuple):
    """The finding that an answer shows, and where it is from.

    `parts_add_up` tells whether the city's own figures are those of its counties together, where
    both are reported for the same days.
    """

    days: tuple[int, ...]
    numbers: tuple[int, ...]
    source: str
    parts_add_up: bool | None


class ReportedFigures:
    """The figures known at a moment, with the counties that there are on the as-of date."""

    def __init__(self, sight: Sight, as_of: date, known_at: int | None) -> None:
        counties = Rollup(sight.units, Level.COUNTY, as_of).shown(())
        self.city = sight.units.city.code
        self.counties = [unit.code for unit in counties if unit.code != self.city]
        self.of = sight.once(("figures", known_at), lambda: _reported(sight, known_at))

    def best(self, unit: str, find: Callable[[Reading], Finding | None]) -> Best | None:
        """The latest finding; of one day, what the unit reported comes before a sum."""
        found = {source: f for source, read in self._readings(unit) if (f := find(read))}
        if not found:
            return None
        source = max(found, key=lambda source: found[source].days[0])
        own, summed = found.get(REPORTED), found.get(SUM_OF_COUNTIES)
        comparable = own and summed and own.days == summed.days
        return Best(*found[source], source, own == summed if comparable else None)

    def _readings(self, unit: str) -> Iterator[tuple[str, Reading]]:
        yield REPORTED, lambda measure: measure(self.of[unit])
        if unit == self.city and self.counties:
            yield SUM_OF_COUNTIES, self._summed

    def _summed(self, measure: Measure) -> Series:
        """Sums for the days for which every county has the figure."""
        return _added([measure(self.of[county]) for county in self.counties])


def _reported(
    sight: Sight, known_at: int | None
) -> defaultdict[str, defaultdict[Figure, dict[int, int]]]:
    of: defaultdict[str, defaultdict[Figure, dict[int, int]]]
    of = defaultdict(lambda: defaultdict(dict))
    c = FIGURES.c
    for unit, figure, day, value in sight.connection.execute(
        select(c.unit, c.figure, c.period_end, c.value).where(known(FIGURES, known_at))
    ):
        of[unit][Figure(figure)][day] = value
    return of


def _added(parts: list[Series]) -> dict[int, int]:
    days = set.intersection(*(set(part) for part in parts))
    return {day: sum(part[day] for part in parts) for day in days}


def employed(figures: Mapping[Figure, Series]) -> Series:
    """Employed persons: the total, else the sum of the three groups where all are reported."""
    return _added([figures.get(group, {}) for group in GROUPS]) | dict(
        figures.get(Figure.EMPLOYED_TOTAL, {})
    )


def plain(figure: Figure) -> Measure:
    return lambda figures: figures.get(figure, {})


def latest(days: Iterable[int], upto: int, since: int = 0) -> int | None:
    """The last of some days that lies in [since, upto]."""
    return max((day for day in days if since <= day <= upto), default=None)


def iso(day: int) -> str:
    return f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}"
