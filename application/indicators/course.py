"""The course of a unit's rates from month to month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from application.indicators.compared_periods import ComparedPeriods
from application.indicators.measured import Measured, rate_of
from application.indicators.period import Asked
from application.indicators.reemployment_rate import TARGETED
from application.indicators.reporting_periods import ReportingPeriod
from application.indicators.targets import TargetBook
from application.indicators.units import Rollup
from application.kernel.answering.query import Sight
from domain.unit.units import Unit


@dataclass(frozen=True, slots=True)
class Point:
    """The rates of one period by group, beside the targets of its year."""

    period: ReportingPeriod
    rates: Mapping[str, Measured]


class Courses(NamedTuple):
    """The months of the period's year so far, and those of the year before."""

    this_year: list[Point]
    the_year_before: list[Point]


@dataclass(frozen=True, slots=True)
class CourseOf:
    """Of a unit's people, as its stations are on the as-of date."""

    unit: Unit
    compared: ComparedPeriods
    rollup: Rollup
    targets: Mapping[int, TargetBook]
    """By year."""

    def points(self, course: Sequence[ReportingPeriod]) -> list[Point]:
        return [
            Point(period, self._rates(counts, self.targets[period.as_of.year]))
            for period, counts in zip(course, self._sums(course), strict=True)
        ]

    def _rates(
        self, counts: Mapping[str, tuple[int, int]], targets: TargetBook
    ) -> dict[str, Measured]:
        return {
            group: rate_of(*counts[group], targets.rate(self.unit.code, indicator))
            for group, indicator in TARGETED.items()
        }

    def _sums(self, course: Sequence[ReportingPeriod]) -> list[dict[str, tuple[int, int]]]:
        """Numerator and denominator by group, for each period of the course."""
        sums = {group: [0] * (2 * len(course)) for group in TARGETED}
        for place, group, counts in self.compared.parts(course, TARGETED.keys(), self.rollup):
            if place == self.unit.code:
                sums[group] = [a + b for a, b in zip(sums[group], counts, strict=True)]
        return [
            {group: (sums[group][2 * nth], sums[group][2 * nth + 1]) for group in TARGETED}
            for nth in range(len(course))
        ]


def courses_of(unit: Unit, asked: Asked, compared: ComparedPeriods, sight: Sight) -> Courses:
    this_year, the_year_before = compared.period.courses
    years = {period.as_of.year for period in (*this_year, *the_year_before)}
    targets = {year: TargetBook(sight, year, asked.known) for year in years}
    rollup = Rollup(sight.units, unit.level, asked.as_of)
    course = CourseOf(unit, compared, rollup, targets)
    return Courses(course.points(this_year), course.points(the_year_before))
