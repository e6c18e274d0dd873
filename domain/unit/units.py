"""The city's units: one tree, with days of validity and successors."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from domain.kernel.errors import DomainError, Refusal
from domain.kernel.fact import Fact


class Level(StrEnum):
    CITY = "city"
    COUNTY = "county"
    STREET = "street"
    COMMUNITY = "community"


STATION_LEVELS = (Level.STREET, Level.COMMUNITY)
_MOST_PATHS = 20_000


class Unit(BaseModel):
    """A unit of the tree. `valid_until` is the last day; then `successor` stands in its place."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    level: Level
    parent: str | None = None
    kind: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None


class UnitsLoaded(Fact):
    """A list of units was loaded; a code that was there before takes the new description."""

    stored_as = "unit.loaded"

    source: str
    units: tuple[Unit, ...]


class UnitUnknown(DomainError):
    code = "unit-unknown"
    sort = Refusal.MALFORMED


class UnitsUnusable(DomainError):
    """`problem`: no-city, parent-unknown, wrong-parent-level, days-reversed, successor-unknown,
    wrong-successor-level or circle."""

    code = "units-unusable"
    sort = Refusal.MALFORMED


class UnitTree:
    """The units by code; what lies below and above one is worked out once."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self.units = {unit.code: unit for unit in units}
        self._below: dict[str, frozenset[str]] = {}
        self._paths: dict[tuple[str, date], Mapping[Level, str]] = {}

    def __getitem__(self, code: str) -> Unit:
        try:
            return self.units[code]
        except KeyError:
            raise UnitUnknown(unit=code) from None

    def __contains__(self, code: str) -> bool:
        return code in self.units

    def __len__(self) -> int:
        return len(self.units)

    def take(self, fact: UnitsLoaded) -> None:
        self.units.update({unit.code: unit for unit in fact.units})
        self._below.clear()
        self._paths.clear()

    @property
    def city(self) -> Unit:
        return next(unit for unit in self.units.values() if unit.level is Level.CITY)

    def at_level(self, level: Level) -> list[Unit]:
        found = (unit for unit in self.units.values() if unit.level is level)
        return sorted(found, key=lambda unit: unit.code)

    def upwards(self, code: str) -> Iterator[Unit]:
        """The unit itself, its parent, and so on up to the city."""
        unit: Unit | None = self[code]
        while unit is not None:
            yield unit
            unit = self.units.get(unit.parent) if unit.parent else None

    def covers(self, area: str, code: str) -> bool:
        """Whether `code` is `area` itself or lies below it."""
        return code in self and any(unit.code == area for unit in self.upwards(code))

    def below(self, area: str) -> frozenset[str]:
        """All codes at and below `area`."""
        self[area]
        if area not in self._below:
            self._below[area] = frozenset(code for code in self.units if self.covers(area, code))
        return self._below[area]

    def in_force(self, code: str, day: date) -> str:
        """The unit that stands for `code` on a day: itself, or its successor once it ended."""
        unit = self[code]
        while unit.successor and unit.valid_until and unit.valid_until < day:
            unit = self[unit.successor]
        return unit.code

    def path(self, code: str, day: date) -> Mapping[Level, str]:
        """From a unit up, the unit of each level that stands there on a day."""
        found = self._paths.get((code, day))
        if found is None:
            if len(self._paths) >= _MOST_PATHS:
                self._paths.clear()
            found = self._paths[code, day] = MappingProxyType(dict(self._steps(code, day)))
        return found

    def _steps(self, code: str | None, day: date) -> Iterator[tuple[Level, str]]:
        while code:
            unit = self[self.in_force(code, day)]
            yield unit.level, unit.code
            code = unit.parent

    def checked(self) -> "UnitTree":
        """Return the tree itself. Raises `UnitsUnusable` when it is not one tree under one city."""
        cities = [unit for unit in self.units.values() if unit.level is Level.CITY]
        if len(cities) != 1:
            raise UnitsUnusable(problem="no-city", cities=len(cities))
        order = list(Level)
        for unit in self.units.values():
            self._check_place(unit, order)
            if unit.valid_from and unit.valid_until and unit.valid_until < unit.valid_from:
                raise UnitsUnusable(problem="days-reversed", unit=unit.code)
            self._check_succession(unit)
        return self

    def _check_place(self, unit: Unit, order: list[Level]) -> None:
        if unit.level is Level.CITY:
            return
        parent = self.units.get(unit.parent or "")
        if parent is None:
            raise UnitsUnusable(problem="parent-unknown", unit=unit.code, parent=unit.parent or "")
        if order.index(parent.level) != order.index(unit.level) - 1:
            raise UnitsUnusable(problem="wrong-parent-level", unit=unit.code, parent=parent.code)

    def _check_succession(self, unit: Unit) -> None:
        seen = {unit.code}
        while unit.successor:
            if unit.successor not in self.units:
                raise UnitsUnusable(problem="successor-unknown", unit=unit.code)
            ended, unit = unit, self.units[unit.successor]
            levels = {ended.level, unit.level}
            if len(levels) > 1 and not levels.issubset(STATION_LEVELS):
                raise UnitsUnusable(problem="wrong-successor-level", unit=ended.code)
            if unit.code in seen:
                raise UnitsUnusable(problem="circle", unit=unit.code)
            seen.add(unit.code)
