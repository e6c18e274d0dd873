"""What a number of heads is made of: one unit by group and category, and the units below it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from application.indicators.head_count import HeadCount
from application.indicators.marks import counted, tallied
from application.indicators.switches import ALL, ruled
from application.indicators.units import Rollup, level_below
from application.kernel.answering.query import Sight
from domain.unit.units import Level, Unit

Numbers = Mapping[str, Any]
"""The columns of the indicator's rows."""


@dataclass(frozen=True, slots=True)
class Below:
    """A unit right below the one asked for; `own`: its own people, in none of the units below."""

    unit: Unit
    level: Level
    own: bool
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Composed:
    """`of` has the numbers of the unit by (group, category); those that are absent are all 0."""

    rules: Mapping[str, Any]
    of: Mapping[tuple[str, str], Numbers]
    none: Numbers
    below: Sequence[Below]
    position: int

    def numbers(self, group: str, category: str) -> Numbers:
        return self.of.get((group, category), self.none)


@dataclass(frozen=True, slots=True)
class Composition:
    """`group` and `category` say of whom the units below are told.

    Raises `UnitUnknown` and what the question raises.
    """

    question: HeadCount
    unit: str
    group: str = ALL
    category: str = ALL

    is_report: ClassVar[bool] = True

    def answer(self, sight: Sight) -> Composed:
        question, unit = self.question, sight.units[self.unit]
        rules = ruled(question.switches, question.rules, question.asked, sight)
        marks = counted(sight.connection, question.marks(rules))
        tally = tallied(marks, Rollup(sight.units, unit.level, question.asked.as_of))
        return Composed(
            rules=rules,
            of={
                (group, category): question.row(counts)
                for (code, group, category), counts in tally.items()
                if code == unit.code
            },
            none=question.row(Counter()),
            below=list(self._below(sight, unit, marks)),
            position=sight.position,
        )

    def _below(self, sight: Sight, unit: Unit, marks: Sequence[Any]) -> list[Below]:
        level = level_below(unit.level)
        if level is None:
            return []
        rollup = Rollup(sight.units, level, self.question.asked.as_of)
        tally = tallied(marks, rollup)
        return [
            Below(
                found, level, own, self._numbers(tally.get((found.code, self.group, self.category)))
            )
            for found, own in rollup.below(unit, {code for code, _, _ in tally})
        ]

    def _numbers(self, counts: Counter[str] | None) -> Numbers:
        return self.question.row(counts or Counter())
