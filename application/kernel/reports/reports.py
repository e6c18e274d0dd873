"""Reports: the questions about many people, answered in columns beside the store.

The file beside the ledger is fed by position. Whoever asks takes in first what the store has
beyond it, so an answer is as fresh as the store's; when that has become much, the file is made
anew: by `sync`, which one process does for all.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Lock

import duckdb
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from application.kernel.answering.engines import ReportsUnavailable
from application.kernel.log.register import Register
from application.kernel.projecting.checkpoints import seen_up_to
from application.kernel.projecting.projector import Progress
from application.kernel.projecting.store import Store
from application.kernel.reports.columns import Columns
from application.kernel.reports.parts import held
from application.kernel.reports.report_file import Unusable, build

MOST_BEHIND = 20_000
"""Facts that an answer takes in by itself; after more the file is to be made anew."""

_NOT_OF_THE_FILE = (duckdb.OutOfMemoryException, duckdb.ProgrammingError, duckdb.DataError)


class Reports:
    """May be asked from several threads at once. `wanted` is set when a `sync` is due."""

    name = "reports"

    def __init__(self, register: Register, store: Store, file: Path, wanted: Event) -> None:
        self.register = register
        self.store = store
        self.file = file
        self.wanted = wanted
        self._lock = Lock()
        self._columns: Columns | None = None

    @property
    def at_hand(self) -> bool:
        """Whether a report can be answered at once."""
        with self._lock:
            columns = self._current()
        log = self.register.position()
        if columns is None or log - columns.file_position > MOST_BEHIND:
            self.wanted.set()
        return columns is not None and log - columns.position <= MOST_BEHIND

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot, as late as the store's; a missing file is made first.

        Raises `ReportsUnavailable`; what was damaged is gone then, and made anew next time.
        """
        if not self.at_hand:
            self.sync()
        try:
            with ExitStack() as reading:
                with self._following() as columns:
                    connection = reading.enter_context(columns.reading())
                    seen_up_to(connection)  # from here on it sees no later one
                yield connection
        except (DBAPIError, duckdb.Error) as error:
            raise self._failure(error) from error

    def sync(self, progress: Progress | None = None) -> int:
        """Bring the file itself to the position of the store; return it.

        `progress` is told of rows where the file is made from nothing. Raises
        `ReportsUnavailable`.
        """
        self.wanted.clear()
        try:
            with self._alone():
                self._renew(progress)
            with self._lock:
                if columns := self._current():
                    return columns.file_position
        except (DBAPIError, duckdb.Error, OSError) as error:
            raise self._failure(error) from error
        raise ReportsUnavailable(reason=str(self.file))

    def close(self) -> None:
        with self._lock:
            self._let_go()

    def _renew(self, progress: Progress | None) -> None:
        with self._lock:
            columns = self._current()
        if columns is None or not self._near(columns):
            with self.store.reading() as source:
                build(self.file, source, self.register, progress)
            return
        with self._following() as columns:
            due = columns.position > columns.file_position
        if due:
            columns.rewrite()

    def _near(self, columns: Columns) -> bool:
        """Whether it is shorter to go on from here than to read the whole store."""
        behind = self.register.position() - columns.position
        return behind <= max(MOST_BEHIND, columns.position // 10)

    @contextmanager
    def _following(self) -> Iterator[Columns]:
        """The columns as late as the store."""
        with self._lock:
            columns = self._current()
            if columns is None:
                raise duckdb.IOException(str(self.file))
            with self.store.reading() as source:
                columns.follow(source)
            yield columns

    def _current(self) -> Columns | None:
        """Those of the file that has the name; None where it is of no use."""
        if self._columns is None or self._columns.replaced:
            self._let_go()
            try:
                self._columns = Columns(self.file, self.register)
            except Unusable:
                self._columns = None
        return self._columns

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = self.file.with_name(f"{self.file.name}.lock")
        lock.touch(mode=0o600)
        with held(lock):
            yield

    def _failure(self, error: Exception) -> ReportsUnavailable:
        """Begin anew after a failure, with another file where this one may be damaged."""
        cause = getattr(error, "orig", error)
        with self._lock:
            self._let_go()
            if not isinstance(cause, _NOT_OF_THE_FILE):
                self.file.unlink(missing_ok=True)
        return ReportsUnavailable(reason=str(cause))

    def _let_go(self) -> None:
        if self._columns:
            self._columns.close()
        self._columns = None
