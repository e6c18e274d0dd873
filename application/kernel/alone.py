"""One process at a time, where a ledger is made or brought up to date."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Wait until no other process opens the same ledger; the lock ends with its process."""
    with database.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
