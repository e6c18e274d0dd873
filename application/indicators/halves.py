"""The halves of a year for which governments report in writing (江府[2003]43号 三(二)末)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from application.kernel.clock import LOCAL


class Half(StrEnum):
    """`YEAR` is what is reported at its end beside the second half: 1 January to 31 December."""

    FIRST = "first_half"
    SECOND = "second_half"
    YEAR = "whole_year"


@dataclass(frozen=True, slots=True)
class ReportedHalf:
    """A half of a year: its days, when the report is due, and up to when facts are taken in."""

    year: int
    half: Half

    @property
    def first(self) -> date:
        return date(self.year, 7 if self.half is Half.SECOND else 1, 1)

    @property
    def last(self) -> date:
        """Its last day, on which the report is due."""
        return date(self.year, 6, 30) if self.half is Half.FIRST else date(self.year, 12, 31)

    @property
    def cut_off_on(self) -> date:
        """5 July or 5 January (JM-2003 R8): the last day of recording that the table knows."""
        return self.last + timedelta(days=5)


def last_ended(today: date) -> ReportedHalf:
    """The half that is being reported on a day: the last one that is over."""
    if today > date(today.year, 6, 30):
        return ReportedHalf(today.year, Half.FIRST)
    return ReportedHalf(today.year - 1, Half.SECOND)


def end_of(day: date) -> datetime:
    """The last second of a civil day in the city."""
    return datetime.combine(day, time(23, 59, 59), LOCAL)
