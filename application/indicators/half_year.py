"""The table that each government sends in for a half-year (江府[2003]43号 三(二)末): every
indicator of the responsibility system, for a unit and the units below it.

People are counted in the rows, and a total is the sum of its rows. What is reported from outside
stands in the total as it was reported for the unit itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from application.indicators.certificates import ISSUED, STOCK_END, Certificates
from application.indicators.head_count import HeadCount
from application.indicators.net_new_jobs import NetNewJobs
from application.indicators.period import Asked
from application.indicators.reemployment_rate import ReemploymentRate
from application.indicators.registered_unemployment import RegisteredUnemploymentRate
from application.indicators.stock_and_flow import (
    CLOSING,
    MOVED_IN,
    MOVED_OUT,
    OPENING,
    UNMOVED_IN,
    UNMOVED_OUT,
    StockAndFlow,
)
from application.indicators.switches import ALL
from application.indicators.targets import TargetBook
from application.indicators.training import PLACED, Training
from application.kernel.answering.query import Sight
from domain.target.targets import NET_NEW_JOBS, OLDER_REEMPLOYMENT, REEMPLOYMENT
from domain.training.trainings import Outcome
from domain.unit.units import Level

OLDER = "older"
_COUNTED: Mapping[type[HeadCount], Mapping[str, str]] = {
    Certificates: {"issued": ISSUED, "held": STOCK_END},
    Training: {"completed": Outcome.COMPLETED.value, "placed": PLACED},
    StockAndFlow: {
        "opening": OPENING,
        "inflow": UNMOVED_IN,
        "outflow": UNMOVED_OUT,
        "moved_in": MOVED_IN,
        "moved_out": MOVED_OUT,
        "closing": CLOSING,
    },
}
PEOPLE = (
    *("denominator", "numerator", "older_denominator", "older_numerator"),
    *("issued", "held", "completed", "placed"),
    *("opening", "inflow", "outflow", "moved", "closing"),
)
"""Numbers of people. `inflow` and `outflow` are without moves, `moved` is moved in less moved
out: within one unit moves take from one what they give to another, so all of these add up, and
opening + inflow − outflow + moved = closing."""
REPORTED = ("net", "unemployed", "workforce")
"""Numbers reported from outside; None where they were not."""

Counts = dict[str, int | None]


class Line(NamedTuple):
    """A row: what was counted, by the names of `PEOPLE` and `REPORTED`, and the year's targets.

    `rate_target`, `older_rate_target` are in percent, `net_target` in jobs.
    """

    unit: str
    name: str
    counts: Mapping[str, int | None]
    rate_target: Decimal | None
    older_rate_target: Decimal | None
    net_target: Decimal | None


class Summary(NamedTuple):
    """`total` is that of the unit that was asked for, `lines` are those of the units below it.

    `rules` are those of the re-employment rate; of fewer than `small_group` a rate says little.
    """

    total: Line
    lines: Sequence[Line]
    rules: Mapping[str, Any]
    small_group: int
    position: int


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The table for a unit; `period` carries the days and what was known.

    Its level is not looked at: the rows are the units below. Raises `UnitUnknown`.
    """

    unit: str
    period: Asked

    is_report: ClassVar[bool] = True

    def answer(self, sight: Sight) -> Summary:
        unit = sight.units[self.unit]
        asked = replace(self.period, level=level_below(unit.level))
        rates = ReemploymentRate(asked).answer(sight)
        people = _people(asked, rates["rows"], sight)
        reported = _reported(asked, sight)
        if unit.level is not Level.CITY:
            reported |= _reported(replace(asked, level=unit.level), sight)
        below = [code for code in sorted(people) if self._is_below(code, sight)]
        total = {name: sum(people[code][name] for code in below) for name in PEOPLE}
        book = _Book(sight, asked, reported)
        return Summary(
            total=book.line(unit.code, total),
            lines=[book.line(code, people[code]) for code in below],
            rules=rates["rules"],
            small_group=sight.policy(asked.known).number("small_group", asked.as_of),
            position=sight.position,
        )

    def _is_below(self, code: str, sight: Sight) -> bool:
        """A county's or a street's own people, in no unit below it, have a row of its name.

        What lay below a unit that has ended lies below its successor.
        """
        above = sight.units.path(code, self.period.as_of).values()
        return self.unit in above and code != sight.units.city.code


def level_below(level: Level) -> Level:
    """Communities have nothing below them: their table is one of one row."""
    levels = list(Level)
    return levels[min(levels.index(level) + 1, len(levels) - 1)]


def _people(
    asked: Asked, rates: Iterable[Mapping[str, Any]], sight: Sight
) -> Mapping[str, Counter[str]]:
    """What was counted of people, by unit."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rates:
        if row["group"] in (ALL, OLDER):
            before = "" if row["group"] == ALL else "older_"
            found[row["unit"]][f"{before}denominator"] = row["denominator"]
            found[row["unit"]][f"{before}numerator"] = row["numerator"]
    for question, columns in _COUNTED.items():
        for row in question(asked).answer(sight)["rows"]:
            if row["group"] == ALL and row.get("category", ALL) == ALL:
                found[row["unit"]].update({name: row[column] for name, column in columns.items()})
    for counts in found.values():
        counts["moved"] = counts["moved_in"] - counts["moved_out"]
    return found


def _reported(asked: Asked, sight: Sight) -> dict[str, Counts]:
    """What was reported from outside, by unit."""
    found: dict[str, Counts] = defaultdict(dict)
    for row in NetNewJobs(asked).answer(sight)["rows"]:
        found[row["unit"]]["net"] = row["net"]
    for row in RegisteredUnemploymentRate(asked).answer(sight)["rows"]:
        found[row["unit"]] |= {"unemployed": row["numerator"], "workforce": row["denominator"]}
    return dict(found)


class _Book:
    """Puts lines together from counts, reports, names and targets."""

    def __init__(self, sight: Sight, asked: Asked, reported: Mapping[str, Counts]) -> None:
        self._units = sight.units
        self._targets = TargetBook(sight, asked.as_of.year, asked.known)
        self._reported = reported

    def line(self, code: str, people: Mapping[str, int]) -> Line:
        reported = self._reported.get(code, {})
        return Line(
            unit=code,
            name=self._units[code].name,
            counts={name: people[name] for name in PEOPLE}
            | {name: reported.get(name) for name in REPORTED},
            rate_target=self._targets.rate(code, REEMPLOYMENT),
            older_rate_target=self._targets.rate(code, OLDER_REEMPLOYMENT),
            net_target=self._targets.own(code, NET_NEW_JOBS),
        )
