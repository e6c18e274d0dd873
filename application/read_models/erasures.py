"""Requests to erase a person that nobody has answered yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.read_models.worker_file import card, shown, within
from application.read_models.worker_row import WORKER_FILE

_REQUESTED_ON = WORKER_FILE.c.erasure_requested_on


@dataclass(frozen=True)
class ErasuresRequested(Paged):
    """Cards with `erasure_requested_on`, `erasure_requested_by`, `erasure_reason` and
    `legal_reference`, the longest waiting first; closed, void and merged ones too.

    Raises `CursorInvalid`, `UnitUnknown`.
    """

    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        more = ("erasure_requested_by", "erasure_reason", "legal_reference")
        return card(self.today, _REQUESTED_ON.name, *more).where(
            _REQUESTED_ON.is_not(None), within(WORKER_FILE, self.area, sight.units)
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        order = (_REQUESTED_ON, WORKER_FILE.c.stream)
        found = self.page(sight.connection, self.statement(sight), *order)
        return Page([shown(row) for row in found.items], found.cursor)
