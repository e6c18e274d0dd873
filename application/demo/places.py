"""Where the people of the made-up city live, and how hard it is to find work there."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple


class UnitRow(NamedTuple):
    """A row of the units file."""

    code: str
    name: str
    level: str
    parent: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A street or town. `ease` multiplies the daily chance of finding work.

    `communities` are its urban communities; with `by_community` these keep the ledger themselves.
    """

    unit: UnitRow
    county: UnitRow
    communities: tuple[UnitRow, ...]
    people: float
    ease: float
    by_community: bool

    def station(self, rng: Random) -> UnitRow:
        """The unit on whose ledger a resident stands."""
        return rng.choice(self.communities) if self.by_community else self.unit


_BY_COMMUNITY = 0.4
_STRUGGLING = 0.12


def places_of(units: Sequence[UnitRow], rng: Random) -> list[Place]:
    """The streets and towns, in the order of the file; parks, prisons and farms are left out.

    Urban communities stand for most of the people, villages for a few: the ledger is one of
    urban workers.
    """
    rows = {unit.code: unit for unit in units}
    streets = [u for u in units if u.level == "street" and u.kind in ("street", "town")]
    below = _below(streets, units)
    urban = {
        code: tuple(unit for unit in found if unit.kind == "community")
        for code, found in below.items()
    }
    people = {
        code: 1 + 2.0 * len(urban[code]) + 0.15 * (len(found) - len(urban[code]))
        for code, found in below.items()
    }
    county_ease = {u.code: rng.uniform(0.8, 1.2) for u in units if u.level == "county"}
    own_ledgers = _keeping_own_ledgers(people, urban, rng)
    return [
        Place(
            unit=street,
            county=rows[street.parent],
            communities=urban[street.code],
            people=people[street.code],
            ease=county_ease[street.parent] * _street_ease(rng),
            by_community=street.code in own_ledgers,
        )
        for street in streets
    ]


def _below(streets: Sequence[UnitRow], units: Sequence[UnitRow]) -> dict[str, list[UnitRow]]:
    found: dict[str, list[UnitRow]] = {street.code: [] for street in streets}
    for unit in units:
        if unit.parent in found:
            found[unit.parent].append(unit)
    return found


def _street_ease(rng: Random) -> float:
    return rng.uniform(0.4, 0.55) if rng.random() < _STRUGGLING else rng.uniform(0.85, 1.2)


def _keeping_own_ledgers(
    people: dict[str, float], urban: dict[str, tuple[UnitRow, ...]], rng: Random
) -> set[str]:
    """Streets whose communities keep the ledger: about two fifths of the people."""
    left = _BY_COMMUNITY * sum(people.values())
    candidates = [code for code in people if urban[code]]
    rng.shuffle(candidates)
    found = set()
    for code in candidates:
        if people[code] <= left:
            found.add(code)
            left -= people[code]
    return found
