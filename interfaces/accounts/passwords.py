"""Passwords of accounts: set, and checked at the door."""

from sqlalchemy import Engine, select, update

from interfaces.accounts import hashing
from interfaces.accounts.accounts import COLUMNS, Account, account_from
from interfaces.accounts.entries import sought_key
from interfaces.accounts.errors import NoSuchAccount, PasswordUnchanged
from interfaces.accounts.tables import AnyRow, accounts_table


def set_password(engine: Engine, name: str, password: str | None = None) -> str | None:
    """Give an account a new password; without one a one-time password, as in `add_account`.

    Raises NoSuchAccount, PasswordTooShort, PasswordTooLong, PasswordUnchanged (the one-time
    password is known to whoever handed it out: keeping it would not be a change).
    """
    one_time = hashing.one_time_password() if password is None else None
    new_hash = hashing.hashed(one_time or password or "")
    found = _with_hash(engine, name)
    if found is None:
        raise NoSuchAccount(name=name)
    if password is not None and hashing.matches(found.password_hash, password):
        raise PasswordUnchanged()
    with engine.begin() as connection:
        connection.execute(
            update(accounts_table)
            .where(accounts_table.c.id == found.id)
            .values(password_hash=new_hash, must_change_password=one_time is not None)
        )
    return one_time


def check_password(engine: Engine, name: str, password: str) -> Account | None:
    """The account that these open, or None; a name that nobody has costs the same time."""
    found = _with_hash(engine, name)
    if not hashing.matches(found.password_hash if found else None, password):
        return None
    if found is None or found.disabled_at is not None:
        return None
    if hashing.outdated(found.password_hash):
        _rehash(engine, found, password)
    return account_from(found)


def _rehash(engine: Engine, found: AnyRow, password: str) -> None:
    # The old hash in the condition: a password set meanwhile must not be taken back.
    table = accounts_table
    unchanged = (table.c.id == found.id) & (table.c.password_hash == found.password_hash)
    with engine.begin() as connection:
        connection.execute(
            update(table).where(unchanged).values(password_hash=hashing.hashed(password))
        )


def _with_hash(engine: Engine, name: str) -> AnyRow | None:
    columns = (*COLUMNS, accounts_table.c.password_hash)
    with engine.connect() as connection:
        statement = select(*columns).where(accounts_table.c.name_key == sought_key(name))
        return connection.execute(statement).one_or_none()
