"""Counts over all people, remembered with the position of the log at which they were made.

A count over people adds up over streams, and the rows about a stream are a pure function of its
facts (docs/decisions/0002). So a remembered count goes on to another position by giving back
what the streams touched in between gave then, for what they give now. Nobody sees an old
figure, and the whole city is not counted again for every fact.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from application.kernel.packing import Recorded
from application.kernel.projected import gathered
from application.kernel.read_model import ReadModel
from application.kernel.register import Register
from application.kernel.written_rows import write_rows

Key = tuple[Any, ...]
Counts = dict[Key, tuple[int, ...]]
"""Numbers by key; a key without people is absent."""
Count = Callable[[Connection], Counts]
"""Counts the people whose rows a connection shows."""

MOST_FACTS = 400
"""After more facts than this, counting anew is as quick."""
MOST_REMEMBERED = 48


@dataclass(slots=True)
class _Memory:
    position: int = -1
    counts: Counts = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


class Remembered:
    """May be asked from several threads at once; who asks for the same count waits for it."""

    def __init__(self, register: Register, models: Sequence[ReadModel]) -> None:
        self.register = register
        self.models = models
        self._names = {kind.stored_as for model in models for kind in model.follows}
        self._lock = Lock()
        self._memories: OrderedDict[Hashable, _Memory] = OrderedDict()
        self._aside = create_engine("sqlite://", poolclass=NullPool)
        event.listen(self._aside, "connect", self._make_tables)

    def counts(self, connection: Connection, position: int, key: Hashable, count: Count) -> Counts:
        """What `count` finds at a position, that of the connection's snapshot.

        `key` names the question; only the rows of the models of this memory may decide it.
        """
        memory = self._memory(key)
        with memory.lock:
            if memory.position != position:
                touched = self._touched(memory.position, position)
                if touched is None:
                    memory.counts = count(connection)
                elif touched:
                    memory.counts = self._exchanged(memory, position, touched, count)
                memory.position = position
            return memory.counts

    def forget(self) -> None:
        """Count everything anew when next asked."""
        with self._lock:
            self._memories.clear()

    def close(self) -> None:
        self._aside.dispose()

    def _memory(self, key: Hashable) -> _Memory:
        with self._lock:
            memory = self._memories.setdefault(key, _Memory())
            self._memories.move_to_end(key)
            if len(self._memories) > MOST_REMEMBERED:
                self._memories.popitem(last=False)
            return memory

    def _touched(self, one: int, other: int) -> list[UUID] | None:
        """The streams touched between two positions; None where that is no shorter way."""
        first, last = sorted((one, other))
        if first < 0:
            return None
        facts = self.register.touched(first, MOST_FACTS + 1)
        if len(facts) > MOST_FACTS and facts[-1][0] <= last:
            return None
        return list(
            dict.fromkeys(
                stream for at, stream, name in facts if at <= last and name in self._names
            )
        )

    def _exchanged(
        self, memory: _Memory, position: int, touched: list[UUID], count: Count
    ) -> Counts:
        histories = list(self.register.several(touched).values())
        counts = dict(memory.counts)
        for upto, sign in ((memory.position, -1), (position, 1)):
            with self._rows(_upto(histories, upto)) as connection:
                for key, numbers in count(connection).items():
                    _add(counts, key, numbers, sign)
        return counts

    @contextmanager
    def _rows(self, histories: Iterable[Sequence[Recorded]]) -> Iterator[Connection]:
        """The rows of some histories alone, in tables in memory that nobody else sees."""
        told = [model.rows_of(history) for history in histories for model in self.models]
        with self._aside.connect() as connection:
            for table, rows in gathered(told).items():
                write_rows(connection, table, rows)
            yield connection

    def _make_tables(self, connection: Any, _record: Any) -> None:
        for model in self.models:
            for table in model.tables:
                connection.executescript(str(CreateTable(table).compile(self._aside)))


def _upto(histories: Iterable[list[Recorded]], position: int) -> Iterator[list[Recorded]]:
    for history in histories:
        if known := [recorded for recorded in history if recorded.position <= position]:
            yield known


def _add(counts: Counts, key: Key, numbers: tuple[int, ...], sign: int) -> None:
    before = counts.get(key, (0,) * len(numbers))
    after = tuple(a + sign * b for a, b in zip(before, numbers, strict=True))
    if any(after):
        counts[key] = after
    else:
        counts.pop(key, None)
