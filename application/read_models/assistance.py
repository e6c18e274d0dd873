"""Applications for assistance: what waits for a judgement, what is to be completed, by which rules.

Void and merged registrations and closed cases ask for nothing; an application of a case that is
reopened waits again.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Select, select

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.read_models.worker_file import card, open_case, require_readable, shown, within
from application.read_models.worker_row import WORKER_FILE
from domain.assistance.rules import conditions
from domain.kernel.calendar import day_of
from domain.policy.conditions import Line

_WAITING_SINCE = WORKER_FILE.c.assistance_applied_for_on
_RETURNED_ON = WORKER_FILE.c.assistance_returned_on


def _asked(on: Column[Any], today: date, area: str | None, sight: Sight, *more: str) -> Select[Any]:
    """Cards with the day `on`, where there is one."""
    return card(today, on.name, *more).where(
        on.is_not(None), open_case(), within(WORKER_FILE, area, sight.units)
    )


@dataclass(frozen=True)
class AssistanceWaiting(Paged):
    """Cards of whoever waits for the judgement, the longest waiting first.

    With `assistance_applied_for_on`, `assistance_evidence`, `days_waiting`, and what an earlier
    judgement was. Raises `CursorInvalid`, `UnitUnknown`.
    """

    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        more = ("assistance_evidence", "assistance", "assessed_on")
        return _asked(_WAITING_SINCE, self.today, self.area, sight, *more)

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        since = _WAITING_SINCE
        found = self.page(sight.connection, self.statement(sight), since, WORKER_FILE.c.stream)
        return Page(
            [
                shown(row) | {"days_waiting": (self.today - row[since.name]).days}
                for row in found.items
            ],
            found.cursor,
        )


@dataclass(frozen=True)
class AssistanceReturned(Paged):
    """Cards of whoever's application was returned and not made again, the longest ago first.

    With `assistance_returned_on` and `assistance_return_reason`. Raises `CursorInvalid`,
    `UnitUnknown`.
    """

    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        return _asked(_RETURNED_ON, self.today, self.area, sight, "assistance_return_reason")

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        found = self.page(
            sight.connection, self.statement(sight), _RETURNED_ON, WORKER_FILE.c.stream
        )
        return Page([shown(row) for row in found.items], found.cursor)


@dataclass(frozen=True, slots=True)
class AssistanceConditions:
    """Each condition of 江府[2003]43号 三(二)1(4) for a worker on a day, on a line of its own.

    `hard_to_place` is the reviewer's judgement, None before it. Raises `WorkerNotFound`,
    `OutsideArea`.
    """

    worker: UUID
    on: date
    area: str | None = None
    hard_to_place: bool | None = None

    def answer(self, sight: Sight) -> tuple[Line, ...]:
        require_readable(sight, self.worker, self.area)
        c = WORKER_FILE.c
        asked = select(c.sex, c.birth.label("birth_date"), c.able_to_work, c.willing_to_work).where(
            c.stream == self.worker
        )
        details = dict(sight.connection.execute(asked).mappings().one())
        details["birth_date"] = day_of(details["birth_date"])
        return conditions(details, self.on, sight.rules.policy, self.hard_to_place)
