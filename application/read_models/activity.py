"""Who recorded what, for which unit, on whom: the log as people read it, newest first."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, func, select, true

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.kernel.clock import LOCAL, microseconds, moment
from application.read_models.activity_rows import ACTIVITY, of_kind
from application.read_models.worker_row import WORKER_FILE
from domain.kernel.calendar import day_of
from domain.unit.units import UnitTree


def recorded_within(from_: date | None, to: date | None) -> ColumnElement[bool]:
    """Facts that the ledger took in from the first day to the last, both included."""
    at, tests = ACTIVITY.c.recorded_at, []
    if from_ is not None:
        tests.append(at >= _midnight(from_))
    if to is not None and to < date.max:
        tests.append(at < _midnight(to + timedelta(days=1)))
    return and_(true(), *tests)


def _midnight(day: date) -> int:
    return microseconds(datetime.combine(day, time(), LOCAL))


def signed_within(area: str | None, units: UnitTree) -> ColumnElement[bool]:
    """Facts that a unit at or below the area signed. Raises `UnitUnknown`."""
    if area is None or area == units.city.code:
        return true()
    codes = sorted(units.below(area))
    if len(codes) == 1:
        return ACTIVITY.c.station == codes[0]
    # The newest facts of many stations are found sooner by going back in time than by gathering
    # them station by station; `coalesce` keeps the database from the latter.
    return func.coalesce(ACTIVITY.c.station, "").in_(codes)


def distinct(column: Column[Any]) -> Select[Any]:
    """The values of a column that begins an index, each found by one step in it."""
    found = select(func.min(column).label("value")).cte("found", recursive=True)
    following = select(func.min(column)).where(column > found.c.value).scalar_subquery()
    found = found.union_all(select(following).where(found.c.value.is_not(None)))
    return select(found.c.value).where(found.c.value.is_not(None))


@dataclass(frozen=True)
class Activity(Paged):
    """Facts, the last recorded first; `by`, `fact`, `unit` and days leave out the others.

    Each with `position`, `recorded_at`, `recorded_by`, `station`, `fact` (its stored name),
    `effective_on`, and for one on a case `worker`, `name` and `version`; those of somebody who
    stands outside the area now are None. Raises `CursorInvalid`, `UnitUnknown`.
    """

    area: str | None = None
    unit: str | None = None
    by: str | None = None
    fact: str | None = None
    from_: date | None = None
    to: date | None = None

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = ACTIVITY.c
        statement = (
            select(*ACTIVITY.c, WORKER_FILE.c.name, WORKER_FILE.c.station.label("stands_at"))
            .outerjoin(WORKER_FILE, WORKER_FILE.c.stream == c.stream)
            .where(recorded_within(self.from_, self.to), signed_within(self.area, sight.units))
            .where(signed_within(self.unit, sight.units))
        )
        if self.by is not None:
            statement = statement.where(c.recorded_by == self.by)
        if self.fact is not None:
            statement = statement.where(of_kind(self.fact))
        found = self.page(sight.connection, statement, c.recorded_at, c.position, last_first=True)
        return Page([told(row, self.area, sight.units) for row in found.items], found.cursor)


def told(row: Any, area: str | None, units: UnitTree) -> dict[str, Any]:
    """A row of the log; of a person only what the area may know."""
    may_know = row["stands_at"] and (area is None or units.covers(area, row["stands_at"]))
    shown = ("position", "recorded_by", "station", "fact", "days_late")
    return {
        **{name: row[name] for name in shown},
        "effective_on": row["effective_on"] and day_of(row["effective_on"]),
        "recorded_at": moment(row["recorded_at"]),
        "worker": row["stream"] if may_know else None,
        "name": row["name"] if may_know else None,
        "version": row["version"] if may_know else None,
    }


@dataclass(frozen=True, slots=True)
class WhoRecorded:
    """The names that stand under the facts of the ledger, in order."""

    def answer(self, sight: Sight) -> list[str]:
        return list(sight.connection.scalars(distinct(ACTIVITY.c.recorded_by)))
