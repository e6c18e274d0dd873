"""The people of the re-employment rate on many days of one period, found in one pass.

Whoever is counted through a span of `reemployed_people.spans` is counted on each day in it. So
a year of month ends is a year of sums over the same spans, and costs little more than one.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    case,
    literal,
    select,
    union_all,
)

from application.indicators.period import Asked
from application.indicators.reemployed_people import Rules, spans, total
from application.kernel.answering.query import Sight
from application.kernel.answering.remembered import Counts, Summed
from domain.kernel.calendar import ymd

_KEPT = ("MATERIALIZED",)
"""SQLite would work out a column of a common table expression again wherever it is read."""


def counted_on(
    sight: Sight,
    asked: Asked,
    days: Sequence[date],
    rules: Rules,
    summed: Summed | None = None,
) -> Counts:
    """Numerator and denominator for each of the days, one after the other, by where and who.

    The keys are (station, sex, whether older), or those to which these are summed. The days are
    in order and in the period of `asked`, whose last day is the last of them.
    """
    key = ("reemployed people", asked.first, tuple(days), asked.known, rules)
    statement = _sums(asked, tuple(map(ymd, days)), rules)

    def count(connection: Connection) -> Counts:
        return _count(connection, statement)

    return sight.remembered.counts(sight.connection, sight.position, key, count, summed)


def _count(connection: Connection, statement: Select[Any]) -> Counts:
    return {
        (station, sex, bool(older)): tuple(numbers)
        for station, sex, older, *numbers in connection.execute(statement).all()
        if any(numbers)
    }


@lru_cache(maxsize=64)
def _sums(asked: Asked, days: tuple[int, ...], rules: Rules) -> Select[Any]:
    """By station, sex and whether older, for each day who counts and who is there."""
    half = _halves(asked, rules).c
    numbers: list[ColumnElement[int]] = []
    for day in days:
        there = and_(half.since <= day, half.until > day)
        numbers += [
            total(case((there, half.counts), else_=0)),
            total(case((there, 1), else_=0)),
        ]
    by = (half.station, half.sex, half.older)
    return select(*by, *numbers).group_by(*by)


def _halves(asked: Asked, rules: Rules) -> CTE:
    """Each span cut where a person becomes older; what is left of nothing is not there."""
    span = spans(asked, rules).cte("spans").prefix_with(*_KEPT, dialect="sqlite").c
    ages = union_all(select(literal(0, Integer).label("older")), select(literal(1, Integer)))
    older = ages.cte("ages").c.older
    since = case((and_(older == 1, span.older_on > span.since), span.older_on), else_=span.since)
    until = case((and_(older == 0, span.older_on < span.until), span.older_on), else_=span.until)
    wanted = (span.station, span.sex, span.counts, older)
    return (
        select(*wanted, since.label("since"), until.label("until"))
        .where(since < until)
        .cte("halves")
        .prefix_with(*_KEPT, dialect="sqlite")
    )
