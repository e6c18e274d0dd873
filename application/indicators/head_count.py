"""The answer of an indicator that counts marks of people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import FromClause

from application.indicators.definition import Definition
from application.indicators.marks import Behind, Cell, behind, counted, shown_counts, tallied
from application.indicators.period import Asked
from application.indicators.switches import ALL, ruled
from application.indicators.units import GROUPS, Rollup
from application.kernel.answering.query import Sight
from domain.kernel.errors import DomainError, Refusal
from domain.policy.parameters import Parameter


class CellUnknown(DomainError):
    """`field` says what the answer does not have: unit, group, column or category."""

    code = "cell-unknown"
    sort = Refusal.MALFORMED


@dataclass(frozen=True, slots=True)
class HeadCount:
    """An answer of rows by unit and group. `rules` switches by name.

    `columns` says of which marks each column is the sum; `categories` are those with rows of
    their own.
    """

    asked: Asked
    rules: Mapping[str, str | int] = field(default_factory=dict)

    definition: ClassVar[Definition]
    switches: ClassVar[Sequence[Parameter]]
    columns: ClassVar[Mapping[str, Sequence[str]]]
    categories: ClassVar[Sequence[str]] = (ALL,)
    is_report: ClassVar[bool] = True

    def marks(self, rules: Mapping[str, Any]) -> FromClause:
        """Everything that is counted, as `marks.mark` selects it."""
        raise NotImplementedError

    def row(self, counts: Counter[str]) -> dict[str, Any]:
        return shown_counts(counts, self.columns)

    def answer(self, sight: Sight) -> dict[str, Any]:
        rules = ruled(self.switches, self.rules, self.asked, sight)
        return {
            "indicator": self.definition.name,
            "rule_set": self.definition.rule_set,
            "rules": rules,
            **self.asked.shown(sight),
            "rows": self._rows(sight, rules),
        }

    def _rows(self, sight: Sight, rules: Mapping[str, Any]) -> list[dict[str, Any]]:
        rollup = self._rollup(sight)
        tally = tallied(counted(sight.connection, self.marks(rules)), rollup)
        split = len(self.categories) > 1
        return [
            {"unit": unit.code, "unit_name": unit.name, "group": group}
            | ({"category": category} if split else {})
            | self.row(tally.get((unit.code, group, category), Counter()))
            for unit in rollup.shown(unit for unit, _, _ in tally)
            for group in GROUPS
            for category in self.categories
        ]

    def behind(self, sight: Sight, cell: Cell) -> list[Behind]:
        """The people and facts behind a cell of the answer: as many as the cell says.

        Raises `CellUnknown`, `UnitUnknown`.
        """
        rollup = self._rollup(sight)
        self._require(cell, rollup)
        marks = self.marks(ruled(self.switches, self.rules, self.asked, sight))
        return behind(sight.connection, marks, self.columns[cell.column], rollup, cell)

    def _rollup(self, sight: Sight) -> Rollup:
        return Rollup(sight.units, self.asked.level, self.asked.as_of)

    def _require(self, cell: Cell, rollup: Rollup) -> None:
        rows = rollup.rows_above(cell.unit)
        for name, known in (
            ("unit", rows),
            ("group", GROUPS),
            ("column", self.columns),
            ("category", self.categories),
        ):
            value = getattr(cell, name)
            if value not in known:
                refusal = CellUnknown(known=list(known), **{name: value})
                refusal.field = name
                raise refusal
