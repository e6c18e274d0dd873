"""What the office has set, and who recorded it when: parameters, targets, figures from outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from application.kernel.answering.query import Sight
from application.kernel.clock import moment
from application.kernel.writing.rules_in_force import FIGURES, POLICY, TARGETS
from domain.figure.figures import FigureReported
from domain.kernel.fact import DatedFact
from domain.policy.book import ParameterSet
from domain.target.targets import TargetSet

F = TypeVar("F", bound=DatedFact)


@dataclass(frozen=True, slots=True)
class SetDown(Generic[F]):
    """A fact of the office with its record."""

    fact: F
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ParameterHistory:
    """Every value that a parameter was given, the last day first, of one day the last recorded."""

    name: str

    def answer(self, sight: Sight) -> list[SetDown[ParameterSet]]:
        found = [
            each for each in _set_down(sight, POLICY, ParameterSet) if each.fact.name == self.name
        ]
        return sorted(found, key=lambda each: (each.fact.effective_on, each.recorded_at))[::-1]


@dataclass(frozen=True, slots=True)
class TargetHistory:
    """Every target that a unit was set for a year, the last recorded first."""

    unit: str
    year: int

    def answer(self, sight: Sight) -> list[SetDown[TargetSet]]:
        found = _set_down(sight, TARGETS, TargetSet)
        return [
            each for each in found if (each.fact.unit, each.fact.year) == (self.unit, self.year)
        ][::-1]


@dataclass(frozen=True, slots=True)
class FigureHistory:
    """Every figure reported of a unit, those of the last period first, then the last recorded."""

    unit: str

    def answer(self, sight: Sight) -> list[SetDown[FigureReported]]:
        found = [
            each
            for each in _set_down(sight, FIGURES, FigureReported)
            if each.fact.unit == self.unit
        ]
        return sorted(found, key=lambda each: (each.fact.period_end, each.recorded_at))[::-1]


def _set_down(sight: Sight, stream: UUID, kind: type[F]) -> Iterator[SetDown[F]]:
    for recorded in sight.register.stream(stream):
        if isinstance(recorded.fact, kind):
            at = moment(recorded.envelope.recorded_at)
            yield SetDown(recorded.fact, at, recorded.envelope.recorded_by)
