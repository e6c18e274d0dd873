"""Filling fresh tables of read models from the log; a long log is shared by several processes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, repeat
from uuid import UUID

from sqlalchemy import MetaData, Table

from application.kernel.cores import Cores
from application.kernel.log.packing import Recorded
from application.kernel.log.register import STREAMS_AT_ONCE, Register
from application.kernel.pauses import without_pauses
from application.kernel.projecting.projected import gathered
from application.kernel.projecting.projector import Progress, Projector, batched
from application.kernel.projecting.read_model import History, ReadModel, Rows
from application.kernel.projecting.store import Store
from application.kernel.projecting.written_rows import write_rows
from domain.kernel.fact import Fact

MANY_FACTS = 100_000
"""Fewer are done before other processes have begun."""
MOST_PROCESSES = 8
"""Each writes what it has made by itself."""
_PARTS = 32
"""Into which a long log is cut, so that nobody waits long for the last."""
_LOOKED_AT = 16 * _PARTS
"""Facts, evenly from the log, whose streams tell where to cut."""

Part = tuple[UUID, UUID]
"""Streams from one id to another, both included."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What is to be filled, so told that another process can do it.

    `models` are what each follows and its `rows_of`, `names` the fresh tables by the live ones.
    """

    models: Sequence[tuple[frozenset[type[Fact]], Callable[[History], Rows]]]
    names: Mapping[str, str]
    upto: int

    def fill(self, register: Register, store: Store, part: Part | None = None) -> Iterator[int]:
        """Counts of facts, as they are done; those that no model follows are passed over."""
        kinds = frozenset().union(*(follows for follows, _ in self.models))
        for histories in batched(register.streams(self.upto, part, kinds), STREAMS_AT_ONCE):
            told = gathered(self._rows(histories))
            with store.apart() as connection:
                for table, rows in told.items():
                    write_rows(connection, _named(table, self.names[table.name]), rows)
            yield sum(map(len, histories))

    def _rows(self, histories: Iterable[Sequence[Recorded]]) -> Iterator[Rows]:
        for history in histories:
            kinds = {type(recorded.fact) for recorded in history}
            for follows, rows_of in self.models:
                if not follows.isdisjoint(kinds):
                    yield rows_of(history)


def fill(
    projector: Projector,
    models: Sequence[ReadModel],
    names: Mapping[str, str],
    upto: int,
    progress: Progress,
) -> None:
    """Fill the fresh tables with all up to a position; `progress` is told of facts."""
    register, store = projector.register, projector.store
    told = [(frozenset(model.follows), model.rows_of) for model in models]
    filling = Filling(told, names, upto)
    passed_over = upto
    with without_pauses(), Cores(register, store, MOST_PROCESSES) as cores:
        if upto < MANY_FACTS or cores.count == 1:
            counts = filling.fill(register, store)
        else:
            counts = cores.each(_fill_part, zip(repeat(filling), parts(register, upto)))
        for count in counts:
            progress(count)
            passed_over -= count
    progress(passed_over)


def _fill_part(register: Register, store: Store, told: tuple[Filling, Part]) -> int:
    filling, part = told
    return sum(filling.fill(register, store, part))


def parts(register: Register, upto: int) -> Iterator[Part]:
    """All ids that there can be, cut so that each part has about as many facts.

    The ids of most streams tell when they began: nearly all are in a small part of what can be.
    """
    places = range(0, upto, max(upto // _LOOKED_AT, 1))
    seen = [stream.int for place in places for _, stream, _ in register.touched(place, 1)]
    ordered = sorted([0, *seen])
    cuts = {ordered[len(ordered) * number // _PARTS] for number in range(_PARTS)}
    bounds = pairwise([*sorted(cuts), 2**128])
    return ((UUID(int=first), UUID(int=after - 1)) for first, after in bounds)


@cache
def _named(table: Table, name: str) -> Table:
    return table.to_metadata(MetaData(), name=name)
