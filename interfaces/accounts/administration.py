"""What an administrator does with the accounts of others: looks them up, closes and opens doors."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, exists, func, or_, select, update

from interfaces.accounts.accounts import COLUMNS, Account, account_from, role_named
from interfaces.accounts.entries import entry
from interfaces.accounts.errors import LastAdministrator, NoSuchAccount
from interfaces.accounts.roles import ROLE_PERMISSIONS, Permission, Role
from interfaces.accounts.tables import accounts_table, sessions_table

_a = accounts_table.c
ADMINISTRATORS = frozenset(
    role for role, held in ROLE_PERMISSIONS.items() if Permission.MANAGE_ACCOUNTS in held
)

_MANAGING = (
    select(_a.id).where(_a.role.in_(tuple(ADMINISTRATORS))).order_by(_a.id).with_for_update()
)
"""Of two who close each other's account, the second waits for the first and remains."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Accounts of some units (None is every unit) and roles, by characters of their names.

    `disabled` None takes both kinds.
    """

    units: Collection[str] | None
    roles: Collection[Role]
    sought: str = ""
    disabled: bool | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An account, and when somebody last used it at a browser, as far as that is still known."""

    account: Account
    last_seen_at: datetime | None


def accounts_found(
    engine: Engine, wanted: Wanted, *, first: int, limit: int
) -> tuple[Sequence[Listed], int]:
    """The accounts from the `first` on, by name, and how many there are."""
    seen = (
        select(func.max(sessions_table.c.last_seen_at))
        .where(sessions_table.c.account_id == _a.id)
        .scalar_subquery()
        .label("last_seen_at")
    )
    statement = _wanted(select(*COLUMNS, seen), wanted).order_by(_a.name_key)
    counted = _wanted(select(func.count()).select_from(accounts_table), wanted)
    with engine.connect() as connection:
        rows = connection.execute(statement.offset(first).limit(limit)).all()
        total = connection.scalar(counted) or 0
    return [Listed(account_from(row), row.last_seen_at) for row in rows], total


def _wanted(statement: Select[Any], wanted: Wanted) -> Select[Any]:
    statement = statement.where(_a.role.in_(tuple(wanted.roles)))
    if wanted.units is not None:
        statement = statement.where(_a.unit.in_(tuple(wanted.units)))
    if wanted.sought:
        named = _a.name.icontains(wanted.sought, autoescape=True)
        statement = statement.where(
            or_(named, _a.display_name.icontains(wanted.sought, autoescape=True))
        )
    if wanted.disabled is not None:
        closed = _a.disabled_at.is_not(None)
        statement = statement.where(closed if wanted.disabled else ~closed)
    return statement


def account_by_id(engine: Engine, account_id: str) -> Account:
    """Raises NoSuchAccount."""
    with engine.connect() as connection:
        row = connection.execute(select(*COLUMNS).where(_a.id == account_id)).one_or_none()
    if row is None:
        raise NoSuchAccount(name=account_id)
    return account_from(row)


def close_account(
    engine: Engine, account: Account, units_above: Collection[str], *, now: datetime
) -> None:
    """Disable an account. Twice is once.

    `units_above` are its own unit and all above it. Raises LastAdministrator for the last one
    that can manage the accounts there: nobody could open another.
    """
    closed = update(accounts_table).where(_a.id == account.id, _a.disabled_at.is_(None))
    if account.role in ADMINISTRATORS:
        closed = closed.where(_another_manages(account, units_above))
    with engine.begin() as connection:
        connection.execute(_MANAGING)
        done = connection.execute(closed.values(disabled_at=now)).rowcount
        still_open = connection.scalar(
            select(func.count()).where(_a.id == account.id, _a.disabled_at.is_(None))
        )
    if not done and still_open:
        raise LastAdministrator(name=account.name)


def _another_manages(account: Account, units_above: Collection[str]) -> ColumnElement[bool]:
    other = accounts_table.alias()
    return exists().where(
        other.c.id != account.id,
        other.c.disabled_at.is_(None),
        other.c.role.in_(tuple(ADMINISTRATORS)),
        other.c.unit.in_(tuple(units_above)),
    )


def change_account(
    engine: Engine,
    account: Account,
    units_above: Collection[str] | None = None,
    *,
    display_name: str | None = None,
    role: str | None = None,
    unit: str | None = None,
) -> Account:
    """What is given takes the place of what is there, from the next request on.

    `units_above` as in `close_account`; None where the operator may do anything. Raises
    EntryUnusable, UnknownRole, LastAdministrator. Whether there is such a unit is for the caller
    to know.
    """
    given: dict[str, Any] = {} if role is None else {"role": role_named(role)}
    for field, text in (("display_name", display_name), ("unit", unit)):
        if text is not None:
            given[field] = entry(field, text)
    changing = update(accounts_table).where(_a.id == account.id)
    after = replace(account, **given)
    leaves = after.role not in ADMINISTRATORS or after.unit not in (units_above or ())
    manages = account.role in ADMINISTRATORS and account.disabled_at is None
    if units_above is not None and manages and leaves:
        changing = changing.where(_another_manages(account, units_above))
    with engine.begin() as connection:
        connection.execute(_MANAGING)
        if not connection.execute(changing.values(given)).rowcount:
            raise LastAdministrator(name=account.name)
    return after


def reopen_account(engine: Engine, account: Account) -> None:
    """Let an account in again, with its password as it was. Twice is once."""
    with engine.begin() as connection:
        connection.execute(
            update(accounts_table).where(_a.id == account.id).values(disabled_at=None)
        )
