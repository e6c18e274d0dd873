"""Roles, what each may do, and how far each reaches."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    CLERK = "clerk"
    REVIEWER = "reviewer"
    OFFICE = "office"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Permission(StrEnum):
    """What a door may ask for."""

    READ_WORKERS = "read_workers"
    """Files, timelines, search, the people behind a figure."""
    WRITE_CASES = "write_cases"
    """A station's ledger work: register, correct, employment, transfer, apply, training, …"""
    REVIEW_CASES = "review_cases"
    """The second pair of eyes: assistance, certificates, void, merge, confirmed closing."""
    READ_FIGURES = "read_figures"
    SET_RULES = "set_rules"
    """Parameters, targets and figures reported from outside."""
    LOAD_UNITS = "load_units"
    IMPORT_FILES = "import_files"
    """Bring a file; each line of it still needs the permission of its own command."""
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_LOG = "read_log"
    """Who did and who looked."""


_STATION_WORK = frozenset(
    {
        Permission.READ_WORKERS,
        Permission.WRITE_CASES,
        Permission.READ_FIGURES,
        Permission.IMPORT_FILES,
    }
)

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.CLERK: _STATION_WORK,
        Role.REVIEWER: _STATION_WORK | {Permission.REVIEW_CASES},
        Role.OFFICE: frozenset(
            {Permission.READ_FIGURES, Permission.READ_WORKERS, Permission.SET_RULES}
        ),
        Role.AUDITOR: frozenset(
            {Permission.READ_WORKERS, Permission.READ_FIGURES, Permission.READ_LOG}
        ),
        Role.ADMIN: frozenset({Permission.MANAGE_ACCOUNTS, Permission.LOAD_UNITS}),
    }
)

CITY_WIDE = frozenset({Role.OFFICE, Role.AUDITOR})
"""Roles whose permissions hold for every unit; those of the others hold in their own area."""

ParentOf = Callable[[str], str | None]
"""The code of a unit's parent; None above the city and for an unknown code."""


def area_contains(account_unit: str, station_code: str, parent_of: ParentOf) -> bool:
    """Whether the station is the account's unit or lies below it."""
    passed: set[str] = set()
    unit: str | None = station_code
    while unit and unit not in passed:
        if unit == account_unit:
            return True
        passed.add(unit)
        unit = parent_of(unit)
    return False


def reaches(role: Role, account_unit: str, station_code: str, parent_of: ParentOf) -> bool:
    """Whether what the role may do, it may do for this station."""
    return role in CITY_WIDE or area_contains(account_unit, station_code, parent_of)
