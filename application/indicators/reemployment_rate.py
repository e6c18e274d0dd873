"""The re-employment rate (江府[2003]43号 三(一)): who found work, of those who were without."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from sqlalchemy import Select

from application.indicators.definition import Definition, Words
from application.indicators.period import Asked
from application.indicators.reemployed_people import SWITCHES, Rules, people, rules_for, sums
from application.indicators.targets import TargetBook, at_least, percent, shown
from application.indicators.units import GROUPS, Rollup, added, groups_of
from application.kernel.answering.query import Sight
from domain.target.targets import OLDER_REEMPLOYMENT, REEMPLOYMENT

DEFINITION = Definition(
    name="reemployment-rate",
    title=Words("下岗失业人员再就业率", "Re-employment rate of laid-off and unemployed persons"),
    numerator=Words(
        "报告期内至少一次实现再就业的人数（每人只计一次；“在岗”口径只计期末仍在岗者）",
        "Persons with at least one re-employment effective in the period, each once "
        "(“current”: those of them in work on the as-of date)",
    ),
    denominator=Words(
        "期初结存的失业人员与期内新增失业人员之和，减去再就业前因死亡、退休、出境、迁出、参军、服刑、"
        "丧失劳动能力而退出者（撤回就业意愿须经上级确认；“毛”口径不减）",
        "Persons unemployed at the end of the day before the period or entering in it, less those "
        "who left before any re-employment (a withdrawn wish once confirmed; “classic”: none less)",
    ),
    period=Words("1月1日至截止日（含）", "1 January to the as-of date inclusive"),
    reference="江府[2003]43号 三(一)",
    rules=SWITCHES,
)
TARGETED = {"all": REEMPLOYMENT, "older": OLDER_REEMPLOYMENT}


@dataclass(frozen=True, slots=True)
class ReemploymentRate:
    """The answer of contract §4. `rules` switches by name, e.g. {"denominator": "classic"}."""

    asked: Asked
    rules: Mapping[str, str | int] = field(default_factory=dict)

    is_report: ClassVar[bool] = True

    def answer(self, sight: Sight) -> dict[str, Any]:
        rules = rules_for(self.asked, self.rules, sight)
        return {
            "indicator": DEFINITION.name,
            "rule_set": DEFINITION.rule_set,
            "rules": rules.shown(),
            **self.asked.shown(sight),
            "rows": list(self._rows(sight, rules)),
        }

    def _rows(self, sight: Sight, rules: Rules) -> Iterator[dict[str, Any]]:
        rollup = Rollup(sight.units, self.asked.level, self.asked.as_of)
        parts = (
            (station, group, (counts, persons))
            for station, sex, older, counts, persons in sight.connection.execute(
                _sums(self.asked, rules)
            ).all()
            for group in groups_of(sex, bool(older))
        )
        counted = added(parts, rollup)
        targets = TargetBook(sight, self.asked.as_of.year, self.asked.known)
        for unit in rollup.shown(unit for unit, _ in counted):
            code, name = unit.code, unit.name
            for group in GROUPS:
                numerator, denominator = counted.get((code, group), (0, 0))
                target = targets.rate(code, TARGETED[group]) if group in TARGETED else None
                yield {
                    "unit": code,
                    "unit_name": name,
                    "group": group,
                    "numerator": numerator,
                    "denominator": denominator,
                    "rate": percent(numerator, denominator),
                    "target": shown(target),
                    "met": at_least(numerator, denominator, target),
                }


@lru_cache(maxsize=64)
def _sums(asked: Asked, rules: Rules) -> Select[Any]:
    return sums(people(asked, rules))
