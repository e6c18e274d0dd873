"""What came between two questions about a person: the facts that only one of them counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from application.indicators import people as told
from application.indicators.period import Asked
from application.kernel.log.packing import Recorded
from domain.kernel.fact import DatedFact, Fact
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
_RESTATING = (events.WorkerCorrected, events.EmploymentCorrected)


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


def _place(item: Recorded, asked: Asked) -> tuple[str, ...] | None:
    """Where each day that a fact tells stands to a question: in its period, before, or after it.

    None where the fact is not there for the question at all.
    """
    if asked.known is not None and item.envelope.recorded_at > asked.known:
        return None
    places = tuple(
        "after" if day > asked.as_of else "before" if day < asked.first else "in"
        for day in _days(item.fact)
    )
    # What begins later by a correction did begin earlier; all else that comes later is not yet.
    return None if places == ("after",) and not isinstance(item.fact, _RESTATING) else places


def _days(fact: Fact) -> list[date]:
    """The days that decide where somebody counts."""
    assert isinstance(fact, DatedFact)
    match fact:
        case events.EmploymentStarted():
            told = [fact.counts_from]
        case events.EmploymentCorrected():
            told = [fact.counts_from, *filter(None, [fact.ended_on])]
        case events.WorkerCorrected(registered_on=date() as day):
            told = [day]
        case _:
            told = [] if isinstance(fact, _WHOLE_LIFE) else [fact.effective_on]
    return told
