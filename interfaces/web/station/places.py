"""Units to choose from, grouped as a list box shows them."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from domain.unit.units import STATION_LEVELS, Level, Unit, UnitTree
from interfaces.web.visit import Visit


class Places(NamedTuple):
    """A county with its streets, or a street with its communities: codes and names."""

    title: str
    choices: list[tuple[str, str]]


def stations_of_area(visit: Visit) -> list[Places]:
    """The stations at which the account may register: each street, its communities below it."""
    return _grouped(visit, visit.area, Level.STREET, (Level.STREET, Level.COMMUNITY))


def stations_of_city(visit: Visit, station: str) -> list[Places]:
    """Every street of the city by county, and first the communities beside a station."""
    street = next(u for u in visit.units.upwards(station) if u.level is not Level.COMMUNITY)
    beside = _grouped(visit, street.code, Level.STREET, (Level.COMMUNITY,))
    return beside + _grouped(visit, None, Level.COUNTY, (Level.STREET,))


def parts_of_area(visit: Visit) -> list[Places]:
    """What a list of people may be narrowed to: streets, at a street its communities."""
    unit = visit.units[visit.area] if visit.area else visit.units.city
    if unit.level in STATION_LEVELS:
        return _grouped(visit, unit.code, Level.STREET, (Level.COMMUNITY,))
    levels = (Level.STREET,) if unit.level is Level.COUNTY else (Level.COUNTY, Level.STREET)
    return _grouped(visit, visit.area, Level.COUNTY, levels)


def chosen_alone(places: Iterable[Places]) -> str:
    """The code, where there is but one to choose."""
    codes = [code for group in places for code, _ in group.choices]
    return codes[0] if len(codes) == 1 else ""


def _grouped(visit: Visit, area: str | None, by: Level, levels: tuple[Level, ...]) -> list[Places]:
    """The units of some levels in an area that are in force today, under the unit `by` above."""
    units = visit.units
    codes = units.below(area) if area else units.units.keys()
    found = (units[code] for code in codes)
    wanted = [unit for unit in found if unit.level in levels and _in_force(unit, visit.today)]
    placed = sorted((_above(units, unit, by), unit.code) for unit in wanted)
    return [
        Places(visit.unit_name(above), [(code, visit.unit_name(code)) for _, code in group])
        for above, group in groupby(placed, key=lambda place: place[0])
    ]


def _above(units: UnitTree, unit: Unit, level: Level) -> str:
    return next((each.code for each in units.upwards(unit.code) if each.level is level), "")


def _in_force(unit: Unit, day: date) -> bool:
    return not (
        (unit.valid_from and day < unit.valid_from) or (unit.valid_until and unit.valid_until < day)
    )
