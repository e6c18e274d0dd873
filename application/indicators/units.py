"""Adding up over the tree of units as it stands on the as-of date.

Every person has one station; a unit that has ended is counted with its successor. So the parts
always add up to the whole.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from operator import add
from typing import TypeVar

from domain.unit.units import Level, Unit, UnitTree

Key = TypeVar("Key", bound=Hashable)

LEVELS = tuple(Level)
PLACES = ("street", "town", None, "")
"""Kinds of streets that are shown without people too; parks, a prison, farms only with people."""


class Rollup:
    """Which units of a level an answer has rows for, and to which of them a station adds."""

    def __init__(self, tree: UnitTree, level: Level, as_of: date) -> None:
        self.tree = tree
        self.level = level
        self.as_of = as_of

    @cached_property
    def _standing(self) -> list[Unit]:
        return [unit for unit in self.tree.at_level(self.level) if stands(unit, self.as_of)]

    def rows_above(self, station: str) -> list[str]:
        """The units whose rows count a person of a station: the city and one of the level.

        A street's own people, in no community, stand at level community under the street.
        """
        city = self.tree.path(station, self.as_of)[Level.CITY]
        return [city] if self.level is Level.CITY else [city, self.row_of(station)]

    def row_of(self, station: str) -> str:
        """The unit of the level whose row counts a person of a station, or the nearest to it."""
        path = self.tree.path(station, self.as_of)
        return path.get(self.level) or next(iter(path.values()))

    def shown(self, counted: Iterable[str]) -> list[Unit]:
        """The city and every unit of the level that is in force or has people, by code."""
        wanted = {unit.code for unit in self._standing} | {self.tree.city.code, *counted}
        return sorted((self.tree[code] for code in wanted), key=lambda unit: unit.code)

    def below(self, unit: Unit, counted: Collection[str]) -> Iterator[tuple[Unit, bool]]:
        """The units of the level right under a unit, which has the level above.

        Last, and marked as its own, the unit itself where it has people who are in none of them.
        """
        for found in self.shown(counted):
            if found.level is self.level and self._parent(found) == unit.code:
                yield found, False
        if unit.level is not Level.CITY and unit.code in counted:
            yield unit, True

    def _parent(self, unit: Unit) -> str | None:
        return unit.parent and self.tree.in_force(unit.parent, self.as_of)


def stands(unit: Unit, day: date) -> bool:
    """Whether a unit is in force on a day, and is a place where people are expected."""
    begun = unit.valid_from is None or unit.valid_from <= day
    over = unit.valid_until is not None and unit.valid_until < day
    return begun and not over and (unit.level is not Level.STREET or unit.kind in PLACES)


def units_below(tree: UnitTree, code: str, day: date) -> list[str]:
    """The counties of a city or the streets of a county that stand on a day, by code.

    Communities are set no targets and report no figures. Raises `UnitUnknown`.
    """
    if tree[code].level not in (Level.CITY, Level.COUNTY):
        return []
    found = (unit for unit in tree.units.values() if unit.parent == code and stands(unit, day))
    return sorted(unit.code for unit in found)


def deepest_shown(tree: UnitTree, unit: Unit, opened: Iterable[str]) -> Level:
    """The level of the last units that are shown where some are opened."""
    above = [unit.level, *(tree[code].level for code in opened if code in tree)]
    return level_below(max(above, key=LEVELS.index)) or LEVELS[-1]


def level_below(level: Level) -> Level | None:
    place = LEVELS.index(level) + 1
    return LEVELS[place] if place < len(LEVELS) else None


def added(
    parts: Iterable[tuple[str, str, tuple[int, ...]]], rollup: Rollup
) -> dict[tuple[str, str], tuple[int, ...]]:
    """Sum (station, group, counts) into (unit, group) → counts."""
    sums: dict[tuple[str, str], tuple[int, ...]] = {}
    rows: dict[str, str] = {}
    for station, group, counts in parts:
        if station not in rows:
            rows[station] = rollup.row_of(station)
        add_to(sums, (rows[station], group), counts)
    of_all: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for (_, group), counts in sums.items():
        of_all[group].append(counts)
    city = rollup.tree.city.code
    return sums | {
        (city, group): tuple(map(sum, zip(*of_all[group], strict=True))) for group in of_all
    }


def add_to(sums: dict[Key, tuple[int, ...]], key: Key, numbers: tuple[int, ...]) -> None:
    before = sums.get(key)
    sums[key] = tuple(map(add, before, numbers)) if before else numbers


@cache
def groups_of(sex: str, older: bool) -> tuple[str, ...]:
    """The groups of the contract that a person belongs to."""
    return ("all", sex, "older", f"older_{sex}") if older else ("all", sex)


GROUPS: Mapping[str, str] = {
    "all": "合计",
    "male": "男",
    "female": "女",
    "older": "大龄",
    "older_male": "大龄男",
    "older_female": "大龄女",
}
