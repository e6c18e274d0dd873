"""Why a figure changed: who entered or left it between two questions, and by which facts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Integer, func, literal, select, union_all
from sqlalchemy import cast as sql_cast

from application.indicators import people as told
from application.indicators.change_causes import AGE, RULES, UNITS, Cause, Causes
from application.indicators.measured import Measured, rate_of
from application.indicators.people import MOST
from application.indicators.period import Asked
from application.indicators.rate_row import RateRow
from application.indicators.reemployed_people import Rules, rules_for
from application.kernel.answering.query import Sight
from application.kernel.bitemporal import episodes
from application.kernel.log.packing import Recorded

IN_NEITHER, IN_DENOMINATOR, IN_NUMERATOR = range(3)
_DECIDING = episodes.MODEL.follows


@dataclass(frozen=True, slots=True)
class Side:
    """The figure as one of the two questions has it."""

    asked: Asked
    rules: Mapping[str, Any]
    rate: Measured


@dataclass(frozen=True, slots=True)
class Changed:
    """A person who entered or left; `numerator` and `denominator` are +1, 0 or −1."""

    worker: UUID
    name: str
    numerator: int
    denominator: int
    cause: Cause


class Sum(NamedTuple):
    """What one kind of cause did, over all people."""

    kind: str
    people: int
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Change:
    """`people` are those of one page, of `count`; what all of them changed is the difference.

    `causes` are their sums.
    """

    before: Side
    after: Side
    causes: Sequence[Sum]
    people: Sequence[Changed]
    count: int
    position: int


@dataclass(frozen=True, slots=True)
class ExplainChange:
    """The same row of the rate asked twice, by other days or other moments of knowledge.

    `seen` of the people are left out, as already shown. Raises what `Explain` raises.
    """

    before: Asked
    after: Asked
    unit: str
    group: str = "all"
    rules: Mapping[str, str | int] = field(default_factory=dict)
    area: str | None = None
    limit: int = MOST
    seen: int = 0

    def answer(self, sight: Sight) -> Change:
        rules = [rules_for(asked, self.rules, sight) for asked in (self.before, self.after)]
        rows = self._rows(sight, rules)
        changed = self._changed(sight, rules, [row for row in rows if row.before != row.after])
        before, after = (
            Side(asked, ruled.shown(), _rate(row[place] for row in rows))
            for asked, ruled, place in zip((self.before, self.after), rules, (1, 2), strict=True)
        )
        return Change(
            before,
            after,
            causes=_summed(changed),
            people=changed[self.seen : self.seen + self.limit],
            count=len(changed),
            position=sight.position,
        )

    def _rows(self, sight: Sight, rules: Sequence[Rules]) -> Sequence[Any]:
        """(stream, before, after) of everybody who is in one of the figures at least.

        Each is `IN_NEITHER`, `IN_DENOMINATOR` or `IN_NUMERATOR`.
        """
        asked = (self.before, self.after)
        sides = []
        for side, (each, ruled) in enumerate(zip(asked, rules, strict=True)):
            row = RateRow(each, self.unit, self.group, self.area)
            people = row.people(ruled, sight.units).subquery(f"side_{side}")
            there = IN_DENOMINATOR + people.c.counts
            before, after = (there, literal(0)) if side == 0 else (literal(0), there)
            sides.append(
                select(
                    people.c.stream,
                    sql_cast(before, Integer).label("before"),
                    sql_cast(after, Integer).label("after"),
                )
            )
        both = union_all(*sides).subquery("both").c
        before, after = func.max(both.before), func.max(both.after)
        stands = select(both.stream, before.label("before"), after.label("after"))
        return sight.connection.execute(stands.group_by(both.stream)).all()

    def _changed(self, sight: Sight, rules: Sequence[Rules], rows: Sequence[Any]) -> list[Changed]:
        """In the order of their causes, then of their names."""
        causes = Causes(self.before, self.after, self._without_facts(rules))
        histories = sight.register.several([row.stream for row in rows], _DECIDING)
        found = [self._person(row, histories[row.stream], causes) for row in rows]
        return sorted(found, key=lambda each: (each.cause.kind, each.name, each.worker))

    def _person(self, row: Any, history: Sequence[Recorded], causes: Causes) -> Changed:
        return Changed(
            row.stream,
            told.name(history),
            int(row.after == IN_NUMERATOR) - int(row.before == IN_NUMERATOR),
            int(row.after > IN_NEITHER) - int(row.before > IN_NEITHER),
            causes.of(history),
        )

    def _without_facts(self, rules: Sequence[Rules]) -> str:
        """Why a person changed of whom nothing came between."""
        if rules[0] != rules[1]:
            return RULES
        return AGE if self.group.startswith("older") else UNITS


def _rate(stands: Iterable[int]) -> Measured:
    """The figure from how everybody stands to it."""
    counted = Counter(stands)
    numerator = counted[IN_NUMERATOR]
    return rate_of(numerator, numerator + counted[IN_DENOMINATOR])


def _summed(changed: Iterable[Changed]) -> list[Sum]:
    sums: dict[str, Sum] = {}
    for each in changed:
        kind = each.cause.kind
        people, numerator, denominator = sums.get(kind, Sum(kind, 0, 0, 0))[1:]
        sums[kind] = Sum(
            kind, people + 1, numerator + each.numerator, denominator + each.denominator
        )
    return sorted(sums.values(), key=lambda each: (-each.people, each.kind))
