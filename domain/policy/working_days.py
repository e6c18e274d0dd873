"""Working days: neither Saturday, Sunday nor a statutory holiday.

Holidays are those of 国务院令第270号 第二条, in force until 2007: one day at New Year, three each
at the Spring Festival, on 1 May and 1 October. One that falls on a weekend is made up on the next
working day (第六条). The weekends exchanged for longer holidays give back as many days as they
take. Of later years weekends alone are known here.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)
_SPRING_FESTIVAL = (
    date(2000, 2, 5),
    date(2001, 1, 24),
    date(2002, 2, 12),
    date(2003, 2, 1),
    date(2004, 1, 22),
    date(2005, 2, 9),
    date(2006, 1, 29),
    date(2007, 2, 18),
)
"""The first day of the lunar year."""
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _holidays()


def working_days_between(first: date, last: date) -> int:
    """Working days after `first`, up to and with `last`; 0 where `last` does not come after."""
    return sum(map(is_working_day, _days_after(first, last)))


def working_days_before(day: date, count: int) -> date:
    """The last day after which `count` working days have passed by the end of `day`."""
    while count:
        count -= is_working_day(day)
        day -= _DAY
    return day


def _days_after(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * n for n in range(1, (last - first).days + 1))


@cache
def _holidays() -> frozenset[date]:
    """Every statutory day off that is no weekend, made-up days included."""
    found: set[date] = set()
    for spring in _SPRING_FESTIVAL:
        for first, count in (
            (date(spring.year, 1, 1), 1),
            (spring, 3),
            (date(spring.year, 5, 1), 3),
            (date(spring.year, 10, 1), 3),
        ):
            last = first + _DAY * (count - 1)
            days = [first + _DAY * n for n in range(count)]
            off = {day for day in days if day.weekday() < _SATURDAY}
            while len(off) < count:
                last += _DAY
                if last.weekday() < _SATURDAY:
                    off.add(last)
            found |= off
    return frozenset(found)
