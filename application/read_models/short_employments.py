"""Jobs that ended soon, and the figures in which they were counted."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    RowMapping,
    Select,
    String,
    Table,
    func,
    select,
)

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.kernel.keys.personal_text import PersonalText
from application.kernel.projecting.read_model import METADATA, History, stream_column
from application.read_models.last_known import LastKnown
from application.read_models.likeness import LEAVES_ALL_AS_THEY_ARE
from application.read_models.worker_file import card, shown, within
from application.read_models.worker_row import WORKER_FILE
from domain.kernel.calendar import age_on, full_months
from domain.policy.book import PolicyBook
from domain.target.targets import OLDER_REEMPLOYMENT, REEMPLOYMENT
from domain.worker.events import EmploymentEnded, EmploymentStarted, WorkerRegistered
from domain.worker.pieces import REEMPLOYED, Piece

ENDED_JOBS = Table(
    "ended_jobs",
    METADATA,
    stream_column(),
    Column("station", String(12), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date, nullable=False),
    Column("months", Integer, nullable=False),
    Column("end_reason", String(20), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("employer", PersonalText),
    Column("counted_on", Date),
    Column("counted_at", String(12)),
)
# Those of a time are counted without a look at the rows.
Index(
    "ix_ended_jobs_ended_on",
    ENDED_JOBS.c.ended_on,
    ENDED_JOBS.c.station,
    ENDED_JOBS.c.months,
)
_TOLD = tuple(ENDED_JOBS.c.keys()[2:])
_WORK = {EmploymentStarted.stored_as, EmploymentEnded.stored_as}
_ENDS_NO_JOB = LEAVES_ALL_AS_THEY_ARE - _WORK | {WorkerRegistered.stored_as}
"""Of what makes nobody another, all but work; and whoever is new has lost no job here."""


def ended_rows(history: History, known: LastKnown) -> list[dict[str, Any]]:
    """One row a job that was lost; a closing ends a job without a loss.

    `counted_on` and `counted_at` tell the re-employment that began with it, None where no rate
    counts one: it did not last, ran beside another, was not the first of its year (JM-2003 R3), or
    the person is in no rate.
    """
    worker = known.worker
    lost = [job for job in worker.life.employments if job.end]
    if not lost or not worker.alive:
        return []
    hired = {p.entered_by: p for p in known.pieces if _first_of_its_year(p)}
    rows = []
    for job in lost:
        assert job.end
        piece = hired.get(job.start.version) if worker.counted else None
        rows.append(
            {
                "stream": history[0].stream,
                "station": worker.life.station,
                "started_on": job.start.on,
                "ended_on": job.end.on,
                "months": full_months(job.start.on, job.end.on),
                "end_reason": job.end.reason,
                "kind": str(job.start.kind),
                "employer": known.terms[job.start.version].employer,
                "counted_on": piece and piece.since,
                "counted_at": piece and piece.station,
            }
        )
    return rows


def _first_of_its_year(piece: Piece) -> bool:
    before = piece.hired_before
    return piece.entered == REEMPLOYED and (before is None or before.year < piece.since.year)


@dataclass(frozen=True)
class ShortEmployments(Paged):
    """Jobs that ended from one day to another before the policy's months, the last ended first.

    Each with the card of the person, the job, and `counted_in`: the names of the rates of the
    year of `counted_on`, at the station `counted_at`. The rule is that of the last day. Raises
    `CursorInvalid`, `UnitUnknown`.
    """

    from_: date
    to: date
    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        c = ENDED_JOBS.c
        return (
            card(self.today)
            .add_columns(*(c[name] for name in _TOLD))
            .join(ENDED_JOBS, c.stream == WORKER_FILE.c.stream)
            .where(*self.short(sight))
        )

    def short(self, sight: Sight) -> tuple[ColumnElement[bool], ...]:
        c = ENDED_JOBS.c
        months = sight.rules.policy.number("short_employment_months", self.to)
        return (
            c.ended_on.between(self.from_, self.to),
            c.months < months,
            within(ENDED_JOBS, self.area, sight.units),
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = ENDED_JOBS.c
        found = self.page(
            sight.connection,
            self.statement(sight),
            c.ended_on,
            c.stream,
            c.started_on,
            last_first=True,
        )
        return Page([_told(row, sight.rules.policy) for row in found.items], found.cursor)


@dataclass(frozen=True, slots=True)
class HowManyShort:
    """The length of the whole list; who had a job has a file. Raises `UnitUnknown`."""

    jobs: ShortEmployments
    is_kept: ClassVar[bool] = True
    passed_over: ClassVar[Set[str]] = _ENDS_NO_JOB

    def answer(self, sight: Sight) -> int:
        asked = select(func.count()).select_from(ENDED_JOBS).where(*self.jobs.short(sight))
        return sight.connection.scalar(asked) or 0


def _told(row: RowMapping, policy: PolicyBook) -> dict[str, Any]:
    told = shown(row)
    counted_on, rates = told["counted_on"], []
    if counted_on:
        older = policy.number(f"older_{told['sex']}", counted_on)
        rates = [REEMPLOYMENT]
        if age_on(told["birth"], counted_on) >= older:
            rates.append(OLDER_REEMPLOYMENT)
    return told | {"counted_in": rates}
