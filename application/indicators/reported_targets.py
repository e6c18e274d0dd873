"""The targets that rest on figures from outside: net new jobs, registered unemployment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from application.indicators.measured import Measured
from application.indicators.net_new_jobs import NetNewJobs
from application.indicators.period import Asked
from application.indicators.registered_unemployment import RegisteredUnemploymentRate
from application.indicators.reporting_periods import ReportingPeriod
from application.kernel.answering.query import Query, Sight

Row = Mapping[str, Any]
_NOTHING: Row = dict.fromkeys(
    ("net", "numerator", "denominator", "target", "met", "end_on", "period_end")
)
"""The row of a unit that has ended by the day: its successor has one in its place."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure now and a year before; `on` is the day that was reported, by `rules`."""

    now: Measured
    a_year_before: Measured
    on: str | None
    rules: Mapping[str, Any] = field(default_factory=dict)


def net_new_jobs_of(unit: str, period: ReportingPeriod, asked: Asked, sight: Sight) -> Reported:
    now, then = (
        _row(NetNewJobs(each), unit, sight) for each in (asked, _a_year_before(period, asked))
    )
    return Reported(_jobs(now), _jobs(then), now["end_on"])


def unemployment_of(
    unit: str,
    period: ReportingPeriod,
    asked: Asked,
    switches: Mapping[str, str | int],
    sight: Sight,
) -> Reported:
    """Raises `ParameterOutOfBounds`."""
    then = _row(RegisteredUnemploymentRate(_a_year_before(period, asked)), unit, sight)
    answer = RegisteredUnemploymentRate(asked, switches).answer(sight)
    now = _row_of(unit, answer)
    return Reported(_unemployment(now), _unemployment(then), now["period_end"], answer["rules"])


def _a_year_before(period: ReportingPeriod, asked: Asked) -> Asked:
    past = period.year_before
    return replace(asked, as_of=past.as_of, since=past.since)


def _row(question: Query[dict[str, Any]], unit: str, sight: Sight) -> Row:
    return _row_of(unit, question.answer(sight))


def _row_of(unit: str, answer: Mapping[str, Any]) -> Row:
    return next((row for row in answer["rows"] if row["unit"] == unit), _NOTHING)


def _jobs(row: Row) -> Measured:
    net = row["net"]
    exact = None if net is None else Fraction(net)
    return Measured(exact, _decimal(row["target"]), row["met"])


def _unemployment(row: Row) -> Measured:
    unemployed, workforce = row["numerator"], row["denominator"]
    exact = Fraction(100 * unemployed, workforce) if workforce else None
    target = _decimal(row["target"])
    return Measured(exact, target, row["met"], unemployed, workforce, at_most=True)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
