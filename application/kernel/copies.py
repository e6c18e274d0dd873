"""Copies of a ledger: taken while it is being written, read back, and there only once whole."""

import fcntl
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from application.kernel.snapshots import damage, only_reading
from domain.kernel.errors import DomainError, Refusal

Progress = Callable[[int], None]
_PAGES_AT_ONCE = 2_000
_PART = ".taizhang-part"
_BESIDE = ("", "-journal", "-wal", "-shm")


class CopyExists(DomainError):
    """A file of that name is there; no copy is written over another."""

    code = "copy-exists"
    sort = Refusal.MALFORMED


class CopyDamaged(DomainError):
    """Read back, the copy is not what was copied."""

    code = "copy-damaged"


class LedgerInUse(DomainError):
    """Somebody has the ledger open that is to be replaced."""

    code = "ledger-in-use"
    sort = Refusal.STALE


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """A file beside the target for what is not whole yet; gone afterwards, whatever happens.

    What a killed process left there goes too. Raises `OSError`.
    """
    _sweep(target.parent)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_PART}")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield part
    finally:
        _remove(part)
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Parts that no living process holds."""
    for part in folder.glob(f".*{_PART}"):
        with part.open("rb") as left:
            try:
                fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            _remove(part)


def _remove(part: Path) -> None:
    """With what stands beside a database while it is open."""
    for suffix in _BESIDE:
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    part.with_suffix(".lock").unlink(missing_ok=True)


def copy(database: Path, part: Path, progress: Progress | None = None) -> dict[str, int]:
    """Copy one moment of a database, whoever writes to it; how many rows each table has.

    `progress` is told of pages. Raises `CopyDamaged`, `sqlite3.Error`.
    """
    with only_reading(database) as source:
        # The snapshot begins with the first reading: from here on others may write.
        counts = _rows(source)
        with closing(sqlite3.connect(part, isolation_level=None)) as target:
            done = 0

            def advanced(_: int, remaining: int, total: int) -> None:
                nonlocal done
                if progress:
                    progress(total - remaining - done)
                done = total - remaining

            source.backup(target, pages=_PAGES_AT_ONCE, progress=advanced)
            target.execute("PRAGMA journal_mode=DELETE")
    _on_disk(part)
    with only_reading(part) as again:
        if damage(again) or _rows(again) != counts:
            raise CopyDamaged(file=str(database))
    return counts


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    named = "SELECT name FROM sqlite_master WHERE type='table' ORDER BY name"
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in connection.execute(named).fetchall()
    }


def alone_with(database: Path) -> None:
    """Bring everything into the one file of a database that nobody has open.

    Raises `LedgerInUse`.
    """
    with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as connection:
        in_use = not _one_file(connection)
    if in_use:
        raise LedgerInUse(file=str(database))
    _on_disk(database)


def _one_file(connection: sqlite3.Connection) -> bool:
    try:
        (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        return False
    return bool(mode == "delete")


def put_in_place(part: Path, target: Path) -> None:
    """Give a whole copy its name. Raises `CopyExists`, `OSError`."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise CopyExists(file=str(target)) from None
    _on_disk(target.parent)


def exchange(part: Path, target: Path, aside: Path) -> None:
    """Put a whole copy in the place of another file, which is kept aside; there is always one.

    Raises `CopyExists`, `OSError`.
    """
    put_in_place(target, aside)
    part.replace(target)
    _on_disk(target.parent)


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
