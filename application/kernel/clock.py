"""The only place that looks at the clock or makes an id."""

import secrets
from datetime import UTC, date, datetime
from functools import lru_cache
from time import time_ns
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
_MICROSECONDS = 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, with its time zone."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SetClock:
    """A clock set to another moment, from which it goes on: a made-up city has its own time."""

    def __init__(self, to: datetime) -> None:
        self._ahead = to - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


class FixedClock:
    """A clock that stands still, for tests and for making up history."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def day_of(moment: datetime) -> date:
    """The civil day of a moment in the city."""
    return moment.astimezone(LOCAL).date()


def day_of_count(count: int) -> date:
    """The civil day, in the city, of a count of microseconds since 1970 UTC."""
    return _day_of_seconds(count // _MICROSECONDS)


@lru_cache(maxsize=4_096)
def _day_of_seconds(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, LOCAL).date()


def microseconds(moment: datetime) -> int:
    """A moment as whole microseconds since 1970 UTC, exact."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * _MICROSECONDS + since.microseconds


def moment(count: int) -> datetime:
    """The moment of a count of microseconds, in the city's time."""
    seconds, rest = divmod(count, _MICROSECONDS)
    return datetime.fromtimestamp(seconds, LOCAL).replace(microsecond=rest)


def new_id() -> UUID:
    """Of version 7 (RFC 9562, 5.7): whatever is made later has a greater one, and lies behind.

    Later by at least a 4,096th of a millisecond, by this machine's clock; 62 bits are random.
    """
    milliseconds, rest = divmod(time_ns(), 1_000_000)
    within = (rest << 12) // 1_000_000
    return UUID(int=milliseconds << 80 | 7 << 76 | within << 64 | 2 << 62 | secrets.randbits(62))
