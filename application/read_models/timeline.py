"""The timeline: every fact of a worker, in the order of the world, as the record knew it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, select

from application.kernel.clock import microseconds, moment
from application.kernel.query import Sight
from application.read_models.timeline_rows import CORRECTIONS, TIMELINE
from application.read_models.worker_file import require_readable
from domain.catalogue import CATALOGUE
from domain.kernel.fact import ERASED, LOCKED


@dataclass(frozen=True, slots=True)
class Timeline:
    """The facts that were recorded by `known_at`; None is all that is recorded.

    Each fact with its `version`, `position`, `effective_on`, `recorded_at`, `recorded_by`,
    `station` (the acting unit), `fact` (its stored name), `details`, `note`; `corrects` are
    the versions that it puts right, `corrected_by` is the last version that put it right, and it
    is `struck` when it no longer holds as it was said. Raises `WorkerNotFound`, `OutsideArea`.
    """

    worker: UUID
    area: str | None = None
    known_at: datetime | None = None

    def answer(self, sight: Sight) -> list[dict[str, Any]]:
        require_readable(sight, self.worker, self.area)
        t, c = TIMELINE.c, CORRECTIONS.c
        asked = select(TIMELINE).where(t.stream == self.worker)
        if self.known_at is not None:
            asked = asked.where(t.recorded_at <= microseconds(self.known_at))
        facts = sight.connection.execute(asked.order_by(t.effective_on, t.rank, t.version))
        told = {row["version"]: _told(row) for row in facts.mappings()}
        links = select(c.version, c.corrects, c.strikes).where(c.stream == self.worker)
        for by, version, strikes in sight.connection.execute(links.order_by(c.version, c.corrects)):
            if by in told:
                told[by]["corrects"].append(version)
                told[version]["corrected_by"] = by
                told[version]["struck"] |= strikes
        return list(told.values())


def _details(row: RowMapping) -> dict[str, Any]:
    details: dict[str, Any] = orjson.loads(row["details"])
    match row["personal"]:
        case None:
            return details
        case str(text) if text in (ERASED, LOCKED):
            return CATALOGUE.by_name[row["fact"]].without_personal(details, text)
        case text:
            return details | dict(orjson.loads(text))


def _told(row: RowMapping) -> dict[str, Any]:
    details = _details(row)
    note = details.pop("note", None)
    return {
        "version": row["version"],
        "position": row["position"],
        "effective_on": row["effective_on"],
        "recorded_at": moment(row["recorded_at"]),
        "recorded_by": row["recorded_by"],
        "station": row["station"],
        "fact": row["fact"],
        "details": details,
        "note": note,
        "corrects": [],
        "corrected_by": None,
        "struck": False,
    }
