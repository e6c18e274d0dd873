"""Live registrations that may be one person, across stations too (domain C02).

Whoever was merged or found to be two people is left out. A pair is shown to whoever may see both;
of those with one foot in the area only the number is told, for the level above to look at.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, and_, func, select

from application.kernel.paging import Page, Paged
from application.kernel.query import Sight
from application.read_models.likeness import (
    LEAVES_ALL_AS_THEY_ARE,
    LIKENESS_KEYS,
    MERGED_INTO,
    RULED_OUT,
    TRAITS,
    traits,
)
from application.read_models.search import ON_RESULT
from application.read_models.search_keys import SEARCH
from application.read_models.worker_file import cards, require_readable
from application.read_models.worker_row import WORKER_FILE
from domain.worker.likeness import Likeness, Traits, likenesses, strength

_BOTH = ("one", "other")
_COMPARED = tuple(field.name for field in fields(Traits))


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
        for row, alike in _alike(sight):
            seen = [inside is None or row[f"{which}_station"] in inside for which in _BOTH]
            if all(seen):
                pairs.append(Pair(row["one"], row["other"], alike))
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
        return Compared(likenesses(*seen) if len(seen) == len(_BOTH) else (), told_apart)


def _alike(sight: Sight) -> Iterator[tuple[RowMapping, tuple[Likeness, ...]]]:
    told_apart = _told_apart(sight.connection)
    with sight.people() as people:
        sharing = people.execute(_sharing_a_key()).mappings().all()
    for row in sharing:
        if frozenset((row["one"], row["other"])) in told_apart:
            continue
        if alike := likenesses(*(_traits(row, which) for which in _BOTH)):
            yield row, alike


def _traits(row: RowMapping, which: str) -> Traits:
    return Traits(*(row[f"{which}_{name}"] for name in _COMPARED))


def _sharing_a_key() -> Select[Any]:
    """Every pair of registrations that share a key, with what is compared of both."""
    key = LIKENESS_KEYS.c.key
    one, other = LIKENESS_KEYS.alias("a"), LIKENESS_KEYS.alias("b")
    pairs = (
        select(one.c.stream.label("one"), other.c.stream.label("other"))
        .join(other, and_(other.c.key == one.c.key, other.c.stream > one.c.stream))
        .where(one.c.key.in_(select(key).group_by(key).having(func.count() > 1)))
        .distinct()
        .subquery("pairs")
    )
    asked = select(pairs)
    for which in _BOTH:
        seen, found = TRAITS.alias(f"traits_of_{which}"), SEARCH.alias(f"found_{which}")
        asked = (
            asked.add_columns(found.c.station.label(f"{which}_station"))
            .add_columns(*(seen.c[name].label(f"{which}_{name}") for name in _COMPARED))
            .join(seen, seen.c.stream == pairs.c[which])
            .join(found, found.c.stream == pairs.c[which])
        )
    return asked


def _told_apart(connection: Connection) -> set[frozenset[UUID]]:
    """The pairs that were found to be two people.

    Whoever is told apart from a registration is so from the one that it was merged into.
    """
    into = {row.stream: row.survivor for row in connection.execute(select(MERGED_INTO))}

    def survivor(stream: UUID) -> UUID:
        while stream in into:
            stream = into[stream]
        return stream

    ruled_out = connection.execute(select(RULED_OUT))
    return {frozenset((survivor(row.stream), survivor(row.other))) for row in ruled_out}
