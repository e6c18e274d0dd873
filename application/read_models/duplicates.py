"""Live registrations that may be one person, across stations too (domain C02).

Whoever was merged or found to be two people is left out. A pair is shown to whoever may see both;
of those with one foot in the area only the number is told, for the level above to look at.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Connection, Select, select, union

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.read_models.alike import ALIKE
from application.read_models.likeness import (
    LEAVES_ALL_AS_THEY_ARE,
    MERGED_INTO,
    RULED_OUT,
    traits,
)
from application.read_models.search import ON_RESULT
from application.read_models.search_keys import SEARCH
from application.read_models.worker_file import cards, require_readable
from application.read_models.worker_row import WORKER_FILE
from domain.worker.likeness import Likeness, likenesses, strength

_BOTH = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two registrations, and what they have in common."""

    one: UUID
    other: UUID
    likenesses: tuple[Likeness, ...]

    @property
    def place(self) -> tuple[int, UUID, UUID]:
        """In the order of the list: the most alike first."""
        return -strength(self.likenesses), self.one, self.other


@dataclass(frozen=True, slots=True)
class Found:
    """`pairs` have both in the area; `across` counts those with one of the two."""

    pairs: tuple[Pair, ...]
    across: int


@dataclass(frozen=True, slots=True)
class LikelyDuplicates:
    """All pairs of an area, the most alike first. Raises `UnitUnknown`."""

    area: str | None = None
    is_kept: ClassVar[bool] = True
    passed_over: ClassVar[Set[str]] = LEAVES_ALL_AS_THEY_ARE

    def answer(self, sight: Sight) -> Found:
        inside = None if self.area is None else sight.units.below(self.area)
        pairs = []
        across = 0
        for pair, stations in _alike(sight):
            seen = [inside is None or station in inside for station in stations]
            if all(seen):
                pairs.append(pair)
            elif any(seen):
                across += 1
        return Found(tuple(sorted(pairs, key=lambda pair: pair.place)), across)


@dataclass(frozen=True)
class DuplicatePage(Paged):
    """Of the pairs that were found, a page with the cards of `one` and `other`.

    The most alike come first. Raises `CursorInvalid`.
    """

    found: Found
    today: date

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        page = self.cut(self.found.pairs, lambda pair: pair.place)
        streams = {stream for pair in page.items for stream in (pair.one, pair.other)}
        known = {card["worker"]: card for card in cards(sight, self.today, streams, *ON_RESULT)}
        told = [
            {"one": known[pair.one], "other": known[pair.other], "likenesses": pair.likenesses}
            for pair in page.items
            if pair.one in known and pair.other in known
        ]
        return Page(told, page.cursor)


@dataclass(frozen=True, slots=True)
class Compared:
    """What two registrations have in common, and whether they were found to be two people."""

    likenesses: tuple[Likeness, ...]
    told_apart: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Any two registrations of an area. Raises `WorkerNotFound`, `OutsideArea`."""

    one: UUID
    other: UUID
    area: str | None = None

    def answer(self, sight: Sight) -> Compared:
        for worker in (self.one, self.other):
            require_readable(sight, worker, self.area)
        c = WORKER_FILE.c
        asked = select(c.id_number, c.name, c.birth, c.phone).where(
            c.stream.in_([self.one, self.other])
        )
        seen = [traits(*row) for row in sight.connection.execute(asked)]
        told_apart = frozenset((self.one, self.other)) in _told_apart(sight.connection)
        return Compared(likenesses(*seen) if len(seen) == _BOTH else (), told_apart)


def _alike(sight: Sight) -> Iterator[tuple[Pair, Sequence[str]]]:
    """Each pair, with the stations of both."""
    told_apart = _told_apart(sight.connection)
    with sight.people() as people:
        found = people.execute(_WITH_STATIONS).all()
    for one, other, alike, *stations in found:
        if frozenset((one, other)) not in told_apart:
            yield Pair(one, other, _likenesses(alike)), stations


def _with_stations() -> Select[Any]:
    asked = select(ALIKE)
    for which in (ALIKE.c.one, ALIKE.c.other):
        asked = asked.add_columns(
            select(SEARCH.c.station).where(SEARCH.c.stream == which).scalar_subquery()
        )
    return asked


_WITH_STATIONS = _with_stations()


@cache
def _likenesses(told: str) -> tuple[Likeness, ...]:
    return tuple(map(Likeness, told.split()))


def _told_apart(connection: Connection) -> set[frozenset[UUID]]:
    """The pairs that were found to be two people.

    Whoever is told apart from a registration is so from the one that it was merged into.
    """
    into = {row.stream: row.survivor for row in connection.execute(_merged())}

    def survivor(stream: UUID) -> UUID:
        while stream in into:
            stream = into[stream]
        return stream

    ruled_out = connection.execute(select(RULED_OUT))
    return {frozenset((survivor(row.stream), survivor(row.other))) for row in ruled_out}


def _merged() -> Select[Any]:
    """Into whom those were merged who were told apart, and these again, as far as that goes."""
    told_apart = union(select(RULED_OUT.c.stream), select(RULED_OUT.c.other))
    merged = select(MERGED_INTO).where(MERGED_INTO.c.stream.in_(told_apart)).cte(recursive=True)
    onward = MERGED_INTO.c.stream == merged.c.survivor
    return select(merged.union(select(MERGED_INTO).join(merged, onward)))
