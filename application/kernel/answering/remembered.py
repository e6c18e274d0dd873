"""Counts over all people, remembered with the position of the log at which they were made.

A count over people adds up over streams, and the rows about a stream are a pure function of its
facts (docs/decisions/0002). So a remembered count goes on to another position by giving back
what the streams touched in between gave then, for what they give now. Nobody sees an old
figure, and the whole city is not counted again for every fact.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple

from sqlalchemy import Connection

from application.kernel.answering.rows_aside import RowsAside
from application.kernel.log.register import Register
from application.kernel.projecting.read_model import ReadModel

Key = tuple[Any, ...]
Counts = dict[Key, tuple[int, ...]]
"""Numbers by key; a key without people is absent."""
Count = Callable[[Connection], Counts]
"""Counts the people whose rows a connection shows."""


class Summed(NamedTuple):
    """How a count is added up to fewer keys. The sums of a change are the change of the sums.

    What `of` gives depends on the `name` and on the count alone.
    """

    name: Hashable
    of: Callable[[Counts], Counts]


CountedAnew = Callable[[Count], tuple[Counts, int] | None]
"""Counts everybody, and says as of which position; None where the asker's snapshot is as quick."""

MOST_FACTS = 400
"""After more facts than this, or one in so many of the whole log, counting anew is as quick."""
ONE_IN = 2_000
MOST_REMEMBERED = 48
MOST_SUMS = 8
"""Of one count."""
LATELY_SECONDS = 300
"""How long a count that was asked goes along with the log by itself."""
BEHIND = 50
"""Facts that whoever asks takes in as quickly as nobody would notice."""


@dataclass(slots=True)
class _Memory:
    position: int = -1
    counts: Counts = field(default_factory=dict)
    sums: dict[Hashable, tuple[Summed, Counts]] = field(default_factory=dict)
    count: Count | None = None
    asked_at: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def begin(self, counts: Counts, position: int) -> None:
        self.counts, self.position = counts, position
        self.sums.clear()

    def go_on(self, change: Counts, position: int) -> None:
        """Whoever was given counts before keeps them as they were."""
        self.position = position
        if change:
            self.counts = _added(self.counts, change)
            for name, (summed, sums) in self.sums.items():
                self.sums[name] = summed, _added(sums, summed.of(change))

    def summed(self, summed: Summed | None) -> Counts:
        """The count added up in some way, which goes along with it from then on."""
        if summed is None:
            return self.counts
        if summed.name not in self.sums:
            if len(self.sums) >= MOST_SUMS:
                self.sums.clear()
            self.sums[summed.name] = summed, summed.of(self.counts)
        return self.sums[summed.name][1]


class Remembered:
    """May be asked from several threads at once; who asks for the same count waits for it."""

    def __init__(
        self,
        register: Register,
        models: Sequence[ReadModel],
        counted_anew: CountedAnew = lambda _: None,
    ) -> None:
        self.register = register
        self._counted_anew = counted_anew
        self._aside = RowsAside(register, models)
        self._lock = Lock()
        self._memories: OrderedDict[Hashable, _Memory] = OrderedDict()

    def counts(
        self,
        connection: Connection,
        position: int,
        key: Hashable,
        count: Count,
        summed: Summed | None = None,
    ) -> Counts:
        """What `count` finds at a position, that of the connection's snapshot; added up, if wanted.

        `key` names the question; only the rows of the models of this memory may decide it.
        """
        memory = self._memory(key)
        with memory.lock:
            memory.asked_at, memory.count = monotonic(), count
            if not self._brought(memory, position):
                if found := self._counted_anew(count):
                    memory.begin(*found)
                if not self._brought(memory, position):
                    memory.begin(count(connection), position)
            return memory.summed(summed)

    def go_along(self) -> None:
        """Bring what was asked lately to where the log is, so that whoever asks next need not.

        What the log has left too far behind is counted by whoever asks.
        """
        since = monotonic() - LATELY_SECONDS
        with self._lock:
            lately = [m for m in self._memories.values() if m.asked_at >= since]
        position = self.register.position() if lately else 0
        for memory in lately:
            with memory.lock:
                if position - memory.position > BEHIND:
                    self._brought(memory, position)

    def forget(self) -> None:
        """Count everything anew when next asked."""
        with self._lock:
            self._memories.clear()

    def close(self) -> None:
        self._aside.close()

    def _memory(self, key: Hashable) -> _Memory:
        with self._lock:
            memory = self._memories.setdefault(key, _Memory())
            self._memories.move_to_end(key)
            if len(self._memories) > MOST_REMEMBERED:
                self._memories.popitem(last=False)
            return memory

    def _brought(self, memory: _Memory, position: int) -> bool:
        """Whether the count is that of a position now; it is not where that is no shorter way."""
        if memory.position == position:
            return True
        if memory.position < 0 or memory.count is None:
            return False
        most = max(MOST_FACTS, memory.position // ONE_IN)
        changed = self._aside.exchanged(memory.position, position, most)
        if changed is None:
            return False
        change: Counts = {}
        for rows, sign in ((changed.before, -1), (changed.after, 1)):
            if rows:
                with self._aside.showing(rows) as connection:
                    for key, numbers in memory.count(connection).items():
                        _add(change, key, numbers, sign)
        memory.go_on(change, position)
        return True


def _added(counts: Counts, change: Counts) -> Counts:
    together = dict(counts)
    for key, numbers in change.items():
        _add(together, key, numbers, 1)
    return together


def _add(counts: Counts, key: Key, numbers: tuple[int, ...], sign: int) -> None:
    before = counts.get(key, (0,) * len(numbers))
    after = tuple(a + sign * b for a, b in zip(before, numbers, strict=True))
    if any(after):
        counts[key] = after
    else:
        counts.pop(key, None)
