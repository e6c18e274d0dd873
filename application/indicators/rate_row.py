"""The people whom one row of the re-employment rate counts: of a unit and a group."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from application.indicators.period import Asked
from application.indicators.reemployed_people import Rules, people
from application.indicators.units import GROUPS, Rollup
from domain.kernel.errors import DomainError, Refusal
from domain.unit.units import Level, UnitTree


class GroupUnknown(DomainError):
    code = "group-unknown"
    sort = Refusal.MALFORMED
    field = "group"


@dataclass(frozen=True, slots=True)
class RateRow:
    """`area` limits the people to a part of the city, for those who may see no others."""

    asked: Asked
    unit: str
    group: str = "all"
    area: str | None = None

    def people(self, rules: Rules, tree: UnitTree) -> Select[Any]:
        """One row a person, as `reemployed_people.people` has them.

        Raises `UnitUnknown`, `GroupUnknown`.
        """
        if self.group not in GROUPS:
            raise GroupUnknown(group=self.group, known=list(GROUPS))
        stations = self._stations(tree)
        everybody = people(self.asked, rules, stations if len(stations) < len(tree) else None)
        conditions: list[ColumnElement[bool]] = [everybody.c.station.in_(stations)]
        if self.group.startswith("older"):
            conditions.append(everybody.c.older == 1)
        if self.group.endswith("male"):
            conditions.append(everybody.c.sex == self.group.removeprefix("older_"))
        return select(everybody).where(*conditions)

    def _stations(self, tree: UnitTree) -> list[str]:
        """The stations whose people the unit's row counts, within the area."""
        rollup = Rollup(tree, self._level(tree), self.asked.as_of)
        mine = (code for code in tree.units if self.unit in rollup.rows_above(code))
        return [code for code in mine if self.area is None or tree.covers(self.area, code)]

    def _level(self, tree: UnitTree) -> Level:
        """The level of the row: asked for communities, a street's row is its own people."""
        level = tree[self.unit].level
        own_people = self.asked.level is Level.COMMUNITY and level is Level.STREET
        return Level.COMMUNITY if own_people else level
