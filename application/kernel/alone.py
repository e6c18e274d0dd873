"""One process at a time, where a ledger is made or brought up to date."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from application.kernel.database import Database, PostgreSQL

_OPENING = 0x7A_68_61_6E_67
"""The number of the lock among those that a database of PostgreSQL has for its users."""


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Wait until no other process opens the same ledger; the lock ends with its process."""
    if isinstance(database, PostgreSQL):
        with psycopg.connect(database.conninfo, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", (_OPENING,))
            yield
        return
    with database.beside(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
