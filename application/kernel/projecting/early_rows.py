"""Rows about people who are new, made by other processes while the log is being written.

What is to be written of them is all that there is, so nothing need be read. The positions are
those that the facts will have if nobody else writes before; otherwise what was made is thrown away.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, islice
from typing import cast
from uuid import UUID

from sqlalchemy import Connection

from application.kernel.cores import Cores
from application.kernel.log.additions import Addition, Stored
from application.kernel.log.packing import Row
from application.kernel.log.register import STREAMS_AT_ONCE
from application.kernel.projecting.made_rows import Made, Part, make, makings, write, write_made
from application.kernel.projecting.read_model import ReadModel

News = Mapping[UUID, Set[str]]

MOST_STREAMS = 50_000
"""The rows about these wait in memory until the log is written; others are made from it then."""


class EarlyRows:
    """Rows about many streams that `cores` make: early where it can be, else from the log."""

    def __init__(self, cores: Cores, models: Sequence[ReadModel]) -> None:
        self.cores = cores
        self._models = models
        self._after = self._last = self._upto = 0
        self._parts: list[Part] = []
        self._made: Iterator[Made] = iter(())

    def begin(self, additions: Sequence[Addition | Stored], after: int) -> None:
        """Begin with what is about to be written behind a position. Raises `LedgerUnavailable`."""
        self._parts = []
        if self.cores.count == 1 or not all(map(_is_first, additions)):
            return
        stored = cast(Sequence[Stored], additions)
        self._parts = self._parts_of(stored, after)
        self._last = max((part.rows[-1][0] for part in self._parts), default=after)
        self._made = self.cores.at_once(make, self._parts)
        self._after, self._upto = after, after + sum(len(each.facts) for each in stored)

    def _parts_of(self, additions: Sequence[Stored], after: int) -> list[Part]:
        told = makings([(model, after) for model in self._models], after + 1)
        names = {kind.stored_as for model in self._models for kind in model.follows}
        some = list(islice(_followed(additions, after, names), MOST_STREAMS))
        return [
            Part(told, [rows[0][1] for rows in several], after, list(chain.from_iterable(several)))
            for several in _several(some)
        ]

    def saved(self, position: int) -> None:
        """The last fact is in the log at this position."""
        if position != self._upto:
            self._parts = []

    def write(
        self, connection: Connection, there: Mapping[str, int], news: News, upto: int
    ) -> News:
        """Bring the rows about many streams up to a position; return the streams left to be done.

        The read models have the facts up to the positions that are `there`.
        """
        models = [(model, there[model.name]) for model in self._models]
        parts, self._parts = self._parts, []
        done: set[bytes] = set()
        none_behind = all(at == self._after for _, at in models)
        if parts and none_behind and self._last <= upto <= self._upto:
            for part, made in zip(parts, self._made, strict=True):
                write(connection, made)
                done.update(part.streams)
        left = {stream: names for stream, names in news.items() if stream.bytes not in done}
        return write_made(connection, self.cores, models, left, upto)


def _is_first(addition: Addition | Stored) -> bool:
    """Whether it is in plain sight what is to be written, and of somebody the log has not."""
    return isinstance(addition, Stored) and addition.version == 1


def _followed(additions: Iterable[Stored], after: int, names: Set[str]) -> Iterator[list[Row]]:
    """The rows of each stream that some model follows, as the log is to have them."""
    for stream, first, facts in additions:
        if not names.isdisjoint(name for name, _ in facts):
            yield [
                (after + nth, stream, first + nth - 1, *fact) for nth, fact in enumerate(facts, 1)
            ]
        after += len(facts)


def _several(streams: Sequence[list[Row]]) -> Iterator[Sequence[list[Row]]]:
    for first in range(0, len(streams), STREAMS_AT_ONCE):
        yield streams[first : first + STREAMS_AT_ONCE]
