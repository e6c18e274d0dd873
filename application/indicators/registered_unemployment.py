"""The registered urban unemployment rate, from reported figures (domain §4.1, §4.3 U1–U3)."""

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
from application.indicators.targets import TargetBook, percent, shown
from application.indicators.units import Rollup
from application.kernel.answering.query import Sight
from domain.figure.figures import EMPLOYED, Figure
from domain.policy.parameters import Parameter
from domain.target.targets import REGISTERED_UNEMPLOYMENT

EXACT, PUBLISHED = "exact", "published"
MET_BY = Parameter(
    "met_by", "是否达标按精确数还是公布数", EXACT, "", "JM-2003 R9", choices=(EXACT, PUBLISHED)
)

DEFINITION = Definition(
    name="registered-unemployment-rate",
    title=Words("城镇登记失业率", "Registered urban unemployment rate"),
    numerator=Words("期末城镇登记失业人数", "Registered unemployed at the end of the period"),
    denominator=Words(
        "期末从业人数与期末城镇登记失业人数之和"
        "（从业总数未报时，为单位、私营个体、社区及灵活三组之和）；"
        "全市未报而各市、区均已报时，为各市、区之和",
        "Employed and registered unemployed at the end of the period (without a reported total, "
        "employed are the three groups together, where all are reported); for the city, where it "
        "did not report and all its counties did, their sums",
    ),
    period=Words(
        "截止日或此前最近一个两数均已上报的期末",
        "The latest period end up to the as-of date for which both are reported",
    ),
    reference="江府[2003]43号 三(一)",
    rules=(MET_BY.name,),
)


@dataclass(frozen=True, slots=True)
class RegisteredUnemploymentRate:
    """One row a unit, null where not reported.

    `rules` may switch `met_by`: by exact numbers, or by the rate as published.
    """

    asked: Asked
    rules: Mapping[str, str | int] = field(default_factory=dict)

    figures: ClassVar[tuple[Figure, ...]] = (*EMPLOYED, Figure.REGISTERED_UNEMPLOYED)
    is_kept: ClassVar[bool] = True

    def answer(self, sight: Sight) -> dict[str, Any]:
        rules = ruled((MET_BY,), self.rules, self.asked, sight)
        return {
            "indicator": DEFINITION.name,
            "rule_set": DEFINITION.rule_set,
            "rules": rules,
            **self.asked.shown(sight),
            "rows": list(self._rows(sight, rules["met_by"])),
        }

    def _rows(self, sight: Sight, met_by: str) -> Iterator[dict[str, Any]]:
        asked = self.asked
        figures = ReportedFigures(sight, asked.as_of, asked.known)
        targets = TargetBook(sight, asked.as_of.year, asked.known)
        for unit in Rollup(sight.units, asked.level, asked.as_of).shown(()):
            best = figures.best(unit.code, self._find)
            unemployed, workforce = best.numbers if best else (None, None)
            target = targets.rate(unit.code, REGISTERED_UNEMPLOYMENT)
            yield {
                "unit": unit.code,
                "unit_name": unit.name,
                "group": ALL,
                "numerator": unemployed,
                "denominator": workforce,
                "rate": percent(unemployed or 0, workforce or 0),
                "target": shown(target),
                "met": _within(unemployed or 0, workforce or 0, target, met_by),
                "period_end": iso(best.days[0]) if best else None,
                "source": best and best.source,
                "parts_add_up": best and best.parts_add_up,
            }

    def _find(self, read: Reading) -> Finding | None:
        at_work, unemployed = read(employed), read(plain(Figure.REGISTERED_UNEMPLOYED))
        day = latest(at_work.keys() & unemployed.keys(), self.asked.days[1])
        if day is None:
            return None
        return Finding((day,), (unemployed[day], at_work[day] + unemployed[day]))


def _within(unemployed: int, workforce: int, target: Decimal | None, met_by: str) -> bool | None:
    """Whether the rate is within its target: 以内 includes the value (domain §8.9)."""
    published = percent(unemployed, workforce)
    if target is None or published is None:
        return None
    if met_by == PUBLISHED:
        return Decimal(published) <= target
    return 100 * unemployed <= target * workforce
