"""Keeps the read models at the position of the log: in batches, exactly once.

Rows and checkpoint are one transaction. After a command the same request projects, so that the
next page shows what was just saved; whoever holds the write lock projects for all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import OperationalError

from application.kernel.cores import Cores
from application.kernel.log.errors import LedgerUnavailable
from application.kernel.log.packing import Recorded
from application.kernel.log.register import STREAMS_AT_ONCE, Register
from application.kernel.projecting.checkpoints import CHECKPOINTS, positions, reach
from application.kernel.projecting.early_rows import EarlyRows
from application.kernel.projecting.projected import project_streams
from application.kernel.projecting.read_model import METADATA, ReadModel
from application.kernel.projecting.standing_rows import StandingRows
from application.kernel.projecting.store import Store
from application.kernel.writing.at_hand import Histories
from domain.erasure.erasures import WorkerErased

T = TypeVar("T")
Progress = Callable[[int], None]
"""Called with the count of facts done since the last call."""
Known = Callable[[], Histories]

BATCH_FACTS = 200_000
_NEW = -1
_FORMER = ("search", "likeness_keys", "trait_keys", "timeline", "timeline_corrections")
"""Models and tables that earlier versions had, the first two with personal texts as typed."""


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """Where a read model stands against the log."""

    name: str
    version: int
    position: int
    log_position: int

    @property
    def behind(self) -> int:
        return self.log_position - self.position


class Projector:
    def __init__(self, register: Register, store: Store, models: Sequence[ReadModel]) -> None:
        self.register = register
        self.store = store
        self.models = models
        self._standing = StandingRows()
        self._follows = [(model, {kind.stored_as for kind in model.follows}) for model in models]

    def prepare(self) -> list[ReadModel]:
        """Create what is missing; return the models whose version changed, to be rebuilt."""
        with self.store.writing() as connection:
            for table in _FORMER:
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
            METADATA.create_all(connection)
            connection.execute(delete(CHECKPOINTS).where(CHECKPOINTS.c.name.in_(_FORMER)))
            rows = connection.execute(select(CHECKPOINTS.c.name, CHECKPOINTS.c.version))
            known: dict[str, int] = {row.name: row.version for row in rows}
            for model in self.models:
                if model.name not in known:
                    version = model.version if self.register.position() == 0 else _NEW
                    connection.execute(
                        insert(CHECKPOINTS).values(name=model.name, version=version, position=0)
                    )
                    known[model.name] = version
        return [model for model in self.models if known[model.name] != model.version]

    @contextmanager
    def over_cores(self) -> Iterator[EarlyRows]:
        """For `catch_up` after a long import: rows that are made by other processes."""
        with Cores(self.register, self.store) as cores:
            yield EarlyRows(cores, self.models)

    def catch_up(
        self, progress: Progress | None = None, known: Known = dict, early: EarlyRows | None = None
    ) -> int:
        """Project all that the log has; return the position reached. `progress` is told of none
        first, and then of those that are done.

        `known` gives histories that need not be read: those of somebody who wrote just now. It
        is asked when nobody else can project any more, however long it takes. `early` has rows that
        other processes make, where there are many.
        """
        if progress:
            progress(0)
        histories = cache(known)
        while True:
            with self.store.writing() as connection:
                reached, all_is_done = self.project(connection, progress, histories, early)
            if all_is_done:
                return reached

    def project(
        self,
        connection: Connection,
        progress: Progress | None = None,
        known: Known = dict,
        early: EarlyRows | None = None,
    ) -> tuple[int, bool]:
        """Project one batch; return the position reached, and whether it is that of the log."""
        there = positions(connection)
        after = min(there.values(), default=0)
        touched = self.register.touched(after, BATCH_FACTS)
        if not touched:
            return after, True
        last = touched[-1][0]
        self._destroy_keys(touched)
        streams: Mapping[UUID, Set[str]] = self._followed(touched)
        if early:
            streams = early.write(connection, there, streams, last)
        with self.store.unanswered(connection, len(streams)):
            for some in batched(streams, STREAMS_AT_ONCE):
                histories = self._histories(some, touched, known())
                new = [(histories[stream], streams[stream]) for stream in some]
                self._write(connection, new, there, last)
            reach(connection, last)
        if progress:
            progress(len(touched))
        return last, len(touched) < BATCH_FACTS

    def _write(
        self,
        connection: Connection,
        histories: Sequence[tuple[Sequence[Recorded], Set[str]]],
        there: Mapping[str, int],
        last: int,
    ) -> None:
        """Bring the rows up to histories that come with the stored names of what is new."""
        for model, names in self._follows:
            changed = [history for history, told in histories if not names.isdisjoint(told)]
            if changed and there[model.name] < last:
                project_streams(connection, model, changed, there[model.name], self._standing)

    def _followed(self, touched: Iterable[tuple[int, UUID, str]]) -> dict[UUID, set[str]]:
        """The stored names of what is new, by stream, without what no model follows."""
        followed = set().union(*(names for _, names in self._follows))
        streams: dict[UUID, set[str]] = {}
        for _, stream, name in touched:
            if name in followed:
                streams.setdefault(stream, set()).add(name)
        return streams

    def _histories(
        self, streams: Sequence[UUID], touched: Sequence[tuple[int, UUID, str]], known: Histories
    ) -> dict[UUID, Sequence[Recorded]]:
        """All facts of some streams up to the last of those touched."""
        last_of = {stream: position for position, stream, _ in touched}
        whole = {
            stream: history
            for stream in streams
            if (history := known.get(stream)) and history[-1].position == last_of[stream]
        }
        found = self.register.several([stream for stream in streams if stream not in whole])
        return whole | {stream: _upto(facts, touched[-1][0]) for stream, facts in found.items()}

    def _destroy_keys(self, touched: Iterable[tuple[int, UUID, str]]) -> None:
        """Of those who were erased, before any row of theirs is made.

        Here, so that it is done whoever was stopped between the log and the key.
        """
        for stream in {stream for _, stream, name in touched if name == WorkerErased.stored_as}:
            self.register.keys.destroy(stream)

    def take_statistics(self) -> None:
        """After many rows have come, and from time to time. What was done before is done: where the
        database takes nothing now, it goes on with those that it has."""
        with suppress(LedgerUnavailable, OperationalError):
            self.store.take_statistics(table for model in self.models for table in model.tables)

    def status(self) -> list[ModelStatus]:
        log = self.register.position()
        with self.store.reading() as connection:
            rows = connection.execute(select(CHECKPOINTS).order_by(CHECKPOINTS.c.name))
            return [ModelStatus(row.name, row.version, row.position, log) for row in rows]


def _upto(history: list[Recorded], position: int) -> list[Recorded]:
    return [recorded for recorded in history if recorded.position <= position]


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
