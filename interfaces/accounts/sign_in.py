"""Coming in by name and password, more slowly the more often it fails.

Failures are counted for the name and for the address, in the database, so that several processes
count together. The wait is a minute at most: whoever attacks a name must not lock its owner out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine, delete, select

from interfaces.accounts.accounts import Account
from interfaces.accounts.entries import sought_key
from interfaces.accounts.errors import SignInRefused, SignInSlowedDown
from interfaces.accounts.passwords import check_password
from interfaces.accounts.placing import place
from interfaces.accounts.sessions import open_session
from interfaces.accounts.tables import sign_in_failures_table

FREE = 5
"""Failures that cost nothing: people mistype."""
FREE_OF_AN_ADDRESS = 20
"""Many clerks may share one address."""
FORGOTTEN = timedelta(minutes=15)
LONGEST_WAIT = 60

_f = sign_in_failures_table.c


@dataclass(frozen=True, slots=True)
class SignedIn:
    account: Account
    token: str


def sign_in(
    engine: Engine, name: str, password: str, *, now: datetime, address: str = "", agent: str = ""
) -> SignedIn:
    """Open a session for whoever knows name and password.

    Raises SignInRefused, SignInSlowedDown (then the password was not looked at).
    """
    keys = {_key("name", sought_key(name)): FREE, _key("address", address): FREE_OF_AN_ADDRESS}
    with engine.begin() as connection:
        seconds = max(_wait(connection, key, free, now) for key, free in keys.items())
    if seconds:
        raise SignInSlowedDown(seconds=seconds)
    account = check_password(engine, name, password)
    with engine.begin() as connection:
        for key in keys:
            if account is None:
                _count(connection, key, now)
            elif key == _key("name", sought_key(name)):
                connection.execute(delete(sign_in_failures_table).where(_f.key == key))
    if account is None:
        raise SignInRefused()
    return SignedIn(account, open_session(engine, account, now=now, agent=agent))


def _key(kind: str, what: str) -> str:
    # A name that nobody has may be a password typed into the wrong box: only its hash is kept.
    return sha256(f"{kind} {what}".encode("utf-8", "surrogatepass")).hexdigest()


def _wait(connection: Connection, key: str, free: int, now: datetime) -> int:
    """Whole seconds until this key may try again; 0 when it may."""
    found = connection.execute(select(_f.failures, _f.last_at).where(_f.key == key)).one_or_none()
    if found is None or found.failures < free:
        return 0
    pause = min(LONGEST_WAIT, 2 ** min(found.failures - free, 6))
    left: timedelta = found.last_at + timedelta(seconds=pause) - now
    return max(0, -(-left // timedelta(seconds=1)))


def _count(connection: Connection, key: str, now: datetime) -> None:
    table = sign_in_failures_table
    connection.execute(delete(table).where(_f.last_at <= now - FORGOTTEN))
    once_more = {"failures": _f.failures + 1, "last_at": now}
    place(connection, table, {"key": key, "failures": 1, "last_at": now}, once_more)
