"""The re-employment rate (江府[2003]43号 三(一)): who found work, of those who were without.

A person of the denominator is found by one look at the two clocks: the episode that holds on
the as-of date, and the first re-employment of the period. Whoever is unemployed on the as-of
date was so in the period; whoever left the ledger carries the day on which unemployment ended.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select

from application.indicators.definition import Definition, Words
from application.indicators.period import Asked
from application.indicators.switches import ruled
from application.indicators.targets import TargetBook, at_least, percent, shown
from application.indicators.units import GROUPS, Rollup, added, groups_of
from application.kernel.bitemporal.clocks import holds, known
from application.kernel.bitemporal.episodes import EPISODES
from application.kernel.query import Sight
from domain.policy.book import parameter
from domain.target.targets import OLDER_REEMPLOYMENT, REEMPLOYMENT
from domain.worker.pieces import REEMPLOYED
from domain.worker.vocabulary import CloseReason, Status

SWITCHES = ("denominator", "attribution", "age_at", "numerator", "older_male", "older_female")
_YEARS = 10_000

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
NOT_SUBTRACTED_UNCONFIRMED = CloseReason.WISH_WITHDRAWN


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule switches of one answer."""

    denominator: str
    attribution: str
    age_at: str
    numerator: str
    older_male: int
    older_female: int

    def shown(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in SWITCHES}


def rules_for(asked: Asked, switched: Mapping[str, str | int], sight: Sight) -> Rules:
    """The rules in force on the as-of date, with those that the question switches.

    Raises `ParameterUnknown`, `ParameterOutOfBounds`.
    """
    return Rules(**ruled(map(parameter, SWITCHES), switched, asked, sight))


def people(asked: Asked, rules: Rules) -> Subquery:
    """One row a person of the denominator: where counted, whether older and re-employed."""
    person = _persons(asked)
    hired = person.c.hired_on.is_not(None)
    day = func.coalesce(person.c.hired_on, asked.days[1])
    age_day = day if rules.age_at == "event" else asked.days[1]
    older_age = case((person.c.sex == "male", rules.older_male), else_=rules.older_female)
    by_event = func.coalesce(person.c.hired_at, person.c.station)
    at_work = person.c.status == Status.REEMPLOYED
    counts = hired if rules.numerator == "ever" else and_(hired, at_work)
    return (
        select(
            person.c.stream,
            person.c.sex,
            person.c.birth,
            (by_event if rules.attribution == "event" else person.c.station).label("station"),
            case((age_day - person.c.birth >= older_age * _YEARS, 1), else_=0).label("older"),
            case((counts, 1), else_=0).label("counts"),
            person.c.status,
            person.c.entered_by,
            person.c.unemployed_by,
            person.c.hired_on,
            person.c.hired_by,
        )
        .where(or_(hired, _without_work(person, asked, rules)))
        .subquery("people")
    )


def _persons(asked: Asked) -> Subquery:
    """Of each person the episode on the as-of date, and the first re-employment of the period.

    Each is at most one episode, so that one pass and one grouping find both.
    """
    e, (first, last) = EPISODES.c, asked.days
    now = holds(EPISODES, last)
    hired = and_(
        e.entered == REEMPLOYED,
        e.effective_from.between(first, last),
        or_(e.hired_before.is_(None), e.hired_before < first),
    )
    of_now = (
        "sex",
        "birth",
        "station",
        "status",
        "entered",
        "entered_by",
        "confirmed",
        "unemployed_until",
        "unemployed_by",
    )
    of_hire = {"hired_on": "effective_from", "hired_at": "station", "hired_by": "entered_by"}
    return (
        select(
            e.stream,
            *(func.max(case((now, e[name]))).label(name) for name in of_now),
            *(func.max(case((hired, e[name]))).label(label) for label, name in of_hire.items()),
        )
        .where(known(EPISODES, asked.known), e.counted, or_(now, hired))
        .group_by(e.stream)
        .subquery("persons")
    )


def _without_work(person: Subquery, asked: Asked, rules: Rules) -> ColumnElement[bool]:
    """In the denominator though not re-employed in the period (R4)."""
    p = person.c
    left = and_(p.status == Status.CLOSED, p.unemployed_until >= asked.days[0])
    if rules.denominator == "net":
        left = and_(left, p.entered == NOT_SUBTRACTED_UNCONFIRMED, p.confirmed.is_(False))
    return or_(p.status == Status.UNEMPLOYED, left)


def sums(found: Subquery) -> Select[Any]:
    """Persons and persons re-employed by station, sex and whether older."""
    by = (found.c.station, found.c.sex, found.c.older)
    return select(*by, func.sum(found.c.counts), func.count()).group_by(*by)


@dataclass(frozen=True, slots=True)
class ReemploymentRate:
    """The answer of contract §4. `rules` switches by name, e.g. {"denominator": "classic"}."""

    asked: Asked
    rules: Mapping[str, str | int] = field(default_factory=dict)

    def answer(self, sight: Sight) -> dict[str, Any]:
        rules = rules_for(self.asked, self.rules, sight)
        return {
            "indicator": DEFINITION.name,
            "rule_set": DEFINITION.rule_set,
            "rules": rules.shown(),
            **self.asked.shown(sight.position),
            "rows": list(self._rows(sight, rules)),
        }

    def _rows(self, sight: Sight, rules: Rules) -> Iterator[dict[str, Any]]:
        rollup = Rollup(sight.units, self.asked.level, self.asked.as_of)
        parts = (
            (station, group, (counts, persons))
            for station, sex, older, counts, persons in sight.connection.execute(
                sums(people(self.asked, rules))
            )
            for group in groups_of(sex, bool(older))
        )
        counted = added(parts, rollup)
        targets = TargetBook(sight, self.asked.as_of.year, self.asked.known)
        for unit in rollup.shown(unit for unit, _ in counted):
            for group in GROUPS:
                numerator, denominator = counted.get((unit.code, group), (0, 0))
                target = targets.rate(unit.code, TARGETED[group]) if group in TARGETED else None
                yield {
                    "unit": unit.code,
                    "unit_name": unit.name,
                    "group": group,
                    "numerator": numerator,
                    "denominator": denominator,
                    "rate": percent(numerator, denominator),
                    "target": shown(target),
                    "met": at_least(numerator, denominator, target),
                }
