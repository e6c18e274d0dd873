"""Facts that the ledger came to know long after they took effect, by the unit that signed them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Any, ClassVar

from sqlalchemy import Select, func, select

from application.kernel.paging import Page, Paged
from application.kernel.query import Sight
from application.read_models.activity import recorded_within, signed_within, told
from application.read_models.activity_rows import ACTIVITY
from application.read_models.worker_row import WORKER_FILE
from domain.unit.units import UnitTree


@dataclass(frozen=True, slots=True)
class Lateness:
    """What a unit and those below it recorded: `facts` in all, and how late the late ones were.

    `unit` is None for what no unit signed. Half of the late facts were no later than the median;
    of two in the middle it is the smaller.
    """

    unit: str | None
    facts: int
    late_facts: int
    median_days: int | None
    longest_days: int | None


def _lateness(unit: str | None, facts: int, late: Counter[int]) -> Lateness:
    """Of late facts by their days."""
    median = median_low(late.elements()) if late else None
    return Lateness(unit, facts, late.total(), median, max(late, default=None))


def late_days(sight: Sight, on: date) -> int:
    """More days than these from a fact to its record are late."""
    return sight.rules.policy.number("late_entry_days", on)


@dataclass(frozen=True, slots=True)
class LateEntries:
    """What was recorded from one day to another: the area as a whole, then each of its parts.

    Only facts that tell something new are counted. The rule is that of the last day. Raises
    `UnitUnknown`.
    """

    from_: date
    to: date
    area: str | None = None
    is_kept: ClassVar[bool] = True

    def answer(self, sight: Sight) -> tuple[Lateness, ...]:
        area = self.area or sight.units.city.code
        facts: Counter[str | None] = Counter()
        late: defaultdict[str | None, Counter[int]] = defaultdict(Counter)
        for station, days_late, counted in self._counted(sight):
            unit = _part(sight.units, area, station)
            if days_late is None:
                facts[unit] += counted
            else:
                late[unit][days_late] += counted
        units = sorted(facts, key=lambda unit: unit or "")
        whole = _lateness(area, facts.total(), sum(late.values(), Counter()))
        return whole, *(_lateness(unit, facts[unit], late[unit]) for unit in units)

    def _counted(self, sight: Sight) -> Iterator[tuple[str | None, int | None, int]]:
        """By station, how many facts in all; then how many were late by so many days."""
        c, period = ACTIVITY.c, recorded_within(self.from_, self.to)
        signed = signed_within(self.area, sight.units)
        for station, counted in sight.connection.execute(
            select(c.station, func.count())
            .where(period, c.days_late.is_not(None), signed)
            .group_by(c.station)
        ):
            yield station, None, counted
        late = c.days_late > late_days(sight, self.to)
        for station, days_late, counted in sight.connection.execute(
            select(c.station, c.days_late, func.count())
            .where(period, late, signed)
            .group_by(c.station, c.days_late)
        ):
            yield station, days_late, counted


def _part(units: UnitTree, area: str, station: str | None) -> str | None:
    """The unit next below the area in which a station lies; the area itself for its own."""
    if station is None or station not in units:
        return station
    path = [unit.code for unit in units.upwards(station)]
    return path[max(path.index(area) - 1, 0)]


@dataclass(frozen=True)
class LateFacts(Paged):
    """The late facts behind the figures, the latest first, told as the log tells them.

    With `days_late`. Raises `CursorInvalid`, `UnitUnknown`.
    """

    from_: date
    to: date
    area: str | None = None
    unit: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        c = ACTIVITY.c
        return (
            select(*c, WORKER_FILE.c.name, WORKER_FILE.c.station.label("stands_at"))
            .outerjoin(WORKER_FILE, WORKER_FILE.c.stream == c.stream)
            .where(recorded_within(self.from_, self.to), c.days_late > late_days(sight, self.to))
            .where(signed_within(self.area, sight.units), signed_within(self.unit, sight.units))
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = ACTIVITY.c
        found = self.page(
            sight.connection,
            self.statement(sight),
            c.days_late,
            c.recorded_at,
            c.position,
            last_first=True,
        )
        return Page([told(row, self.area, sight.units) for row in found.items], found.cursor)
