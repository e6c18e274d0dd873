"""The timeline: every fact of a worker, in the order of the world, as the record knew it.

It is told from the worker's own stream of the log, which is short (docs/decisions/0062).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from application.kernel.answering.query import Sight
from application.kernel.clock import moment
from application.kernel.log.packing import Recorded
from application.read_models.timeline_order import in_order
from application.read_models.worker_file import history_of, require_readable
from domain.kernel.fact import DatedFact


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
        facts, corrections = in_order(history_of(sight, self.worker, self.known_at))
        told = {recorded.version: _told(recorded) for recorded in facts}
        for by, version, strikes in corrections:
            told[by]["corrects"].append(version)
            told[version]["corrected_by"] = by
            told[version]["struck"] |= strikes
        return list(told.values())


def _told(recorded: Recorded) -> dict[str, Any]:
    fact, envelope = recorded.fact, recorded.envelope
    assert isinstance(fact, DatedFact)
    return {
        "version": recorded.version,
        "position": recorded.position,
        "effective_on": fact.effective_on,
        "recorded_at": moment(envelope.recorded_at),
        "recorded_by": envelope.recorded_by,
        "station": envelope.station,
        "fact": fact.stored_as,
        "details": _details(fact),
        "note": fact.note,
        "corrects": [],
        "corrected_by": None,
        "struck": False,
    }


def _details(fact: DatedFact) -> dict[str, Any]:
    """What is personal comes last."""
    apart = {"effective_on", "note"}
    plain = fact.model_dump(mode="json", exclude_none=True, exclude={*apart, *fact.personal})
    return plain | fact.model_dump(mode="json", exclude_none=True, include={*fact.personal} - apart)
