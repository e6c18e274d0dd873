"""What is to be done by a day: follow-ups, and people about to be older.

Void and merged registrations and closed cases ask for nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, or_

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.read_models.worker_file import card, open_case, shown, status_on, within
from application.read_models.worker_row import WORKER_FILE
from domain.kernel.calendar import day_of, months_after, reaches_age_on, ymd
from domain.kernel.identity_number import Sex
from domain.policy.book import PolicyBook
from domain.worker.vocabulary import Status

_YEARS = 10_000
_FOLLOWED = ("next_follow_up_on", "followed_up_on", "follow_up_outcome", "employer")


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

    def statement(self, sight: Sight) -> Select[Any]:
        found = _cards(self.today, self.area, sight, *_FOLLOWED)
        return found.where(WORKER_FILE.c.next_follow_up_on <= self.by)

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = WORKER_FILE.c
        found = self.page(sight.connection, self.statement(sight), c.next_follow_up_on, c.stream)
        return Page(
            [
                shown(row) | {"days_left": (row["next_follow_up_on"] - self.today).days}
                for row in found.items
            ],
            found.cursor,
        )


def first_follow_up_due(employed_since: date, policy: PolicyBook) -> date:
    """By when work is to be followed up first."""
    return months_after(employed_since, policy.number("follow_up_months", employed_since))


@dataclass(frozen=True)
class NeverFollowedUp(Paged):
    """People at work since a day or later whom nobody has followed up since; the longest first.

    Those for whom a day is named already are on the other list. `due_on` is the day by which they
    are to be followed up, `days_left` until then.
    Raises `CursorInvalid`, `UnitUnknown`.
    """

    since: date
    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        c = WORKER_FILE.c
        more = ("employed_since", "employment_kind", "employer")
        return _cards(self.today, self.area, sight, *more).where(
            c.employed_since >= self.since,
            c.employed_since <= self.today,
            or_(c.followed_up_on.is_(None), c.followed_up_on < c.employed_since),
            c.next_follow_up_on.is_(None),
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c, policy = WORKER_FILE.c, sight.rules.policy
        found = self.page(sight.connection, self.statement(sight), c.employed_since, c.stream)
        cards = []
        for row in found.items:
            due = first_follow_up_due(row["employed_since"], policy)
            cards.append(shown(row) | {"due_on": due, "days_left": (due - self.today).days})
        return Page(cards, found.cursor)


@dataclass(frozen=True)
class CrossingAge(Paged):
    """People of open cases who become 大龄 within [from_, to], by the policy book of `to`.

    `older_on` is the birthday and `older_age` the age. `unassisted` leaves only those of whom an
    assessment would help: without work on `today`, able and willing, and not granted already.
    Raises `CursorInvalid`, `UnitUnknown`.
    """

    from_: date
    to: date
    today: date
    area: str | None = None
    unassisted: bool = False

    def statement(self, sight: Sight) -> Select[Any]:
        c, ages = WORKER_FILE.c, self._ages(sight)
        age = case((c.sex == Sex.MALE, ages[Sex.MALE]), else_=ages[Sex.FEMALE])
        # Two spans of birthdays, each found by its index.
        first, last = _day_before(self.from_), ymd(self.to)
        born = (
            and_(c.sex == sex, c.birth > first - years * _YEARS, c.birth <= last - years * _YEARS)
            for sex, years in ages.items()
        )
        statement = (
            _cards(self.today, self.area, sight, "able_to_work", "willing_to_work", "assistance")
            .add_columns(age.label("older_age"))
            .where(or_(*born))
        )
        return statement.where(*self._helped_by_assessing()) if self.unassisted else statement

    def _ages(self, sight: Sight) -> dict[Sex, int]:
        return {sex: sight.rules.policy.number(f"older_{sex}", self.to) for sex in Sex}

    def _helped_by_assessing(self) -> tuple[Any, ...]:
        c = WORKER_FILE.c
        return (
            status_on(WORKER_FILE, self.today) == Status.UNEMPLOYED,
            c.able_to_work,
            c.willing_to_work,
            or_(c.assistance.is_(None), c.assistance != "granted"),
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c, ages = WORKER_FILE.c, self._ages(sight)
        years = case((c.sex == Sex.MALE, ages[Sex.MALE]), else_=ages[Sex.FEMALE])
        birthday = c.birth + years * _YEARS
        found = self.page(sight.connection, self.statement(sight), birthday, c.stream)
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
