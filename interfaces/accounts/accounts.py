"""Accounts: opened, found, disabled, never deleted, so that who did what stays nameable."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from interfaces.accounts import hashing
from interfaces.accounts.entries import entry, name_key, sought_key
from interfaces.accounts.errors import AccountExists, NoSuchAccount, UnknownRole
from interfaces.accounts.roles import ROLE_PERMISSIONS, ParentOf, Permission, Role, reaches
from interfaces.accounts.tables import AnyRow, accounts_table

LARGEST_PAGE = 200

COLUMNS = tuple(
    column for column in accounts_table.c if column.name not in {"name_key", "password_hash"}
)
"""What `account_from` needs. The hash is read in `passwords` and nowhere else."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may come in. `unit` is the code whose subtree is the account's area."""

    id: str
    name: str
    display_name: str
    role: Role
    unit: str
    must_change_password: bool
    disabled_at: datetime | None
    created_at: datetime

    def may(self, permission: Permission) -> bool:
        return permission in ROLE_PERMISSIONS[self.role]

    def reaches(self, station_code: str, parent_of: ParentOf) -> bool:
        """Whether what this account may do, it may do for this station."""
        return reaches(self.role, self.unit, station_code, parent_of)


def account_from(row: AnyRow) -> Account:
    """The account in a row that has `COLUMNS`."""
    return Account(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        role=Role(row.role),
        unit=row.unit,
        must_change_password=row.must_change_password,
        disabled_at=row.disabled_at,
        created_at=row.created_at,
    )


def add_account(
    engine: Engine,
    name: str,
    role: str,
    unit: str,
    display_name: str,
    password: str | None = None,
    *,
    now: datetime,
) -> tuple[Account, str | None]:
    """Open an account. Without a password one is made up, returned this once, to be changed.

    Raises AccountExists, UnknownRole, EntryUnusable, PasswordTooShort, PasswordTooLong. Whether
    there is such a unit is for the caller to know.
    """
    one_time = hashing.one_time_password() if password is None else None
    account = Account(
        id=str(uuid4()),
        name=entry("name", name),
        display_name=entry("display_name", display_name),
        role=role_named(role),
        unit=entry("unit", unit),
        must_change_password=one_time is not None,
        disabled_at=None,
        created_at=now,
    )
    _insert(engine, account, hashing.hashed(one_time or password or ""))
    return account, one_time


def accounts(
    engine: Engine, *, after: str | None = None, limit: int = LARGEST_PAGE
) -> Sequence[Account]:
    """A page of accounts by name; `after` is the last name of the page before.

    Raises ValueError when `limit` is not in 1..200.
    """
    if not 1 <= limit <= LARGEST_PAGE:
        raise ValueError(f"limit is not in 1..{LARGEST_PAGE}")
    key = accounts_table.c.name_key
    page = select(*COLUMNS).order_by(key).limit(limit)
    if after is not None:
        page = page.where(key > name_key(after))
    with engine.connect() as connection:
        return [account_from(row) for row in connection.execute(page)]


def account_named(engine: Engine, name: str) -> Account:
    """Raises NoSuchAccount."""
    with engine.connect() as connection:
        return _named(connection, name)


def display_names(engine: Engine, names: Collection[str]) -> Mapping[str, str]:
    """How the accounts of some login names are shown; whoever has none is left out."""
    c = accounts_table.c
    statement = select(c.name, c.display_name).where(c.name.in_(names))
    with engine.connect() as connection:
        return {row.name: row.display_name for row in connection.execute(statement)}


def disable_account(engine: Engine, name: str, *, now: datetime) -> Account:
    """Close the door: password and tokens stop at once. Twice is once. Raises NoSuchAccount."""
    with engine.begin() as connection:
        connection.execute(
            update(accounts_table)
            .where(accounts_table.c.name_key == sought_key(name))
            .where(accounts_table.c.disabled_at.is_(None))
            .values(disabled_at=now)
        )
        return _named(connection, name)


def _insert(engine: Engine, account: Account, password_hash: str) -> None:
    row = {column.name: getattr(account, column.name) for column in COLUMNS}
    row |= {"name_key": name_key(account.name), "password_hash": password_hash}
    try:
        with engine.begin() as connection:
            connection.execute(insert(accounts_table), row)
    except IntegrityError:
        raise AccountExists(name=account.name) from None


def _named(connection: Connection, name: str) -> Account:
    statement = select(*COLUMNS).where(accounts_table.c.name_key == sought_key(name))
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise NoSuchAccount(name=name)
    return account_from(row)


def role_named(role: str) -> Role:
    """Raises UnknownRole."""
    try:
        return Role(role)
    except ValueError:
        raise UnknownRole(role=role) from None
