"""The rows about a few streams alone, as they were at two positions of the log.

They are made from the facts, in tables in memory that nobody else sees; so any question over rows
can be asked of those streams, before and after what came in between.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable

from application.kernel.log.packing import Recorded
from application.kernel.log.register import Register
from application.kernel.projecting.projected import gathered
from application.kernel.projecting.read_model import ReadModel, Rows
from application.kernel.projecting.written_rows import write_rows


class Exchanged(NamedTuple):
    """The rows of the streams that are others at two positions; none for none."""

    before: Rows
    after: Rows


class RowsAside:
    """May be asked from several threads at once. Only `models` can see what is exchanged."""

    def __init__(self, register: Register, models: Sequence[ReadModel]) -> None:
        self.register = register
        self.models = models
        self._names = {kind.stored_as for model in models for kind in model.follows}
        self._engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
        self._showing = Lock()
        event.listen(self._engine, "connect", self._make_tables)
        self._lock = Lock()
        self._last: tuple[tuple[int, int, int], Exchanged | None] | None = None

    def exchanged(self, one: int, other: int, most: int) -> Exchanged | None:
        """What changed from one position to another; None after more than `most` facts.

        The last of it is kept: several counts of one look go the same way.
        """
        with self._lock:
            if self._last is None or self._last[0] != (one, other, most):
                touched = self._touched(one, other, most)
                found = None if touched is None else self._told(touched, one, other)
                self._last = (one, other, most), found
            return self._last[1]

    @contextmanager
    def showing(self, rows: Rows) -> Iterator[Connection]:
        """They are written for as long as this lasts, and taken back with its transaction."""
        with self._showing, self._engine.connect() as connection:
            for table, of_table in rows.items():
                write_rows(connection, table, of_table)
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    def _touched(self, one: int, other: int, most: int) -> list[UUID] | None:
        first, last = sorted((one, other))
        facts = self.register.touched(first, most + 1)
        if len(facts) > most and facts[-1][0] <= last:
            return None
        return list(
            dict.fromkeys(
                stream for at, stream, name in facts if at <= last and name in self._names
            )
        )

    def _told(self, touched: list[UUID], one: int, other: int) -> Exchanged:
        histories = list(self.register.several(touched).values())
        changed = [
            both
            for history in histories
            for model in self.models
            if (both := _both(model, history, one, other)).before != both.after
        ]
        return Exchanged(
            gathered(both.before for both in changed), gathered(both.after for both in changed)
        )

    def _make_tables(self, connection: Any, _record: Any) -> None:
        for model in self.models:
            for table in model.tables:
                connection.executescript(str(CreateTable(table).compile(self._engine)))


def _both(model: ReadModel, history: Sequence[Recorded], one: int, other: int) -> Exchanged:
    if model.rows_after:
        new = model.rows_after(_upto(history, max(one, other)), min(one, other))
        return Exchanged({}, new) if one < other else Exchanged(new, {})
    return Exchanged(*(_rows(model, _upto(history, position)) for position in (one, other)))


def _rows(model: ReadModel, known: Sequence[Recorded]) -> Rows:
    return model.rows_of(known) if known else {}


def _upto(history: Sequence[Recorded], position: int) -> Sequence[Recorded]:
    return history[: bisect_right(history, position, key=attrgetter("position"))]
