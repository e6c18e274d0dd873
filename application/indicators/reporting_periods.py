"""Periods as offices report them, and the periods with which one is compared."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from application.indicators.period import PeriodUpsideDown
from domain.kernel.calendar import months_after

_YEAR = 12
MOST_MONTHS = 36
"""A course over a longer period shows its last months."""


class Kind(StrEnum):
    """From when a period counts: 1 January, its half-year, quarter or month, or a day of choice."""

    YEAR = "year_to_date"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    OWN = "own_period"


_MONTHS = {Kind.YEAR: _YEAR, Kind.HALF_YEAR: 6, Kind.QUARTER: 3, Kind.MONTH: 1}


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """The period of a kind up to `as_of`; `own_since` begins one of choice.

    Raises `PeriodUpsideDown`.
    """

    kind: Kind
    as_of: date
    own_since: date | None = None

    def __post_init__(self) -> None:
        if self.since > self.as_of:
            raise PeriodUpsideDown(since=self.since, as_of=self.as_of)

    @property
    def since(self) -> date:
        if self.kind is Kind.OWN:
            return self.own_since or date(self.as_of.year, 1, 1)
        months = _MONTHS[self.kind]
        return date(self.as_of.year, (self.as_of.month - 1) // months * months + 1, 1)

    @property
    def year_before(self) -> Self:
        """同期: the same days a year before."""
        return self._earlier(_YEAR)

    @property
    def before(self) -> Self | None:
        """环比: the period of the kind before; of one that adds up, itself a month before.

        None where that was not yet begun.
        """
        if self.kind in (Kind.YEAR, Kind.OWN):
            as_of = months_back(self.as_of, 1)
            return None if as_of < self.since else replace(self, as_of=as_of)
        return self._earlier(_MONTHS[self.kind])

    @property
    def beside(self) -> list[Self]:
        """Itself, 同期 and, where there is one, 环比."""
        before = self.before
        return [self, self.year_before, *([before] if before else [])]

    @property
    def courses(self) -> tuple[list[Self], list[Self]]:
        return self.months, self.months_of_the_year_before

    @property
    def months(self) -> list[Self]:
        """The periods of the kind up to each month end so far, the last one up to `as_of`."""
        first = self.since if self.kind is Kind.OWN else date(self.as_of.year, 1, 1)
        return [*self._month_ends(first, self.as_of), self][-MOST_MONTHS:]

    @property
    def months_of_the_year_before(self) -> list[Self]:
        """The same for the year before, whole where this one is a calendar year."""
        past = self.year_before
        if self.kind is Kind.OWN:
            return past.months
        end = date(past.as_of.year, 12, 31)
        return [*past._month_ends(date(end.year, 1, 1), end), replace(past, as_of=end)]

    def _earlier(self, months: int) -> Self:
        since = months_after(self.own_since, -months) if self.own_since else None
        return replace(self, as_of=months_back(self.as_of, months), own_since=since)

    def _month_ends(self, first: date, before: date) -> list[Self]:
        ends, end = [], _end_of_month(first)
        while end < before:
            ends.append(replace(self, as_of=end))
            end = _end_of_month(months_after(end.replace(day=1), 1))
        return ends


def months_back(day: date, months: int) -> date:
    """The same day some months before; the end of a month for the end of a month."""
    back = months_after(day, -months)
    return _end_of_month(back) if day == _end_of_month(day) else back


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
