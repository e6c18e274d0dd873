"""Stations that have open cases and have recorded nothing for long."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import func, select

from application.kernel.answering.query import Sight
from application.kernel.clock import day_of, moment
from application.read_models.activity import distinct
from application.read_models.activity_rows import ACTIVITY
from application.read_models.worker_file import open_case, status_on, within
from application.read_models.worker_row import WORKER_FILE
from domain.unit.units import Level, UnitTree
from domain.worker.vocabulary import Status


@dataclass(frozen=True, slots=True)
class SilentStation:
    """A station with its open cases by status.

    `last_recorded_on` and `days_silent` are None for a station that never recorded anything.
    """

    station: str
    unemployed: int
    reemployed: int
    last_recorded_on: date | None
    days_silent: int | None

    @property
    def place(self) -> tuple[int, str]:
        """In the order of the list: the longest silent first, those that never spoke before."""
        longest = date.max.toordinal()
        return -(longest if self.days_silent is None else self.days_silent), self.station


@dataclass(frozen=True, slots=True)
class SilentStations:
    """Streets and towns, each with its communities, that recorded nothing for the policy's days:
    the longest silent first. Raises `UnitUnknown`.
    """

    today: date
    area: str | None = None
    is_kept: ClassVar[bool] = True

    def answer(self, sight: Sight) -> tuple[SilentStation, ...]:
        return tuple(sorted(self._found(sight), key=lambda silent: silent.place))

    def _found(self, sight: Sight) -> Iterator[SilentStation]:
        limit = sight.rules.policy.number("silent_station_days", self.today)
        last = _last_recorded(sight)
        spoke = {street for street, on in last.items() if (self.today - on).days <= limit}
        for street, cases in self._open_cases(sight, spoke).items():
            counts = cases[Status.UNEMPLOYED], cases[Status.REEMPLOYED]
            on = last.get(street)
            yield SilentStation(street, *counts, on, (self.today - on).days if on else None)

    def _open_cases(self, sight: Sight, spoke: Set[str]) -> dict[str, Counter[str]]:
        """By street or town and by status; of those who spoke, mostly nearly all, none."""
        station, status = WORKER_FILE.c.station, status_on(WORKER_FILE, self.today)
        stations = sight.connection.scalars(distinct(station))
        counted = [code for code in stations if _street(sight.units, code) not in spoke]
        asked = (
            select(station, status, func.count())
            .where(open_case(), within(WORKER_FILE, self.area, sight.units), station.in_(counted))
            .group_by(station, status)
        )
        cases: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for code, standing, count in sight.connection.execute(asked):
            cases[_street(sight.units, code)][standing] += count
        return cases


def _street(units: UnitTree, code: str) -> str:
    """The street or town of a community; any other unit is its own."""
    unit = units.units.get(code)
    return unit.parent if unit and unit.parent and unit.level is Level.COMMUNITY else code


def _last_recorded(sight: Sight) -> dict[str, date]:
    """By street or town, the day of the last record that it or a community of it signed."""
    signing = distinct(ACTIVITY.c.station).subquery("signing")
    last = (
        select(func.max(ACTIVITY.c.recorded_at))
        .where(ACTIVITY.c.station == signing.c.value)
        .scalar_subquery()
    )
    days: dict[str, date] = {}
    for signed_by, at in sight.connection.execute(select(signing.c.value, last)):
        street, on = _street(sight.units, signed_by), day_of(moment(at))
        days[street] = max(on, days.get(street, date.min))
    return days
