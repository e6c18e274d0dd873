"""What is to be done by a day: follow-ups, flexible work about to count, people about to be older.

Void and merged registrations and closed cases ask for nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Date, Integer, Select, String, Table, case, literal

from application.kernel.paging import Page, Paged
from application.kernel.query import Sight
from application.kernel.read_model import METADATA, History, stream_column
from application.read_models.last_known import LastKnown
from application.read_models.worker_file import card, open_case, shown, within
from application.read_models.worker_row import WORKER_FILE
from domain.kernel.calendar import day_of, reaches_age_on, ymd
from domain.kernel.identity_number import Sex
from domain.worker.vocabulary import EmploymentKind

RUNNING_FLEXIBLE = Table(
    "running_flexible",
    METADATA,
    stream_column(),
    Column("started_on", Date, nullable=False),
    Column("counts_from", Date, nullable=False, index=True),
    Column("employer", String(200)),
)
_YEARS = 10_000


def flexible_rows(history: History, known: LastKnown) -> list[dict[str, Any]]:
    """One row a flexible job that has not ended."""
    return [
        {
            "stream": history[0].stream,
            "started_on": job.start.on,
            "counts_from": job.start.counts_from,
            "employer": known.employers[job.start.version],
        }
        for job in known.running
        if job.start.kind is EmploymentKind.FLEXIBLE
    ]


def _cards(today: date, area: str | None, sight: Sight, *more: str) -> Select[Any]:
    return card(today, *more).where(open_case(), within(WORKER_FILE, area, sight.units))


@dataclass(frozen=True)
class FollowUpsDue(Paged):
    """People whose last follow-up names a next one, due by a day; the longest overdue first.

    `days_left` is below 0 when it is overdue. Raises `CursorInvalid`, `UnitUnknown`.
    """

    by: date
    today: date
    area: str | None = None

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = WORKER_FILE.c
        more = ("next_follow_up_on", "followed_up_on", "follow_up_outcome", "employer")
        statement = _cards(self.today, self.area, sight, *more).where(
            c.next_follow_up_on <= self.by
        )
        found = self.page(sight.connection, statement, c.next_follow_up_on, c.stream)
        return Page(
            [
                shown(row) | {"days_left": (row["next_follow_up_on"] - self.today).days}
                for row in found.items
            ],
            found.cursor,
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

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = RUNNING_FLEXIBLE.c
        statement = (
            _cards(self.today, self.area, sight)
            .add_columns(c.started_on, c.counts_from, c.employer)
            .join(RUNNING_FLEXIBLE, c.stream == WORKER_FILE.c.stream)
            .where(c.counts_from.between(self.from_, self.to))
        )
        found = self.page(sight.connection, statement, c.counts_from, c.stream, c.started_on)
        return Page([shown(row) for row in found.items], found.cursor)


@dataclass(frozen=True)
class CrossingAge(Paged):
    """People of open cases who become 大龄 within [from_, to], by the policy book of `to`.

    `older_on` is the birthday and `older_age` the age. Raises `CursorInvalid`, `UnitUnknown`.
    """

    from_: date
    to: date
    today: date
    area: str | None = None

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c, policy = WORKER_FILE.c, sight.rules.policy
        age = case(
            (c.sex == Sex.MALE, policy.number("older_male", self.to)),
            else_=policy.number("older_female", self.to),
        )
        birthday = c.birth + age * literal(_YEARS, Integer)
        statement = (
            _cards(self.today, self.area, sight, "able_to_work", "willing_to_work", "assistance")
            .add_columns(age.label("older_age"))
            .where(birthday > _day_before(self.from_), birthday <= ymd(self.to))
        )
        found = self.page(sight.connection, statement, birthday, c.stream)
        return Page(
            [
                shown(row) | {"older_on": reaches_age_on(day_of(row["birth"]), row["older_age"])}
                for row in found.items
            ],
            found.cursor,
        )


def _day_before(day: date) -> int:
    """As YYYYMMDD. What comes after it and up to 1 March holds 29 February of any year."""
    return 0 if day == date.min else ymd(day - timedelta(days=1))
