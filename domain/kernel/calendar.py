"""Days, months and ages by the calendar."""

from calendar import monthrange
from datetime import date
from functools import lru_cache

_YEAR = 10_000


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month (31 Mar + 3 = 30 Jun)."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def full_months(day: date, later: date) -> int:
    """How many months are complete from a day to a later one, as `months_after` counts them."""
    months = (later.year - day.year) * 12 + later.month - day.month
    return months if months_after(day, months) <= later else months - 1


@lru_cache(maxsize=65_536)
def ymd(day: date) -> int:
    """A day as the number YYYYMMDD, which every store orders and subtracts alike."""
    return day.year * _YEAR + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The day of a number YYYYMMDD."""
    return date(number // _YEAR, number // 100 % 100, number % 100)


def age_on(birth: date, day: date) -> int:
    """Full years of age; born on 29 February, a year is complete on 1 March of common years."""
    return (ymd(day) - ymd(birth)) // _YEAR


def reaches_age_on(birth: date, years: int) -> date:
    """The birthday on which `years` are complete (29 February → 1 March in common years)."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)
