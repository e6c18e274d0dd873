"""Cases that came from elsewhere, and cases whose closing waits for the second level."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.read_models.worker_file import alive, card, open_case, shown, within
from application.read_models.worker_row import WORKER_FILE


@dataclass(frozen=True)
class HandedOver(Paged):
    """Open cases that came from a station outside the area since a day, in that order.

    `arrived_on` and `arrived_from` tell when, and which station had it before.
    Raises `CursorInvalid`, `UnitUnknown`.
    """

    since: date
    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        c = WORKER_FILE.c
        statement = card(self.today, "arrived_on", "arrived_from").where(
            open_case(),
            within(WORKER_FILE, self.area, sight.units),
            c.arrived_on >= self.since,
            c.arrived_on <= self.today,
        )
        if self.area is None or self.area == sight.units.city.code:
            return statement
        return statement.where(c.arrived_from.not_in(sorted(sight.units.below(self.area))))

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = WORKER_FILE.c
        found = self.page(sight.connection, self.statement(sight), c.arrived_on, c.stream)
        return Page([shown(row) for row in found.items], found.cursor)


@dataclass(frozen=True)
class ClosingsToConfirm(Paged):
    """Cases closed by a withdrawn wish that the second level has yet to confirm, the oldest first.

    Until then they are not subtracted from the rate (JM-2003 R4). `closed_on` of each.
    Raises `CursorInvalid`, `UnitUnknown`.
    """

    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        c = WORKER_FILE.c
        return (
            card(self.today)
            .add_columns(c.unconfirmed_since.label("closed_on"))
            .where(
                alive(),
                within(WORKER_FILE, self.area, sight.units),
                c.unconfirmed_since.is_not(None),
            )
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = WORKER_FILE.c
        found = self.page(sight.connection, self.statement(sight), c.unconfirmed_since, c.stream)
        return Page([shown(row) for row in found.items], found.cursor)
