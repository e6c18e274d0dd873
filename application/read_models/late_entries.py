"""Facts that the ledger came to know long after they took effect, by the unit that signed them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, Select, func, null, select

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.kernel.answering.remembered import Counts, Summed
from application.kernel.clock import day_of, moment
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
    return Lateness(unit, facts, late.total(), _median(late), max(late, default=None))


def _median(late: Counter[int]) -> int | None:
    """In as many steps as there are different days, however many facts there are."""
    half = (late.total() + 1) // 2
    return next((days for days in sorted(late) if (half := half - late[days]) <= 0), None)


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
        for (unit, days_late), (counted,) in self._counted(sight, area).items():
            if days_late is None:
                facts[unit] += counted
            else:
                late[unit][days_late] += counted
        units = sorted(facts, key=lambda unit: unit or "")
        whole = _lateness(area, facts.total(), sum(late.values(), Counter()))
        return whole, *(_lateness(unit, facts[unit], late[unit]) for unit in units)

    def _counted(self, sight: Sight, area: str) -> Counts:
        """By part of the area, how many facts in all; then how many were late by so many days."""
        to, days = self._end(sight), late_days(sight, self.to)

        def count(connection: Connection) -> Counts:
            return _counts(connection, recorded_within(self.from_, to), days)

        def by_part(counts: Counts) -> Counts:
            return _by_part(counts, sight.units, area)

        parts = Summed((area, sight.rules.versions), by_part)
        key = (LateEntries, self.from_, to, days)
        return sight.activity.counts(sight.connection, sight.position, key, count, parts)

    def _end(self, sight: Sight) -> date | None:
        """None where nothing was recorded later: a count without an end is the same tomorrow."""
        latest = sight.connection.scalar(select(func.max(ACTIVITY.c.recorded_at)))
        return None if latest is None or day_of(moment(latest)) <= self.to else self.to


def _counts(connection: Connection, period: ColumnElement[bool], days: int) -> Counts:
    c = ACTIVITY.c
    new = select(c.station, null(), func.count()).where(period, c.days_late.is_not(None))
    late = select(c.station, c.days_late, func.count()).where(period, c.days_late > days)
    statements = new.group_by(c.station), late.group_by(c.station, c.days_late)
    return {
        (station, days_late): (counted,)
        for statement in statements
        for station, days_late, counted in connection.execute(statement)
    }


def _by_part(counts: Counts, units: UnitTree, area: str) -> Counts:
    inside = None if area == units.city.code else units.below(area)
    found: Counter[tuple[str | None, int | None]] = Counter()
    for (station, days_late), (counted,) in counts.items():
        if inside is None or station in inside:
            found[_part(units, area, station), days_late] += counted
    return {key: (counted,) for key, counted in found.items()}


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
