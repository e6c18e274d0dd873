"""目标完成情况: every target beside what was reached, over time and by unit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from application.indicators.compared_periods import ComparedPeriods
from application.indicators.completion_lines import Line, Lines
from application.indicators.course import Courses, courses_of
from application.indicators.period import Asked
from application.indicators.reemployed_people import SWITCHES, rules_for
from application.indicators.reemployment_rate import TARGETED
from application.indicators.registered_unemployment import MET_BY
from application.indicators.reported_targets import Reported, net_new_jobs_of, unemployment_of
from application.indicators.reporting_periods import ReportingPeriod
from application.indicators.targets import TargetBook
from application.indicators.units import Rollup, deepest_shown
from application.kernel.answering.query import Sight

Switches = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Board:
    """The answer. `rules` are those it was counted by, `usual` those that hold unless switched.

    `position` is the last fact that it has seen, recorded at `last_recorded` (None on a ledger
    without facts).
    """

    period: ReportingPeriod
    known_at: datetime | None
    rules: Mapping[str, Any]
    usual: Mapping[str, Any]
    total: Line
    lines: Sequence[Line]
    net_new_jobs: Reported
    unemployment: Reported
    courses: Courses
    small_group: int
    near_percent: int
    position: int
    last_recorded: datetime | None


@dataclass(frozen=True, slots=True)
class TargetCompletion:
    """How far a unit and the units below it have come. `opened` are those shown with theirs.

    Raises `UnitUnknown`, `ParameterUnknown`, `ParameterOutOfBounds`.
    """

    period: ReportingPeriod
    unit: str
    known_at: datetime | None = None
    rules: Switches = field(default_factory=dict)
    opened: Collection[str] = ()

    is_kept: ClassVar[bool] = True

    def answer(self, sight: Sight) -> Board:
        unit, period = sight.units[self.unit], self.period
        asked = Asked(period.as_of, period.since, self.known_at, unit.level)
        rules = rules_for(asked, self._switched(SWITCHES), sight)
        unemployment = unemployment_of(
            unit.code, period, asked, self._switched((MET_BY.name,)), sight
        )
        policy = sight.policy(asked.known)
        near_percent = policy.number("near_target_percent", period.as_of)
        places = Rollup(sight.units, deepest_shown(sight.units, unit, self.opened), period.as_of)
        compared = ComparedPeriods(sight, period, self.known_at, rules)
        parts = list(compared.parts(period.beside, TARGETED.keys(), places))
        targets = TargetBook(sight, period.as_of.year, asked.known)
        lines = Lines(parts, len(period.beside), targets, period.as_of, near_percent)
        return Board(
            period=period,
            known_at=self.known_at,
            rules={**rules.shown(), **unemployment.rules},
            usual={**rules_for(asked, {}, sight).shown(), MET_BY.name: MET_BY.opening},
            total=lines.of(unit),
            lines=list(lines.below(unit, self.opened)),
            net_new_jobs=net_new_jobs_of(unit.code, period, asked, sight),
            unemployment=unemployment,
            courses=courses_of(unit, asked, compared, sight),
            small_group=policy.number("small_group", period.as_of),
            near_percent=near_percent,
            position=sight.position,
            last_recorded=sight.register.recorded_at(sight.position),
        )

    def _switched(self, names: Collection[str]) -> Switches:
        return {name: value for name, value in self.rules.items() if name in names}
