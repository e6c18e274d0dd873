"""A worker's whole file as it was known at a moment: its head, the jobs and the courses."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from application.kernel.answering.query import Sight
from application.kernel.clock import day_of as civil_day
from application.kernel.clock import microseconds
from application.kernel.projecting.read_model import History
from application.read_models.last_known import LastKnown, last_known
from application.read_models.worker_file import history_of, require_readable, shown
from application.read_models.worker_row import file_row
from domain.kernel.aggregate import Draft
from domain.kernel.calendar import reaches_age_on
from domain.kernel.fact import DatedFact
from domain.policy.book import PolicyBook
from domain.training.trainings import Enrolment, Trainings, enrolments
from domain.worker import events
from domain.worker.timeline import Employment, Rank
from domain.worker.vocabulary import Status
from domain.worker.worker import Worker

_TERMS = ("licence_no", "contract_months", "monthly_wage", "employer", "evidence", "counted_by")


@dataclass(frozen=True, slots=True)
class Job:
    """A job as corrected. It counts from `counts_from` by the rule `counted_by`, if it lasts.

    `until` is the day of its end, or of the closing of the case that cut it off; `reason` is
    there for an end of its own. `version` is the fact with which it began.
    """

    version: int
    started_on: date
    kind: str
    counts_from: date
    until: date | None
    reason: str | None
    counts: bool
    terms: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Whole:
    """How it stands `on` a day; `older_on` is when the person is, or was, 大龄.

    `file` has the columns of `WorkerFile`.
    """

    on: date
    file: dict[str, Any]
    jobs: list[Job]
    courses: list[Enrolment]
    older_age: int
    older_on: date

    @property
    def attending(self) -> list[str]:
        """The courses that have not ended."""
        return [stay.enrolled.course for stay in self.courses if stay.finished is None]


@dataclass(frozen=True, slots=True)
class WholeFile:
    """What was recorded by `known_at`, as it stood on that day; None is all, as it stands today.

    The answer is None where nothing was known yet. Raises `WorkerNotFound`, `OutsideArea`.
    """

    worker: UUID
    area: str | None
    today: date
    known_at: datetime | None = None

    def answer(self, sight: Sight) -> Whole | None:
        require_readable(sight, self.worker, self.area)
        history = history_of(sight, self.worker, self.known_at)
        if not history:
            return None
        known = last_known(history)
        on = min(self.today, civil_day(self.known_at)) if self.known_at else self.today
        file = _on(on, history, known)
        known_by = microseconds(self.known_at) if self.known_at else None
        older = _older(file, sight.policy(known_by), on)
        return Whole(on, file, _jobs(history, known), _courses(history), *older)


def _on(day: date, history: History, known: LastKnown) -> dict[str, Any]:
    """The row as `worker_file.card` shows it on a day: what time alone changes has changed."""
    row = file_row(history, known)
    row["worker"] = row.pop("stream")
    if row["status"] == Status.REEMPLOYED and row["status_since"] > day:
        row["status"], row["status_since"] = Status.UNEMPLOYED, row["without_work_since"]
    holding = known.holding
    holding.pass_time(day)
    row["certificate_standing"] = holding.standing
    return shown(row)


def _older(file: dict[str, Any], policy: PolicyBook, today: date) -> tuple[int, date]:
    age = policy.number(f"older_{file['sex']}", today)
    return age, reaches_age_on(file["birth"], age)


def _jobs(history: History, known: LastKnown) -> list[Job]:
    terms = _terms_by_job(history)
    life = known.worker.life
    return [_job(employment, terms[employment.start.version]) for employment in life.employments]


def _job(employment: Employment, terms: dict[str, Any]) -> Job:
    start, end = employment.start, employment.end
    return Job(
        version=start.version,
        started_on=start.on,
        kind=str(start.kind),
        counts_from=start.counts_from,
        until=employment.until,
        reason=end.reason if end else None,
        counts=employment.counts,
        terms=terms,
    )


def _terms_by_job(history: History) -> dict[int, dict[str, Any]]:
    """By the fact with which a job began; a correction restates what it names."""
    worker = Worker(Draft())
    terms: dict[int, dict[str, Any]] = {}
    for recorded in history:
        fact = recorded.fact
        if isinstance(fact, events.EmploymentStarted):
            terms[recorded.version] = _given(fact)
        elif isinstance(fact, events.EmploymentCorrected):
            terms[worker.entry(Rank.START, fact.started_on).version] |= _given(fact)
        if isinstance(fact, Worker.follows):
            worker.when(fact, recorded.version)
    return terms


def _given(fact: DatedFact) -> dict[str, Any]:
    return {name: value for name in _TERMS if (value := getattr(fact, name)) is not None}


def _courses(history: History) -> list[Enrolment]:
    facts = [
        (recorded.version, recorded.fact)
        for recorded in history
        if isinstance(recorded.fact, Trainings.follows)
    ]
    return enrolments(facts)
