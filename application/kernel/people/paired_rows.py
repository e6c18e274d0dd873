"""Rows of the people index about two people each, who have a key in common."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, FromClause, Table, and_, func, insert, or_, select

_KEYS_AT_ONCE = 15_000
_LOWEST, _BEYOND = -(2**63), 2**63
"""All pairs are found key by key, some at a time: the hashes are spread evenly over 64 bits."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """A table of pairs, `one` and `other`, kept as the rows in memory about both would have it.

    Whoever is in a pair shares a key, told as a hash, in a table of `stream` and `key`: `one` and
    `other` are its two sides. `found` finds the pairs of those who share one where a condition
    about the sides holds.
    """

    table: Table
    one: FromClause
    other: FromClause
    found: Callable[[Connection, ColumnElement[bool]], Iterable[Mapping[str, Any]]]

    def find_anew(self, memory: Connection, streams: Sequence[UUID]) -> None:
        """Those of some people, whose rows were made anew."""
        pairs, one, other = self.table.c, self.one.c, self.other.c
        of_them = or_(pairs.one.in_(streams), pairs.other.in_(streams))
        memory.execute(self.table.delete().where(of_them))
        self._find(memory, and_(one.stream.in_(streams), other.stream != one.stream))

    def find_all(self, memory: Connection) -> Iterator[None]:
        """Where there are none yet, in slices."""
        key, one, other = self.one.c.key, self.one.c, self.other.c
        keys = memory.scalar(select(func.count()).select_from(self.one)) or 0
        slices = 1 + keys // _KEYS_AT_ONCE
        bounds = [_LOWEST + nth * (_BEYOND - _LOWEST) // slices for nth in range(slices + 1)]
        for first, after in pairwise(bounds):
            here = key.between(first, after - 1)
            shared = select(key).where(here).group_by(key).having(func.count() > 1)
            self._find(memory, and_(key.in_(shared), other.stream > one.stream))
            yield

    def _find(self, memory: Connection, condition: ColumnElement[bool]) -> None:
        """Two who share several keys are found by each, and perhaps from both sides."""
        if found := [_once(pair) for pair in self.found(memory, condition)]:
            memory.execute(insert(self.table).prefix_with("OR IGNORE"), found)


def _once(pair: Mapping[str, Any]) -> dict[str, Any]:
    """The same from either side."""
    one, other = sorted((pair["one"], pair["other"]))
    return {**pair, "one": one, "other": other}
