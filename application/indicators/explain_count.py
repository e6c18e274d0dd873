"""Opening one number of an indicator that counts heads: the people and facts behind it."""

from dataclasses import dataclass
from typing import Any

from application.indicators import people
from application.indicators.head_count import HeadCount
from application.indicators.marks import Behind, Cell
from application.indicators.people import MOST
from application.indicators.switches import ruled
from application.kernel.answering.query import Sight
from application.kernel.log.packing import Recorded


@dataclass(frozen=True, slots=True)
class ExplainCount:
    """The people behind a cell, each as often as the cell counts them.

    `after` is how many were already seen. `area` limits the people to a part of the city, for
    those who may see no others.
    """

    question: HeadCount
    cell: Cell
    area: str | None = None
    limit: int = MOST
    after: int = 0

    def answer(self, sight: Sight) -> dict[str, Any]:
        """Raises `CellUnknown`, `UnitUnknown` and what the indicator raises."""
        asked, definition = self.question.asked, self.question.definition
        everybody = [
            found
            for found in self.question.behind(sight, self.cell)
            if self.area is None or sight.units.covers(self.area, found.station)
        ]
        shown = everybody[self.after : self.after + self.limit]
        histories = sight.register.several(list({found.worker for found in shown}))
        seen = self.after + len(shown)
        return {
            "indicator": definition.name,
            "rule_set": definition.rule_set,
            "rules": ruled(self.question.switches, self.question.rules, asked, sight),
            **asked.shown(sight),
            "unit": self.cell.unit,
            "unit_name": sight.units[self.cell.unit].name,
            "group": self.cell.group,
            "column": self.cell.column,
            "category": self.cell.category,
            "count": len(everybody),
            "people": [self._person(found, histories[found.worker]) for found in shown],
            "next_after": seen if seen < len(everybody) else None,
        }

    def _person(self, found: Behind, history: list[Recorded]) -> dict[str, Any]:
        known = people.known(history, self.question.asked)
        decisive = dict.fromkeys(found.fact_versions, found.counted_as)
        return {
            "worker": str(found.worker),
            "name": people.name(known),
            "sex": found.sex,
            "birth_date": people.birth_date(known).isoformat(),
            "older": found.older,
            "station": found.station,
            "counted_as": found.counted_as,
            "facts": list(people.facts(known, decisive)),
        }
