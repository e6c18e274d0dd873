"""Opening a figure: the people behind it, the facts that put them there, and the rule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Subquery, func, select

from application.indicators import people as told
from application.indicators.head_count import CellUnknown
from application.indicators.people import MOST
from application.indicators.period import Asked
from application.indicators.rate_row import RateRow
from application.indicators.reemployed_people import Rules, rules_for
from application.indicators.reemployment_rate import DEFINITION
from application.indicators.targets import percent
from application.kernel.answering.query import Sight
from application.kernel.log.packing import Recorded
from domain.kernel.calendar import age_on, day_of
from domain.unit.units import UnitTree
from domain.worker import events
from domain.worker.vocabulary import Status

_TELLING = (
    *told.CONTEXT,
    events.EmploymentStarted,
    events.EmploymentEnded,
    events.CaseClosed,
    events.CaseReopened,
)

WHOLE, NUMERATOR, WITHOUT_WORK = PARTS = ("denominator", "numerator", "without_work")


@dataclass(frozen=True, slots=True)
class Explain:
    """The people behind one row of the re-employment rate, in order of their UUID.

    `after` is the UUID of the last person already seen; recounting the whole list gives the
    figure. `area` limits the people to a part of the city, for those who may see no others, and
    `part` to those in the numerator, or only in the denominator.
    """

    asked: Asked
    unit: str
    group: str = "all"
    rules: Mapping[str, str | int] = field(default_factory=dict)
    area: str | None = None
    limit: int = MOST
    after: UUID | None = None
    part: str = WHOLE

    def answer(self, sight: Sight) -> dict[str, Any]:
        """Raises `UnitUnknown`, `GroupUnknown`, `CellUnknown` and what the indicator raises."""
        self._require()
        rules = rules_for(self.asked, self.rules, sight)
        found = self._found(sight.units, rules)
        page = select(found).order_by(found.c.stream).limit(self.limit + 1)
        if self.after:
            page = page.where(found.c.stream > self.after)
        if self.part != WHOLE:
            page = page.where(found.c.counts == int(self.part == NUMERATOR))
        rows = sight.connection.execute(page).all()
        shown = rows[: self.limit]
        whole = rows[0] if rows else self._whole(sight, found)
        numerator, denominator = whole.numerator, whole.denominator
        return {
            "indicator": DEFINITION.name,
            "rule_set": DEFINITION.rule_set,
            "rules": rules.shown(),
            **self.asked.shown(sight),
            "unit": self.unit,
            "unit_name": sight.units[self.unit].name,
            "group": self.group,
            "numerator": numerator,
            "denominator": denominator,
            "rate": percent(numerator, denominator),
            "people": list(self._people(sight, rules, shown)),
            "next_after": str(shown[-1].stream) if len(rows) > self.limit else None,
        }

    def _found(self, tree: UnitTree, rules: Rules) -> Subquery:
        counted = RateRow(self.asked, self.unit, self.group, self.area).people(rules, tree)
        c = counted.selected_columns
        # Both sums stand in every row, so that one pass over the ledger finds page and figure.
        return counted.add_columns(
            func.sum(c.counts).over().label("numerator"), func.count().over().label("denominator")
        ).subquery("found")

    def _require(self) -> None:
        if self.part not in PARTS:
            refusal = CellUnknown(column=self.part, known=list(PARTS))
            refusal.field = "column"
            raise refusal

    def _whole(self, sight: Sight, found: Any) -> Any:
        """The figure, where no person is left to be shown."""
        sums = (func.coalesce(func.sum(found.c.counts), 0).label("numerator"),)
        return sight.connection.execute(
            select(*sums, func.count().label("denominator")).select_from(found)
        ).one()

    def _people(
        self, sight: Sight, rules: Rules, rows: Iterable[Row[Any]]
    ) -> Iterator[dict[str, Any]]:
        rows = list(rows)
        histories = sight.register.several([row.stream for row in rows], _TELLING)
        for row in rows:
            yield self._person(row, rules, histories[row.stream])

    def _person(self, row: Row[Any], rules: Rules, history: list[Recorded]) -> dict[str, Any]:
        hired = None if row.hired_on is None else day_of(row.hired_on)
        aged_on = hired if hired and rules.age_at == "event" else self.asked.as_of
        known = told.known(history, self.asked)
        return {
            "worker": str(row.stream),
            "name": told.name(known),
            "sex": row.sex,
            "birth_date": day_of(row.birth).isoformat(),
            "age": age_on(day_of(row.birth), aged_on),
            "older": bool(row.older),
            "station": row.station,
            "status": row.status,
            "in_numerator": bool(row.counts),
            "reemployed_on": hired and hired.isoformat(),
            "rule": _rule(row, hired),
            "facts": list(told.facts(known, _decisive(row))),
        }


def _rule(row: Row[Any], hired: date | None) -> str:
    """Which rules of JM-2003 put a person into the figure."""
    if hired:
        return "JM-2003 R3, R5, R6"
    return "JM-2003 R4" if row.status == Status.UNEMPLOYED else "JM-2003 R4 (classic)"


def _decisive(row: Row[Any]) -> dict[int, str]:
    """The facts that put the person into the figure, by version, each with its part in it."""
    decisive = {row.unemployed_by: "unemployed", row.hired_by: "reemployed"}
    if row.status == Status.CLOSED:
        decisive[row.entered_by] = "left"
    return decisive
