"""The database of the read models: one engine to read, one to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from application.kernel.register import LOCK_SECONDS

# Rows can be rebuilt, so a commit of theirs need not wait for the disk; the log's does.
_PRAGMAS = (
    "synchronous=NORMAL",
    "mmap_size=1073741824",
    "cache_size=-65536",
    "temp_store=MEMORY",
)


class Store:
    """Readers see one snapshot each; writers begin with the write, so that none fails midway."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = _engine(path, "BEGIN")
        self._writing = _engine(path, "BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all or nothing."""
        with self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()
        self._writing.dispose()


def _engine(path: Path, begin: str) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
