"""Two clocks: the day on which something holds, the moment from which the record knew it.

Days are numbers YYYYMMDD, moments microseconds since 1970 UTC, in half-open spans; what has no
end yet ends at `NEVER`, `FOREVER`. Plain numbers compare alike on every engine.
"""

from collections.abc import Hashable, Iterable
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, ColumnElement, FromClause, Integer, Table, and_

from application.kernel.log.packing import Recorded
from domain.kernel.calendar import ymd

NEVER = 99_991_231
FOREVER = 2**62


def day_columns() -> tuple[Column[Any], Column[Any]]:
    return (
        Column("effective_from", Integer, nullable=False),
        Column("effective_until", Integer, nullable=False),
    )


def record_columns() -> tuple[Column[Any], Column[Any]]:
    return (
        Column("recorded_from", BigInteger, nullable=False),
        Column("recorded_until", BigInteger, nullable=False),
    )


def known(table: FromClause, known_at: int | None) -> ColumnElement[bool]:
    """Rows as the record knew them at a moment; None is all that is recorded."""
    if known_at is None:
        return table.c.recorded_until == FOREVER
    return and_(table.c.recorded_from <= known_at, table.c.recorded_until > known_at)


def holds(table: FromClause, day: int) -> ColumnElement[bool]:
    """Rows that hold at the end of a day."""
    return and_(table.c.effective_from <= day, table.c.effective_until > day)


def seen(table: FromClause, as_of: int, known_at: int | None) -> ColumnElement[bool]:
    """The one predicate of both clocks."""
    return and_(known(table, known_at), holds(table, as_of))


def until(day: date | None) -> int:
    return NEVER if day is None else ymd(day)


def maybe(day: date | None) -> int | None:
    return None if day is None else ymd(day)


class Knowledge:
    """Follows how a set of rows changes as facts become known, and dates each row by it."""

    def __init__(self) -> None:
        self._open: dict[Hashable, int] = {}
        self._closed: list[tuple[Any, int, int]] = []

    def now(self, at: int, rows: Iterable[Hashable]) -> None:
        """From `at` on, these are the rows."""
        present = dict.fromkeys(rows)
        for row, since in list(self._open.items()):
            if row not in present:
                del self._open[row]
                if since < at:
                    self._closed.append((row, since, at))
        for row in present:
            self._open.setdefault(row, at)

    def rows(self, table: Table, stream: UUID) -> list[dict[str, Any]]:
        """As they are told of a stream: its id first, then the row, then `record_columns`."""
        dated = self._closed + [(row, since, FOREVER) for row, since in self._open.items()]
        names = _names(table)
        return [dict(zip(names, (stream, *row, *span), strict=True)) for row, *span in dated]


@lru_cache(maxsize=64)
def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def moments(history: Iterable[Recorded]) -> Iterable[tuple[int, list[Recorded]]]:
    """The facts of a stream by the moment at which they became known, in order."""
    for at, facts in groupby(history, key=lambda recorded: recorded.envelope.recorded_at):
        yield at, list(facts)
