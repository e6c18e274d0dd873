"""What came between two questions about a person: the facts that only one of them counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from application.indicators import people as told
from application.indicators.period import Asked
from application.kernel.packing import Recorded
from domain.kernel.fact import DatedFact
from domain.worker import events

RULES, AGE, UNITS = "rules_changed", "birthday", "units_changed"
"""Causes that no fact of the person is: another rule, a birthday, another tree of units."""

_WHOLE_LIFE = (
    events.WorkerCorrected,
    events.EmploymentVoided,
    events.RegistrationVoided,
    events.WorkerMerged,
    events.WorkerUnmerged,
)
"""Facts that hold for the whole life as soon as they are recorded, whatever their day."""


class Cause(NamedTuple):
    """`kind` is the stored name of the last recorded of the facts, else one of the others."""

    kind: str
    facts: Sequence[told.Told]


@dataclass(frozen=True, slots=True)
class Causes:
    before: Asked
    after: Asked
    without_facts: str

    def of(self, history: Sequence[Recorded]) -> Cause:
        between = [
            item for item in history if _place(item, self.before) != _place(item, self.after)
        ]
        if not between:
            return Cause(self.without_facts, ())
        last = max(between, key=lambda item: (item.envelope.recorded_at, item.version))
        facts = told.facts(between, {item.version: "between" for item in between})
        return Cause(last.fact.stored_as, list(facts))


def _place(item: Recorded, asked: Asked) -> str:
    """Where a fact stands to a question: in its period, before it, or not there for it at all."""
    if asked.known is not None and item.envelope.recorded_at > asked.known:
        return "unseen"
    fact = item.fact
    assert isinstance(fact, DatedFact)
    if isinstance(fact, _WHOLE_LIFE):
        return "in"
    day = getattr(fact, "counts_from", None) or fact.effective_on
    if day > asked.as_of:
        # A job that now begins later is one that began earlier no more.
        return "after" if isinstance(fact, events.EmploymentCorrected) else "unseen"
    return "before" if day < asked.first else "in"
