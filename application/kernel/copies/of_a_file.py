"""Copies of a ledger in the embedded database: one file, by its own online copy."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from errno import EIO
from pathlib import Path

from application.kernel.alone import alone
from application.kernel.copies.copies import (
    CopyDamaged,
    LedgerInUse,
    Progress,
    Taken,
    exchange,
    on_disk,
    put_in_place,
    unfinished,
)
from application.kernel.database import Database, SQLite
from application.kernel.snapshots import damage, only_reading

_PAGES_AT_ONCE = 2_000


class FileCopies:
    def __init__(self, database: SQLite) -> None:
        self._database = database
        self.name, self.suffix = database.path.stem, database.path.suffix

    @contextmanager
    def taken(self, part: Path, progress: Progress) -> Iterator[Taken]:
        yield Taken(copy(self._database.path, part, progress), part)

    def exists(self) -> bool:
        return self._database.exists()

    @contextmanager
    def restored(self, file: Path, progress: Progress) -> Iterator[Database]:
        self._database.path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(self._database.path) as part:
            _read(file, part, progress)
            yield SQLite(part)

    def put(self, restored: Database, moment: str) -> str | None:
        there = self._database.path
        alone_with(restored.files)
        with alone(self._database):
            if not there.exists():
                put_in_place(restored.files, there)
                return None
            alone_with(there)
            aside = there.with_name(f"{self.name}-before-restore-{moment}{self.suffix}")
            exchange(restored.files, there, aside)
            return str(aside)


def _read(file: Path, part: Path, progress: Progress) -> None:
    """Raises `OSError`, which names the file: what is damaged is not the ledger."""
    try:
        copy(file, part, progress)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise OSError(EIO, f"no backup that can be read ({error})", str(file)) from None


def copy(database: Path, part: Path, progress: Progress) -> dict[str, int]:
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
                progress(total - remaining - done)
                done = total - remaining

            source.backup(target, pages=_PAGES_AT_ONCE, progress=advanced)
            target.execute("PRAGMA journal_mode=DELETE")
    on_disk(part)
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
    on_disk(database)


def _one_file(connection: sqlite3.Connection) -> bool:
    try:
        (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        return False
    return bool(mode == "delete")
