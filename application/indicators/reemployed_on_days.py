"""The people of the re-employment rate on many days of one period, found in one pass.

The spans of `reemployed_people.spans` are sorted between the days asked for; whoever is counted
through a span is counted on each day in it. So a year of month ends costs little more than one.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Integer, case, func, literal, select

from application.indicators.period import Asked
from application.indicators.reemployed_people import Rules, spans
from application.kernel.query import Sight
from application.kernel.remembered import Counts
from domain.kernel.calendar import ymd


def counted_on(sight: Sight, asked: Asked, days: Sequence[date], rules: Rules) -> Counts:
    """Numerator and denominator for each of the days, one after the other, by where and who.

    The keys are (station, sex, whether older). The days are in order and in the period of
    `asked`, whose last day is the last of them.
    """
    key = ("reemployed people", asked.first, tuple(days), asked.known, rules)

    def count(connection: Connection) -> Counts:
        return _count(connection, asked, [ymd(day) for day in days], rules)

    return sight.remembered.counts(sight.connection, sight.position, key, count)


def _count(connection: Connection, asked: Asked, days: Sequence[int], rules: Rules) -> Counts:
    span = spans(asked, rules).subquery("spans").c
    by = (
        span.station,
        span.sex,
        _days_before(span.since, days),
        _days_before(span.until, days),
        _days_before(span.older_on, days),
        span.counts,
    )
    found: dict[tuple[str, str, bool], list[int]] = {}
    for station, sex, since, until, older_on, counts, people in connection.execute(
        select(*by, func.count()).group_by(*by)
    ):
        for nth in range(since, until):
            numbers = found.setdefault((station, sex, nth >= older_on), [0] * (2 * len(days)))
            numbers[2 * nth] += counts * people
            numbers[2 * nth + 1] += people
    return {key: tuple(numbers) for key, numbers in found.items()}


def _days_before(column: ColumnElement[int], days: Sequence[int]) -> ColumnElement[int]:
    """How many of the days lie before the day in a column: the place of the first not before."""
    before: ColumnElement[int] = literal(0, Integer)
    for day in days:
        before = before + case((column > day, 1), else_=0)
    return before
