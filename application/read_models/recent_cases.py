"""The cases that somebody wrote in last: where tomorrow's work goes on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from application.kernel.answering.query import Sight
from application.read_models.activity_rows import ACTIVITY
from application.read_models.search import ON_RESULT
from application.read_models.worker_file import card, shown, within
from application.read_models.worker_row import WORKER_FILE

_FACTS_LOOKED_AT = 200
"""Somebody's last facts, found by one stretch of an index; a case has a few of them."""


@dataclass(frozen=True, slots=True)
class RecentCases:
    """Cards as a search answers them, the case written in last first. Raises `UnitUnknown`."""

    by: str
    today: date
    area: str | None = None
    limit: int = 10

    def answer(self, sight: Sight) -> list[dict[str, Any]]:
        c = ACTIVITY.c
        written = (
            select(c.stream)
            .where(c.recorded_by == self.by)
            .order_by(c.recorded_at.desc(), c.position.desc())
            .limit(_FACTS_LOOKED_AT)
        )
        streams = list(dict.fromkeys(sight.connection.scalars(written)))
        found = card(self.today, *ON_RESULT).where(
            WORKER_FILE.c.stream.in_(streams), within(WORKER_FILE, self.area, sight.units)
        )
        cards = {row["worker"]: shown(row) for row in sight.connection.execute(found).mappings()}
        return [cards[stream] for stream in streams if stream in cards][: self.limit]
