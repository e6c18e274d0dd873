"""Rows of the people index about two people each, who have a key in common."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, func, insert, or_, select

_KEYS_AT_ONCE = 15_000
_LOWEST, _BEYOND = -(2**63), 2**63
"""All pairs are found key by key, some at a time: the hashes are spread evenly over 64 bits."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """A table of pairs, `one` and `other`, kept as the rows in memory about both would have it.

    Whoever is in a pair shares one of the `keys`, told as hashes. `found` finds the pairs of those
    who share one that a condition holds for.
    """

    table: Table
    keys: Table
    found: Callable[[Connection, ColumnElement[bool]], Sequence[Mapping[str, Any]]]

    def find_anew(self, memory: Connection, streams: Sequence[UUID]) -> None:
        """Those of some people, whose rows were made anew."""
        pairs, keys = self.table.c, self.keys.c
        of_them = or_(pairs.one.in_(streams), pairs.other.in_(streams))
        memory.execute(self.table.delete().where(of_them))
        self._find(memory, keys.key.in_(select(keys.key).where(keys.stream.in_(streams))))

    def find_all(self, memory: Connection) -> Iterator[None]:
        """Where there are none yet, in slices."""
        keys = memory.scalar(select(func.count()).select_from(self.keys)) or 0
        slices = 1 + keys // _KEYS_AT_ONCE
        bounds = [_LOWEST + nth * (_BEYOND - _LOWEST) // slices for nth in range(slices + 1)]
        for first, after in pairwise(bounds):
            self._find(memory, self.keys.c.key.between(first, after - 1))
            yield

    def _find(self, memory: Connection, condition: ColumnElement[bool]) -> None:
        """Two who share several keys are found by each."""
        if found := self.found(memory, condition):
            memory.execute(insert(self.table).prefix_with("OR IGNORE"), found)
