"""Days as ordinals and moments as seconds: a made-up city asks for a million of them."""

from datetime import date
from functools import cache

FIRST_DAY = date(2003, 7, 1).toordinal()
LAST_DAY = date(2005, 6, 30).toordinal()
"""The last day of the lives; what the stations have at hand afterwards changes no figure."""
LAST_RECORDED = date(2005, 7, 29).toordinal()

_SECONDS = 86_400
_SPRING_FESTIVALS = (
    range(date(2004, 1, 21).toordinal(), date(2004, 1, 29).toordinal()),
    range(date(2005, 2, 8).toordinal(), date(2005, 2, 16).toordinal()),
)


def ordinal(text: str) -> int:
    """The ordinal of an ISO date."""
    return date.fromisoformat(text).toordinal()


@cache
def iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


@cache
def year_of(day: int) -> int:
    return date.fromordinal(day).year


@cache
def working_day(day: int) -> int:
    """The day itself, or the next on which a station is open."""
    while date.fromordinal(day).weekday() >= 5 or any(day in feast for feast in _SPRING_FESTIVALS):
        day += 1
    return day


def birthday(born: int, age: int) -> int:
    """The day on which someone is `age` full years old (29 February: 1 March in common years)."""
    first = date.fromordinal(born)
    try:
        return first.replace(year=first.year + age).toordinal()
    except ValueError:
        return date(first.year + age, 3, 1).toordinal()


def moment(day: int, second: int) -> int:
    return day * _SECONDS + second


def day_of(moment: int) -> int:
    return moment // _SECONDS


def rfc3339(moment: int) -> str:
    """The moment in the city's own time."""
    day, second = divmod(moment, _SECONDS)
    return f"{iso(day)}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}+08:00"
