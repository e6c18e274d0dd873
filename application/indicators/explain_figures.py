"""Opening a number that rests on reported figures: the reports behind it, of whom and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from application.indicators.head_count import CellUnknown
from application.indicators.net_new_jobs import NetNewJobs
from application.indicators.period import Asked
from application.indicators.registered_unemployment import RegisteredUnemploymentRate
from application.kernel.answering.query import Sight
from application.kernel.clock import moment
from application.kernel.log.packing import Recorded
from application.kernel.writing.rules_in_force import FIGURES
from domain.figure.figures import FigureReported

_DAYS = ("period_end", "start_on", "end_on")


@dataclass(frozen=True, slots=True)
class ExplainFigures:
    """The reports that stand for the days of a unit's row; for the city those of its counties too.

    Of one unit, day and figure, the last one known stands.
    """

    question: RegisteredUnemploymentRate | NetNewJobs
    unit: str

    def answer(self, sight: Sight) -> dict[str, Any]:
        """Raises `CellUnknown` where the answer has no row for the unit."""
        answer = self.question.answer(sight)
        rows = {row["unit"]: row for row in answer.pop("rows")}
        if self.unit not in rows:
            refusal = CellUnknown(known=sorted(rows), unit=self.unit)
            refusal.field = "unit"
            raise refusal
        row = rows[self.unit]
        days = {row.get(name) for name in _DAYS} | set(row.get("periods", ()))
        return {**answer, **row, "facts": list(self._reports(sight, days))}

    def _reports(self, sight: Sight, days: set[str | None]) -> Iterator[dict[str, Any]]:
        units = {self.unit} | {
            unit.code for unit in sight.units.units.values() if unit.parent == self.unit
        }
        standing: dict[tuple[str, str, str], Recorded] = {}
        for item in sight.register.stream(FIGURES):
            fact = item.fact
            if isinstance(fact, FigureReported) and _known(item, self.question.asked):
                standing[fact.unit, fact.period_end.isoformat(), fact.figure] = item
        for (unit, day, figure), item in sorted(standing.items()):
            if unit in units and day in days and figure in self.question.figures:
                yield _shown(item)


def _known(item: Recorded, asked: Asked) -> bool:
    return asked.known is None or item.envelope.recorded_at <= asked.known


def _shown(item: Recorded) -> dict[str, Any]:
    fact = item.fact
    assert isinstance(fact, FigureReported)
    return {
        "unit": fact.unit,
        "period_end": fact.period_end.isoformat(),
        "figure": fact.figure.value,
        "value": fact.value,
        "source": fact.source,
        "version": item.version,
        "position": item.position,
        "recorded_at": moment(item.envelope.recorded_at).isoformat(),
        "recorded_by": item.envelope.recorded_by,
    }
