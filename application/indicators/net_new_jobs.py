"""New jobs from reported figures: three measures that are never mixed (domain §4.1, J1–J2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from application.indicators.definition import Definition, Words
from application.indicators.figures import (
    Finding,
    Reading,
    ReportedFigures,
    employed,
    iso,
    latest,
    plain,
)
from application.indicators.period import Asked
from application.indicators.switches import ALL, ruled
from application.indicators.targets import TargetBook
from application.indicators.units import Rollup
from application.kernel.answering.query import Sight
from domain.figure.figures import EMPLOYED, Figure
from domain.target.targets import NET_NEW_JOBS

DEFINITION = Definition(
    name="net-new-jobs",
    title=Words("净增就业岗位", "Net new jobs"),
    numerator=Words(
        "净增：期末从业人数－期初从业人数（目标对照此数）。另列：累计新就业人数；"
        "新增：累计新就业人数－自然减员（两者须为同一批报告期）。三者不得混用",
        "Net: employed at the end − employed at the start (the target is on this). Apart from it: "
        "cumulative newly employed; new: newly employed − natural attrition, where both are "
        "reported for the same periods. Never mixed",
    ),
    denominator=Words("不适用：只有人数", "Not applicable: numbers of persons only"),
    period=Words(
        "1月1日至截止日（含）；期末为期内最近一个上报日，期初为期前最近一个上报日",
        "1 January to the as-of date; end: the latest reported day in it; start: the latest before",
    ),
    reference="江府[2003]43号 三(一)、劳社部发[2004]9号",
)


@dataclass(frozen=True, slots=True)
class NetNewJobs:
    """One row a unit: `net`, `newly_employed`, `new`, each null where not reported."""

    asked: Asked
    rules: Mapping[str, str | int] = field(default_factory=dict)

    figures: ClassVar[tuple[Figure, ...]] = (
        *EMPLOYED,
        Figure.NEWLY_EMPLOYED,
        Figure.NATURAL_ATTRITION,
    )
    is_kept: ClassVar[bool] = True

    def answer(self, sight: Sight) -> dict[str, Any]:
        return {
            "indicator": DEFINITION.name,
            "rule_set": DEFINITION.rule_set,
            "rules": ruled((), self.rules, self.asked, sight),
            **self.asked.shown(sight),
            "rows": list(self._rows(sight)),
        }

    def _rows(self, sight: Sight) -> Iterator[dict[str, Any]]:
        asked = self.asked
        figures = ReportedFigures(sight, asked.as_of, asked.known)
        targets = TargetBook(sight, asked.as_of.year, asked.known)
        for unit in Rollup(sight.units, asked.level, asked.as_of).shown(()):
            yield {
                "unit": unit.code,
                "unit_name": unit.name,
                "group": ALL,
                **self._net(figures, unit.code, targets.own(unit.code, NET_NEW_JOBS)),
                **self._gross(figures, unit.code),
            }

    def _net(self, figures: ReportedFigures, unit: str, target: Decimal | None) -> dict[str, Any]:
        best = figures.best(unit, self._at_end_and_start)
        at_end, at_start = best.numbers if best else (None, None)
        net = best.numbers[0] - best.numbers[1] if best else None
        return {
            "start_on": iso(best.days[1]) if best else None,
            "end_on": iso(best.days[0]) if best else None,
            "employed_at_start": at_start,
            "employed_at_end": at_end,
            "net": net,
            "target": None if target is None else f"{target.normalize():f}",
            "met": None if net is None or target is None else net >= target,
            "source": best and best.source,
            "parts_add_up": best and best.parts_add_up,
        }

    def _at_end_and_start(self, read: Reading) -> Finding | None:
        at_work, (first, last) = read(employed), self.asked.days
        end, start = latest(at_work, last, since=first), latest(at_work, first - 1)
        if end is None or start is None:
            return None
        return Finding((end, start), (at_work[end], at_work[start]))

    def _gross(self, figures: ReportedFigures, unit: str) -> dict[str, Any]:
        newly = figures.best(unit, self._over_periods(Figure.NEWLY_EMPLOYED))
        left = figures.best(unit, self._over_periods(Figure.NATURAL_ATTRITION))
        alike = newly and left and (newly.days, newly.source) == (left.days, left.source)
        return {
            "newly_employed": newly.numbers[0] if newly else None,
            "natural_attrition": left.numbers[0] if left else None,
            "new": newly.numbers[0] - left.numbers[0] if newly and left and alike else None,
            "newly_employed_source": newly and newly.source,
            "periods": [iso(day) for day in reversed(newly.days)] if newly else [],
        }

    def _over_periods(self, figure: Figure) -> "_OverPeriods":
        return _OverPeriods(figure, *self.asked.days)


@dataclass(frozen=True, slots=True)
class _OverPeriods:
    """Adds up a figure over the reported periods that ended in [first, last]."""

    figure: Figure
    first: int
    last: int

    def __call__(self, read: Reading) -> Finding | None:
        series = read(plain(self.figure))
        days = sorted((day for day in series if self.first <= day <= self.last), reverse=True)
        return Finding(tuple(days), (sum(series[day] for day in days),)) if days else None
