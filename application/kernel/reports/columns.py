"""The rows on both clocks in columns: those of the file, and in memory those that came after it.

What was recorded since the file was made is kept apart; a view shows the rows of a stream from
one of the two. So a report is as fresh as the store, and no process waits for another.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from uuid import UUID

import duckdb
from sqlalchemy import Connection

from application.kernel.bitemporal.models import BITEMPORAL, TABLES
from application.kernel.log.register import Register
from application.kernel.projecting.checkpoints import CHECKPOINTS, seen_up_to
from application.kernel.reports import report_file
from application.kernel.reports.duckdb_dialect import engine_of
from application.kernel.reports.loading import Loading
from application.kernel.reports.parts import unfinished_folder

_AT_ONCE = 200_000
_FOLLOWED = {kind.stored_as for model in BITEMPORAL for kind in model.follows}


class Columns:
    """A database in memory over the file. Raises `Unusable`."""

    def __init__(self, file: Path, register: Register) -> None:
        self.file = file
        self.register = register
        self._database = duckdb.connect(
            config={
                "temp_directory": f"{file}.tmp",
                "memory_limit": report_file.MEMORY,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        self.file_position = report_file.attach(self._database, file, register)
        self._stamp = _stamp(file)
        self.position = self.file_position
        self._engine = engine_of(self._database.cursor)
        self._lock = Lock()
        self._readers = 0
        self._over = False
        self._make_views()

    @property
    def replaced(self) -> bool:
        """Whether another file has the name by now."""
        return self._stamp != _stamp(self.file)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot."""
        with self._in_use(), self._engine.connect() as connection:
            yield connection

    def rewrite(self) -> None:
        """Give the name to a file with all that is seen here."""
        with self._in_use(), self._database.cursor() as seen:
            report_file.rewrite(self.file, seen, self.register)

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        with self._lock:
            self._readers += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers -= 1
                self._close_when_done()

    def close(self) -> None:
        """Let the file go, once nobody reads here any more."""
        with self._lock:
            self._over = True
            self._close_when_done()

    def _close_when_done(self) -> None:
        if self._over and not self._readers:
            self._engine.dispose()
            self._database.close()

    def _make_views(self) -> None:
        run = self._database.execute
        run(f"CREATE TABLE {CHECKPOINTS.name} AS FROM base.{CHECKPOINTS.name}")
        run("CREATE TABLE touched (stream UUID)")
        for name in (table.name for table in TABLES):
            run(f"CREATE TABLE fresh_{name} AS FROM base.{name} LIMIT 0")
            run(
                f"CREATE VIEW {name} AS FROM base.{name} ANTI JOIN touched USING (stream) "
                f"UNION ALL FROM fresh_{name}"
            )

    def follow(self, source: Connection) -> None:
        """Take in what the store has beyond this; `source` is one snapshot of the store."""
        upto = seen_up_to(source)
        if upto <= self.position:
            return
        streams = self._touched(upto)
        with self._database.cursor() as into:
            into.execute("BEGIN")
            if streams:
                self._replace(into, source, streams)
            into.execute(f"UPDATE {CHECKPOINTS.name} SET position = ?", [upto])
            into.execute("COMMIT")
        self.position = upto

    def _touched(self, upto: int) -> list[UUID]:
        streams: dict[UUID, None] = {}
        after = self.position
        while after < upto and (facts := self.register.touched(after, _AT_ONCE)):
            for at, stream, name in facts:
                if at <= upto and name in _FOLLOWED:
                    streams[stream] = None
            after = facts[-1][0]
        return list(streams)

    def _replace(
        self, into: duckdb.DuckDBPyConnection, source: Connection, streams: list[UUID]
    ) -> None:
        into.execute("CREATE TEMP TABLE now AS SELECT unnest($1::UUID[]) AS stream", [streams])
        into.execute("INSERT INTO touched FROM now ANTI JOIN touched USING (stream)")
        with unfinished_folder(self.file) as folder:
            loading = Loading(source, into, folder)
            for table in TABLES:
                into.execute(f"DELETE FROM fresh_{table.name} WHERE stream IN (FROM now)")
                loading.of(streams, table, f"fresh_{table.name}")
        into.execute("DROP TABLE now")


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns
