"""The wrapped keys of the people: a file of its own, outside the database and its backups."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EIO
from pathlib import Path
from threading import Lock
from typing import Any, Protocol
from uuid import UUID

from application.kernel.clock import new_id
from application.kernel.log.errors import LedgerUnavailable

Wrapped = dict[UUID, bytes | None]
"""The wrapped key by worker; None where it was destroyed."""
_AT_ONCE = 500
_LOCK_SECONDS = 60


class KeyStore(Protocol):
    """What the key ring asks of wherever the wrapped keys are. Every change is durable at once."""

    id: str
    """Tells this store from every other."""
    place: str
    """Where it is, for whoever has to put it back."""

    def fingerprint(self) -> str | None:
        """Of the master key that wraps all keys; None while there are none."""
        ...

    def find(self, workers: Sequence[UUID]) -> Wrapped: ...

    def add(self, wrapped: Iterable[tuple[UUID, bytes]], fingerprint: str) -> bool:
        """Keep keys of people who have none; False, and nothing, under another master key."""
        ...

    def destroy(self, worker: UUID) -> None:
        """Afterwards no byte of the key is in the store."""
        ...

    def rewrap(self, again: Callable[[UUID, bytes], bytes], fingerprint: str) -> int:
        """Wrap every key again, all or none; return how many."""
        ...

    def counts(self) -> tuple[int, int]:
        """Keys that are there, and keys that were destroyed."""
        ...

    def close(self) -> None: ...


_TABLES = """
CREATE TABLE IF NOT EXISTS store (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS people_keys (worker BLOB PRIMARY KEY, wrapped BLOB) WITHOUT ROWID;
"""


class KeyFile:
    """The key store of the embedded ledger: a small database, readable by its owner only.

    Raises `OSError`, which names the file as errors of the database do not.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            _made(path)
        self.place = str(path)
        self._lock = Lock()
        try:
            self._connection = _opened(path)
        except sqlite3.Error as error:
            told = f"the keys of the people cannot be opened ({error}); put the original back"
            raise OSError(EIO, told, self.place) from None
        self.id = self._value("id") or ""

    def __reduce__(self) -> tuple[Any, ...]:
        return KeyFile, (Path(self.place),)

    def fingerprint(self) -> str | None:
        with self._lock:
            return self._value("master-fingerprint")

    def find(self, workers: Sequence[UUID]) -> Wrapped:
        found: Wrapped = {}
        with self._lock:
            for start in range(0, len(workers), _AT_ONCE):
                some = {worker.bytes: worker for worker in workers[start : start + _AT_ONCE]}
                rows = self._connection.execute(
                    "SELECT worker, wrapped FROM people_keys "
                    f"WHERE worker IN ({','.join('?' * len(some))})",
                    list(some),
                )
                found.update((some[worker], wrapped) for worker, wrapped in rows)
        return found

    def add(self, wrapped: Iterable[tuple[UUID, bytes]], fingerprint: str) -> bool:
        with self._lock:
            with self._writing():
                if self._value("master-fingerprint") not in (None, fingerprint):
                    return False
                self._remember(fingerprint)
                self._connection.executemany(
                    "INSERT OR IGNORE INTO people_keys VALUES (?,?)",
                    [(worker.bytes, key) for worker, key in wrapped],
                )
            self._emptied()  # a copy of the file alone has every key
        return True

    def destroy(self, worker: UUID) -> None:
        with self._lock:
            with self._writing():
                self._connection.execute(
                    "INSERT INTO people_keys VALUES (?, NULL) "
                    "ON CONFLICT (worker) DO UPDATE SET wrapped=NULL",
                    (worker.bytes,),
                )
            self._emptied()

    def rewrap(self, again: Callable[[UUID, bytes], bytes], fingerprint: str) -> int:
        with self._lock:
            with self._writing():
                rows = self._connection.execute(
                    "SELECT worker, wrapped FROM people_keys WHERE wrapped IS NOT NULL"
                ).fetchall()
                self._connection.executemany(
                    "UPDATE people_keys SET wrapped=? WHERE worker=?",
                    [(again(UUID(bytes=worker), key), worker) for worker, key in rows],
                )
                self._remember(fingerprint)
            self._emptied()
        return len(rows)

    def counts(self) -> tuple[int, int]:
        with self._lock:
            there, all_ = self._connection.execute(
                "SELECT count(wrapped), count(*) FROM people_keys"
            ).fetchone()
        return there, all_ - there

    def close(self) -> None:
        self._connection.close()

    def _value(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM store WHERE name=?", (name,)).fetchone()
        return row[0] if row else None

    def _remember(self, fingerprint: str) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO store VALUES ('master-fingerprint', ?)", (fingerprint,)
        )

    def _emptied(self) -> None:
        """What was written over is in no journal either."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Raises `LedgerUnavailable` where the file does not take it."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise LedgerUnavailable(reason=str(error)) from error
            raise


def _made(path: Path) -> None:
    """A file whole before it has its name: of several who make it at once, one makes it.

    SQLite lets nobody wait who turns a new file to a write-ahead log while another does.
    """
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    _opened(unfinished).close()
    with suppress(FileExistsError):
        os.link(unfinished, path)
    unfinished.unlink()


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_LOCK_SECONDS, isolation_level=None, check_same_thread=False
    )
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(_TABLES)
    connection.execute("INSERT OR IGNORE INTO store VALUES ('id', ?)", (new_id().hex,))
    return connection
