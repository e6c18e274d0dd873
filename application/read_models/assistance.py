"""Applications for assistance: what waits for a judgement, what is to be completed, by which rules.

Void and merged registrations and closed cases ask for nothing; an application of a case that is
reopened waits again.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from application.kernel.paging import Page, Paged
from application.kernel.query import Sight
from application.read_models.worker_file import card, open_case, require_readable, shown, within
from application.read_models.worker_row import WORKER_FILE
from domain.assistance.rules import Line, conditions
from domain.kernel.calendar import day_of


@dataclass(frozen=True)
class AssistanceWaiting(Paged):
    """Cards of whoever waits for the judgement, the longest waiting first.

    With `assistance_applied_for_on`, `assistance_evidence`, `days_waiting`, and what an earlier
    judgement was. Raises `CursorInvalid`, `UnitUnknown`.
    """

    today: date
    area: str | None = None

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        since = WORKER_FILE.c.assistance_applied_for_on
        more = (since.name, "assistance_evidence", "assistance", "assessed_on")
        statement = card(self.today, *more).where(
            since.is_not(None), open_case(), within(WORKER_FILE, self.area, sight.units)
        )
        found = self.page(sight.connection, statement, since, WORKER_FILE.c.stream)
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

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        on = WORKER_FILE.c.assistance_returned_on
        statement = card(self.today, on.name, "assistance_return_reason").where(
            on.is_not(None), open_case(), within(WORKER_FILE, self.area, sight.units)
        )
        found = self.page(sight.connection, statement, on, WORKER_FILE.c.stream)
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
