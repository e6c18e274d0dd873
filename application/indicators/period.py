"""What every indicator is asked: a period, what was known, and at which level of units."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from application.kernel.answering.query import Sight
from application.kernel.clock import microseconds, moment
from domain.kernel.calendar import ymd
from domain.kernel.errors import DomainError, Refusal
from domain.unit.units import Level


class PeriodUpsideDown(DomainError):
    code = "period-upside-down"
    sort = Refusal.MALFORMED
    field = "from"


@dataclass(frozen=True, slots=True)
class Asked:
    """From `since` (by default 1 January) to `as_of` inclusive, as known at `known_at`.

    Raises `PeriodUpsideDown`.
    """

    as_of: date
    since: date | None = None
    known_at: datetime | None = None
    level: Level = Level.COUNTY

    def __post_init__(self) -> None:
        if self.first > self.as_of:
            raise PeriodUpsideDown(since=self.first, as_of=self.as_of)

    @property
    def first(self) -> date:
        return self.since or date(self.as_of.year, 1, 1)

    @property
    def known(self) -> int | None:
        return None if self.known_at is None else microseconds(self.known_at)

    @property
    def days(self) -> tuple[int, int]:
        """First and last day of the period as numbers YYYYMMDD."""
        return ymd(self.first), ymd(self.as_of)

    def shown(self, sight: Sight) -> dict[str, Any]:
        """The question as an answer repeats it (contract §4), what it has seen and by whom."""
        known = self.known
        return {
            "from": self.first.isoformat(),
            "as_of": self.as_of.isoformat(),
            "known_at": None if known is None else moment(known).isoformat(),
            "position": sight.position,
            "engine": sight.engine,
        }
