"""Certificates: the list of them, those due for review, and applications waiting for an answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.read_models.search_keys import SEARCH
from application.read_models.worker_file import (
    WorkerFile,
    alive,
    card,
    cards,
    shown,
    standing_on,
    within,
)
from application.read_models.worker_indexes import applied_for
from application.read_models.worker_row import WORKER_FILE
from domain.certificate.certificates import Standing
from domain.certificate.rules import holder_conditions
from domain.policy.conditions import Line

_CERTIFICATE = ("certificate_no", "certificate_since", "valid_until", "review_due_on", "lapses_on")


def _cards(today: date, area: str | None, sight: Sight) -> Select[Any]:
    return card(today, *_CERTIFICATE).where(alive(), within(WORKER_FILE, area, sight.units))


@dataclass(frozen=True)
class CertificateList(Paged):
    """Cards with the certificate, by number: those that stand so on `today`.

    Without `standing`, every certificate that was ever issued, however it stands. `number` is a
    piece of its number.
    Raises `CursorInvalid`, `UnitUnknown`.
    """

    today: date
    area: str | None = None
    standing: Standing | None = None
    number: str = ""

    def statement(self, sight: Sight) -> Select[Any]:
        """For the people index."""
        c = SEARCH.c
        statement = select(c.stream).where(
            c.certificate_no.is_not(None), alive(SEARCH), within(SEARCH, self.area, sight.units)
        )
        if self.standing is not None:
            statement = statement.where(standing_on(SEARCH, self.today) == self.standing)
        if self.number:
            statement = statement.where(c.certificate_no.contains(self.number, autoescape=True))
        return statement

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        order = (SEARCH.c.certificate_no, SEARCH.c.stream)
        with sight.people() as people:
            found = self.page(people, self.statement(sight), *order)
        streams = [row["stream"] for row in found.items]
        return Page(cards(sight, self.today, streams, *_CERTIFICATE), found.cursor)


@dataclass(frozen=True)
class CertificatesDue(Paged):
    """Certificates in force on `today` whose review is due by a day, the most urgent first.

    `days_left` until the last day of the review; below 0 it is overdue, and lapses on `lapses_on`.
    Raises `CursorInvalid`, `UnitUnknown`.
    """

    by: date
    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        return _cards(self.today, self.area, sight).where(
            WORKER_FILE.c.review_due_on <= self.by,
            standing_on(WORKER_FILE, self.today) == Standing.IN_FORCE,
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = WORKER_FILE.c
        found = self.page(sight.connection, self.statement(sight), c.review_due_on, c.stream)
        return Page(
            [
                shown(row) | {"days_left": (row["review_due_on"] - self.today).days}
                for row in found.items
            ],
            found.cursor,
        )


@dataclass(frozen=True)
class ApplicationsPending(Paged):
    """Applications that nobody has answered, the longest waiting first; `applied_on` of each.

    `applied_by` leaves those made until a day. Raises `CursorInvalid`, `UnitUnknown`.
    """

    today: date
    area: str | None = None
    applied_by: date | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        c = WORKER_FILE.c
        statement = (
            card(self.today)
            .add_columns(c.certificate_since.label("applied_on"))
            .where(
                alive(),
                within(WORKER_FILE, self.area, sight.units),
                applied_for(WORKER_FILE),
            )
        )
        if self.applied_by is not None:
            statement = statement.where(c.certificate_since <= self.applied_by)
        return statement

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        c = WORKER_FILE.c
        found = self.page(sight.connection, self.statement(sight), c.certificate_since, c.stream)
        return Page([shown(row) for row in found.items], found.cursor)


@dataclass(frozen=True, slots=True)
class HolderConditions:
    """What 粤劳社[2003]12号 第四条 asks of a worker on a day, each on a line of its own.

    Raises `WorkerNotFound`, `OutsideArea`.
    """

    worker: UUID
    on: date
    area: str | None = None

    def answer(self, sight: Sight) -> list[Line]:
        file = WorkerFile(self.worker, self.area, self.on).answer(sight)
        return holder_conditions(file, self.on, sight.rules.policy)
