"""Rows of read models made by other processes, to be written by the one that projects."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from application.kernel.cores import Cores
from application.kernel.log.packing import Row, stream_of
from application.kernel.log.register import STREAMS_AT_ONCE, Register
from application.kernel.projecting.projected import gathered
from application.kernel.projecting.read_model import METADATA, History, ReadModel, Rows
from application.kernel.projecting.store import Store
from application.kernel.projecting.written_rows import as_written, insert_written, remove_rows
from domain.erasure.erasures import WorkerErased
from domain.kernel.fact import Fact

MANY_STREAMS = 2_000
"""The rows about fewer are made before other processes have them."""


class Told(NamedTuple):
    """A history, with the kinds of its facts up to a position and after it."""

    history: History
    known: set[type[Fact]]
    new: set[type[Fact]]


@dataclass(frozen=True, slots=True)
class Making:
    """A read model as another process is told of it; `there` is up to where it has the facts."""

    follows: frozenset[type[Fact]]
    rows_of: Callable[[History], Rows]
    rows_after: Callable[[History, int], Rows] | None
    tables: tuple[str, ...]
    there: int

    def rows(self, told: Sequence[Told]) -> tuple[Rows, list[UUID]]:
        """The rows about those of whom there is news, and whose rows they replace."""
        news = [each for each in told if not self.follows.isdisjoint(each.new)]
        if after := self.rows_after:
            return gathered(after(each.history, self.there) for each in news), []
        stood = [each for each in news if not self.follows.isdisjoint(each.known)]
        rows = gathered(self.rows_of(each.history) for each in news)
        return rows, [each.history[0].stream for each in stood]


@dataclass(frozen=True, slots=True)
class Part:
    """Some streams, for whoever makes the rows about them; `upto` is the last fact that counts."""

    models: Sequence[Making]
    streams: Sequence[bytes]
    upto: int
    rows: Sequence[Row] = ()
    """What the log is to have of them, where it has nothing yet; else they are read from it."""


@dataclass(frozen=True, slots=True)
class Made:
    """By table: whose rows are replaced, and rows as the driver takes them."""

    replaced: Mapping[str, Sequence[UUID]]
    rows: Mapping[str, Sequence[tuple[Any, ...]]]


def write_made(
    connection: Connection,
    cores: Cores,
    models: Sequence[tuple[ReadModel, int]],
    news: Mapping[UUID, Set[str]],
    upto: int,
) -> Mapping[UUID, Set[str]]:
    """Bring the rows about many streams up to a position; return the streams left to be done.

    Models have the facts up to one of their own, and `news` the stored names of what is new. Who
    was erased is left: another process may have the key at hand that was destroyed.
    """
    erased = {stream: told for stream, told in news.items() if WorkerErased.stored_as in told}
    others = [stream for stream in news if stream not in erased]
    if cores.count == 1 or len(others) < MANY_STREAMS:
        return news
    told = makings(models, upto)
    parts = (
        Part(told, [stream.bytes for stream in others[first : first + STREAMS_AT_ONCE]], upto)
        for first in range(0, len(others), STREAMS_AT_ONCE)
    )
    for made in cores.each(make, parts):
        write(connection, made)
    return erased


def write(connection: Connection, made: Made) -> None:
    for name, replaced in made.replaced.items():
        remove_rows(connection, METADATA.tables[name], replaced)
    for name, rows in made.rows.items():
        insert_written(connection, METADATA.tables[name], rows)


def makings(models: Sequence[tuple[ReadModel, int]], upto: int) -> list[Making]:
    """The models that have not the facts up to a position, with where they have them."""
    return [
        Making(
            frozenset(model.follows),
            model.rows_of,
            model.rows_after,
            tuple(table.name for table in model.tables),
            there,
        )
        for model, there in models
        if there < upto
    ]


def make(register: Register, store: Store, part: Part) -> Made:
    histories = _histories(register, part)
    dialect = store.engine.dialect
    replaced: dict[str, Sequence[UUID]] = {}
    written: dict[str, Sequence[tuple[Any, ...]]] = {}
    told = {
        there: [_told(history, there) for history in histories]
        for there in {model.there for model in part.models}
    }
    for model in part.models:
        rows, before = model.rows(told[model.there])
        if before:
            replaced.update(dict.fromkeys(model.tables, before))
        for table, of_table in rows.items():
            written[table.name] = as_written(dialect, table, of_table)
    return Made(replaced, written)


def _histories(register: Register, part: Part) -> list[History]:
    streams = list(map(stream_of, part.streams))
    if part.rows:
        register.keys.take(streams)
        return list(register.histories(part.rows))
    found = register.several(streams)
    return [[each for each in history if each.position <= part.upto] for history in found.values()]


def _told(history: History, there: int) -> Told:
    told = Told(history, set(), set())
    for each in history:
        (told.new if each.position > there else told.known).add(type(each.fact))
    return told
