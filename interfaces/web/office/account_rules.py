"""Whose accounts an administrator manages: those of the own area, and no door beyond it."""

from collections.abc import Collection

from domain.unit.units import STATION_LEVELS, Level
from interfaces.accounts.accounts import Account
from interfaces.accounts.administration import account_by_id
from interfaces.accounts.errors import NoSuchAccount
from interfaces.accounts.roles import CITY_WIDE, Role
from interfaces.web.visit import Visit


def has_the_city(visit: Visit) -> bool:
    return visit.area is None or visit.area == visit.units.city.code


def roles_to_give(visit: Visit) -> list[Role]:
    """A role that reaches the whole city is given by whoever has the whole city."""
    return [role for role in Role if role not in CITY_WIDE or has_the_city(visit)]


def units_to_give(visit: Visit) -> list[tuple[str, str]]:
    """The units of the area with their names, down to the streets; a street's communities too."""
    area = visit.area or visit.units.city.code
    deepest = Level.COMMUNITY if visit.units[area].level in STATION_LEVELS else Level.STREET
    order = list(Level)
    found = [
        unit
        for unit in visit.units.units.values()
        if order.index(unit.level) <= order.index(deepest) and visit.units.covers(area, unit.code)
    ]
    return [(unit.code, visit.place(unit.code)) for unit in sorted(found, key=lambda u: u.code)]


def units_managed(visit: Visit) -> Collection[str] | None:
    """None is every unit."""
    return None if has_the_city(visit) else visit.units.below(visit.area or "")


def account_managed(visit: Visit, account_id: str) -> Account:
    """Raises `OutsideArea`, `NoSuchAccount`: also for a role that one may not give."""
    account = account_by_id(visit.office.accounts, account_id)
    visit.caller.require_area(visit.units, account.unit)
    if account.role not in roles_to_give(visit):
        raise NoSuchAccount(name=account_id)
    return account
