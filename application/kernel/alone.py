"""One process at a time, where a ledger is made or brought up to date, or rebuilt."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from application.kernel.database import Database, PostgreSQL


class Lock(NamedTuple):
    """Its number among those that a database of PostgreSQL has for its users, and its file."""

    number: int
    suffix: str


OPENING = Lock(0x7A_68_61_6E_67, ".lock")
REBUILDING = Lock(0x7A_68_61_6E_68, ".rebuilding")
RESTORING = Lock(0x7A_68_61_6E_69, ".restoring")


@contextmanager
def alone(database: Database, lock: Lock = OPENING) -> Iterator[None]:
    """Wait until no other process does it to the same ledger; the lock ends with its process."""
    if isinstance(database, PostgreSQL):
        with database.connected() as connection:
            connection.execute("SET lock_timeout = 0")
            connection.execute("SELECT pg_advisory_lock(%s)", (lock.number,))
            yield
        return
    with database.beside(lock.suffix).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
