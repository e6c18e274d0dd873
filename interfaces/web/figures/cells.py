"""One number of an answer, as an address names it, and the question for the people behind it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.exceptions import HTTPException

from application.indicators.catalogue import INDICATORS
from application.indicators.explain import WHOLE, Explain
from application.indicators.explain_count import ExplainCount
from application.indicators.marks import Cell
from application.indicators.period import Asked
from application.indicators.switches import ALL, CATEGORY
from application.kernel.answering.query import Query
from domain.unit.units import Level, Unit
from interfaces.web.figures.asked import FiguresAsked
from interfaces.web.figures.tiles import RATE
from interfaces.web.visit import Visit
from interfaces.web.wording import Wording


@dataclass(frozen=True, slots=True)
class CellAsked:
    """`level` is that of the answer in which the unit has its row.

    `seen` is how many of the people pages before have shown, `after` the last of them where they
    are in the order of their ids.
    """

    indicator: str
    level: Level
    group: str
    column: str
    category: str
    after: UUID | None
    seen: int

    @property
    def parameters(self) -> dict[str, str]:
        given = {"level": self.level.value, "group": self.group, "column": self.column}
        return given | ({} if self.category == ALL else {"category": self.category})

    def unit_name(self, unit: Unit, words: Wording) -> str:
        """The unit's name; 本级 where only its own people count, who are in none below it."""
        if self.level is Level.COMMUNITY and unit.level is Level.STREET:
            return words.say("{unit}（本级）", unit=unit.name)
        return unit.name

    @property
    def path(self) -> str:
        return f"/figures/{self.indicator}/people"


def cell_asked(visit: Visit, asked: FiguresAsked, indicator: str) -> CellAsked:
    """Raises `HTTPException` 404 for an indicator without people, and for a page there is not."""
    if indicator != RATE and (indicator not in INDICATORS or not INDICATORS[indicator].counted):
        raise HTTPException(404)
    typed = visit.request.query_params
    try:
        after = UUID(typed["after"]) if typed.get("after") else None
        seen = int(typed.get("seen") or 0)
        level = Level(typed.get("level") or asked.unit.level)
    except ValueError:
        raise HTTPException(404) from None
    group, column = typed.get("group") or ALL, typed.get("column") or WHOLE
    return CellAsked(
        indicator, level, group, column, typed.get("category") or ALL, after, max(seen, 0)
    )


def people_of(
    cell: CellAsked, asked: FiguresAsked, area: str | None, limit: int
) -> Query[dict[str, Any]]:
    period, unit = asked.period, asked.unit.code
    of = Asked(period.as_of, period.since, asked.known_at, cell.level)
    indicator = INDICATORS[cell.indicator]
    rules = indicator.definition.rules
    switches = {name: value for name, value in asked.switches.items() if name in rules}
    if indicator.counted is None:
        return Explain(of, unit, cell.group, switches, area, limit, cell.after, cell.column)
    category = cell.category
    if CATEGORY.name in rules:
        switches[CATEGORY.name], category = category, ALL
    number = Cell(unit, cell.group, cell.column, category)
    return ExplainCount(indicator.counted(of, switches), number, area, limit, cell.seen)
