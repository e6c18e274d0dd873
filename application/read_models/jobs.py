"""Jobs as they are known: recorded lately, about to count, or told without their papers.

Void and merged registrations and closed cases ask for nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Select, String, Table, or_

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.kernel.clock import microseconds
from application.kernel.keys.personal_text import PersonalText
from application.kernel.projecting.read_model import METADATA, History, stream_column
from application.read_models.last_known import LastKnown
from application.read_models.worker_file import card, open_case, shown, within
from application.read_models.worker_row import WORKER_FILE
from domain.worker.vocabulary import EmploymentKind

JOBS = Table(
    "jobs",
    METADATA,
    stream_column(),
    Column("station", String(12), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("counts_from", Date, nullable=False),
    Column("ended_on", Date),
    Column("kind", String(20), nullable=False),
    Column("employer", PersonalText),
    Column("contract_months", Integer),
    Column("evidenced", Boolean, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
)
Index("ix_jobs_reaching", JOBS.c.kind, JOBS.c.counts_from, JOBS.c.station)
Index("ix_jobs_recorded", JOBS.c.station, JOBS.c.recorded_at)
_ON_LIST = ("started_on", "counts_from", "ended_on", "kind", "employer", "contract_months")
_WITH_CONTRACT = (EmploymentKind.LABOUR_CONTRACT, EmploymentKind.PUBLIC_WELFARE_POST)


def job_rows(history: History, known: LastKnown) -> list[dict[str, Any]]:
    """One row a job, ended or not; none where the person has left every figure."""
    if not known.worker.alive:
        return []
    life, terms = known.worker.life, known.terms
    return [
        {
            "stream": history[0].stream,
            "station": life.station,
            "started_on": job.start.on,
            "counts_from": job.start.counts_from,
            "ended_on": job.until,
            "kind": str(job.start.kind),
            "employer": terms[job.start.version].employer,
            "contract_months": terms[job.start.version].contract_months,
            "evidenced": terms[job.start.version].evidence is not None,
            "recorded_at": terms[job.start.version].recorded_at,
        }
        for job in life.employments
    ]


def _with_card(today: date, area: str | None, sight: Sight) -> Select[Any]:
    c = JOBS.c
    return (
        card(today)
        .add_columns(*(c[name] for name in (*_ON_LIST, "evidenced")))
        .add_columns(c.recorded_at.label("last_recorded_at"))
        .join(JOBS, c.stream == WORKER_FILE.c.stream)
        .where(within(JOBS, area, sight.units), open_case())
    )


@dataclass(frozen=True)
class FlexibleReaching(Paged):
    """Flexible jobs, running still, that begin to count within [from_, to]; the next one first.

    Raises `CursorInvalid`, `UnitUnknown`.
    """

    from_: date
    to: date
    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        c = JOBS.c
        return _with_card(self.today, self.area, sight).where(
            c.kind == EmploymentKind.FLEXIBLE,
            c.ended_on.is_(None),
            c.counts_from.between(self.from_, self.to),
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = JOBS.c
        found = self.page(
            sight.connection, self.statement(sight), c.counts_from, c.stream, c.started_on
        )
        return Page(
            [
                shown(row) | {"days_left": (row["counts_from"] - self.today).days}
                for row in found.items
            ],
            found.cursor,
        )


@dataclass(frozen=True)
class JobsRecorded(Paged):
    """Jobs that the ledger took in since a moment, the newest first, ended ones too.

    Raises `CursorInvalid`, `UnitUnknown`.
    """

    since: datetime
    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        return _with_card(self.today, self.area, sight).where(
            JOBS.c.recorded_at >= microseconds(self.since)
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = JOBS.c
        found = self.page(
            sight.connection, self.statement(sight), -c.recorded_at, c.stream, c.started_on
        )
        return Page([shown(row) for row in found.items], found.cursor)


@dataclass(frozen=True)
class JobsWithoutPapers(Paged):
    """Running jobs under a contract whose months or evidence are missing, the oldest first.

    Raises `CursorInvalid`, `UnitUnknown`.
    """

    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        c = JOBS.c
        return _with_card(self.today, self.area, sight).where(
            c.kind.in_(_WITH_CONTRACT),
            c.ended_on.is_(None),
            or_(c.contract_months.is_(None), c.evidenced.is_(False)),
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = JOBS.c
        found = self.page(sight.connection, self.statement(sight), c.started_on, c.stream)
        return Page([shown(row) for row in found.items], found.cursor)
