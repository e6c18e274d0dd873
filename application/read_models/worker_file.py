"""The worker's file, and the card of a worker that every list shows.

What time alone changes is told here from the days of the row and the day of the question:
flexible work that begins to count, a certificate that expires or lapses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, Table, and_, case, select, true

from application.kernel.actors import OutsideArea
from application.kernel.answering.query import Sight
from application.kernel.clock import microseconds, moment
from application.kernel.log.packing import Recorded
from application.read_models.last_known import MERGED, VOID
from application.read_models.worker_row import WORKER_FILE
from domain.certificate.certificates import LIVE, Standing
from domain.kernel.calendar import day_of
from domain.unit.units import UnitTree
from domain.worker.errors import WorkerNotFound
from domain.worker.vocabulary import Status

ON_CARD = ("name", "sex", "birth", "phone", "category", "station", "merged_into", "void_since")
_AT_TODAY = ("stream", "status", "status_since", "certificate_standing")


def status_on(table: Table, today: date) -> ColumnElement[str]:
    """The status on a day, in SQL; work that does not count yet leaves the person unemployed."""
    return case((_counts_later(table, today), Status.UNEMPLOYED), else_=table.c.status)


def _counts_later(table: Table, today: date) -> ColumnElement[bool]:
    return and_(table.c.status == Status.REEMPLOYED, table.c.status_since > today)


def standing_on(table: Table, today: date) -> ColumnElement[str]:
    """The standing of the certificate on a day, as `Holding.pass_time` has it, in SQL."""
    c = table.c
    live = c.certificate_standing.in_(LIVE)
    return case(
        (and_(live, c.valid_until < today, c.valid_until < c.lapses_on), Standing.EXPIRED),
        (and_(live, c.lapses_on <= today), Standing.LAPSED),
        else_=c.certificate_standing,
    )


def alive(table: Table = WORKER_FILE) -> ColumnElement[bool]:
    """Neither void, merged nor erased: lists of what is to be done leave those out."""
    c = table.c
    return and_(c.status.not_in([VOID, MERGED]), c.erased_on.is_(None))


def open_case() -> ColumnElement[bool]:
    return and_(alive(), WORKER_FILE.c.status != Status.CLOSED)


def within(table: Table, area: str | None, units: UnitTree) -> ColumnElement[bool]:
    """Rows whose station is the area or lies below it; None is the whole city.

    Raises `UnitUnknown`.
    """
    if area is None or area == units.city.code:
        return true()
    return table.c.station.in_(sorted(units.below(area)))


@lru_cache(maxsize=100)
def card(today: date, *more: str) -> Select[Any]:
    """The card of each worker on a day, with more columns of the file.

    A statement is never changed, only another made of it, so that one does for all who ask.
    """
    c = WORKER_FILE.c
    since = case((_counts_later(WORKER_FILE, today), c.without_work_since), else_=c.status_since)
    return select(
        c.stream.label("worker"),
        status_on(WORKER_FILE, today).label("status"),
        since.label("status_since"),
        standing_on(WORKER_FILE, today).label("certificate_standing"),
        *(c[name] for name in dict.fromkeys((*ON_CARD, *more)) if name not in _AT_TODAY),
    )


def shown(row: RowMapping | dict[str, Any]) -> dict[str, Any]:
    """A row as it is answered: days are dates, moments have their time zone."""
    told = {name: value for name, value in row.items() if not name.startswith("_")}
    told["birth"] = day_of(told["birth"])
    if "lapses_on" in told:
        told |= _ended_by_itself(told)
    if "last_recorded_at" in told:
        told["last_recorded_at"] = moment(told["last_recorded_at"])
    return told


def _ended_by_itself(told: dict[str, Any]) -> dict[str, Any]:
    """Since when a certificate stands so that time alone has ended."""
    match told["certificate_standing"]:
        case Standing.LAPSED:
            return {"certificate_since": told["lapses_on"]}
        case Standing.EXPIRED:
            return {"certificate_since": told["valid_until"] + timedelta(days=1)}
        case _:
            return {}


def cards(sight: Sight, today: date, streams: Iterable[UUID], *more: str) -> list[dict[str, Any]]:
    """The cards of workers that the people index found, in its order."""
    wanted = list(streams)
    asked = card(today, *more).where(WORKER_FILE.c.stream.in_(wanted))
    found = {row["worker"]: shown(row) for row in sight.connection.execute(asked).mappings()}
    # The index may know of somebody whose file this snapshot does not show yet.
    return [found[stream] for stream in wanted if stream in found]


def require_readable(sight: Sight, worker: UUID, area: str | None) -> None:
    """Raises `WorkerNotFound`, `OutsideArea`."""
    station = sight.connection.scalar(
        select(WORKER_FILE.c.station).where(WORKER_FILE.c.stream == worker)
    )
    if station is None:
        raise WorkerNotFound()
    if area is not None and not sight.units.covers(area, station):
        raise OutsideArea(area=area)


def history_of(sight: Sight, worker: UUID, known_at: datetime | None) -> list[Recorded]:
    """The facts on a worker that were recorded by a moment; None is all."""
    history = sight.register.stream(worker)
    if known_at is None:
        return history
    by = microseconds(known_at)
    return [recorded for recorded in history if recorded.envelope.recorded_at <= by]


@dataclass(frozen=True, slots=True)
class WorkerFile:
    """Every column of the file by name, with `worker` for the stream, as it stands on `today`.

    Raises `WorkerNotFound`, `OutsideArea`.
    """

    worker: UUID
    area: str | None
    today: date

    def answer(self, sight: Sight) -> dict[str, Any]:
        require_readable(sight, self.worker, self.area)
        file = card(self.today, *WORKER_FILE.c.keys()).where(WORKER_FILE.c.stream == self.worker)
        return shown(sight.connection.execute(file).mappings().one())


@dataclass(frozen=True, slots=True)
class WorkerFiles:
    """The files of several workers at once, by worker. Raises `WorkerNotFound`, `OutsideArea`."""

    workers: tuple[UUID, ...]
    area: str | None
    today: date

    def answer(self, sight: Sight) -> dict[UUID, dict[str, Any]]:
        asked = card(self.today, *WORKER_FILE.c.keys()).where(
            WORKER_FILE.c.stream.in_(self.workers)
        )
        found = [shown(row) for row in sight.connection.execute(asked).mappings()]
        if len(found) < len(set(self.workers)):
            raise WorkerNotFound()
        if self.area and not all(sight.units.covers(self.area, file["station"]) for file in found):
            raise OutsideArea(area=self.area)
        return {file["worker"]: file for file in found}
