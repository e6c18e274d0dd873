"""Which engine answers a question: the store, or the report engine on a large ledger.

Both run the same statements over the same rows, so the answer is the same; it says whose it is.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cached_property
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol, TypeVar

import structlog
from sqlalchemy import Connection

from application.kernel.answering.answers import Answers
from application.kernel.answering.query import Query, Sight, is_kept, is_report
from application.kernel.answering.remembered import Count, Counts, Remembered
from application.kernel.bitemporal import episodes
from application.kernel.database import Database
from application.kernel.each_second import each_second
from application.kernel.people.people_index import PeopleIndex
from application.kernel.projecting.checkpoints import seen_up_to
from application.kernel.projecting.read_model import ReadModel
from application.kernel.projecting.store import Store
from application.kernel.writing.rules_in_force import Rules
from domain.kernel.errors import DomainError, Refusal

if TYPE_CHECKING:
    from application.kernel.reports.reports import Reports

T = TypeVar("T")

LARGE = 1_000_000
"""Facts from which on reports are answered in columns (docs/decisions/0045)."""
PAUSE_SECONDS = 60
"""After a file could not be made, until that is tried again."""
REPORTS = ".reports"
"""What the name of their file ends in, beside the ledger."""


class ReportsUnavailable(DomainError):
    """The report engine cannot make or read its file: a full disk, or a damaged file."""

    code = "reports-unavailable"
    sort = Refusal.STALE


class SparkMissing(DomainError):
    """Spark is not installed: it is an extra of its own."""

    code = "spark-missing"
    sort = Refusal.STALE


class SparkUnavailable(DomainError):
    """Spark does not answer: no Java, no such cluster, or rows that cannot be read."""

    code = "spark-unavailable"
    sort = Refusal.STALE


class RowsMissing(DomainError):
    """The folder has no rows that `taizhang export --parquet` wrote."""

    code = "rows-missing"
    sort = Refusal.MALFORMED


class _Over(Exception):
    """Nobody waits for the file any more."""


class Engine(Protocol):
    """`reading` gives one snapshot."""

    name: str

    def reading(self) -> AbstractContextManager[Connection]: ...


class Engines:
    """The engines of an open ledger. `large` is from how many facts on reports go to their own."""

    def __init__(
        self, people: PeopleIndex, store: Store, here: Database, large: int, activity: ReadModel
    ) -> None:
        self.register = people.register
        self.people = people
        self.store = store
        self.remembered = Remembered(self.register, (episodes.MODEL,), self._counted_in_columns)
        self.activity = Remembered(self.register, (activity,))
        self._answers = Answers()
        self.file = here.beside(REPORTS)
        self.large = large
        self.reports_wanted = Event()

    @cached_property
    def reports(self) -> "Reports":
        from application.kernel.reports.reports import Reports  # noqa: PLC0415 (loads DuckDB)

        return Reports(self.register, self.store, self.file, self.reports_wanted)

    def answer(self, query: Query[T], rules: Rules, on: Engine | None = None) -> T:
        """Answer on an engine; without one where it is quickest, which may be from what is kept.

        An engine that was asked for counts itself, and it alone raises `ReportsUnavailable`.
        """
        if on:
            with on.reading() as connection:
                return query.answer(self.sight(connection, rules, on.name))
        if self._suits_reports(query):
            with suppress(ReportsUnavailable):
                return self._answered(query, rules, self.reports)
        return self._answered(query, rules, self.store)

    def sight(self, snapshot: Connection, rules: Rules, engine: str) -> Sight:
        counts = self.remembered, self.activity
        return Sight(snapshot, self.register, rules, *counts, self.people, engine)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """While this lasts, three things are done aside: the file of the reports is made anew as
        soon as that is due, remembered counts go along with the log, and the people are opened."""
        over = Event()
        keeper = Thread(target=self._keep, args=(over,), name="reports", daemon=True)
        keeper.start()
        try:
            with (
                each_second(self._go_along, "counts", "counts-left-behind"),
                self.people.kept_up(self.store),
            ):
                yield
        finally:
            over.set()
            self.reports_wanted.set()
            keeper.join()

    def _go_along(self) -> None:
        self.remembered.go_along()
        self.activity.go_along()

    def _keep(self, over: Event) -> None:
        def going_on(_rows: int) -> None:
            if over.is_set():
                raise _Over

        while self.reports_wanted.wait() and not over.is_set():
            try:
                self.reports.sync(going_on)
            except _Over:
                return
            except ReportsUnavailable as error:
                structlog.get_logger(__name__).error("reports-unavailable", **error.facts)
                over.wait(PAUSE_SECONDS)

    def forget(self) -> None:
        """Count everything anew when next asked: rows were made again."""
        self._answers.forget()
        self.remembered.forget()
        self.activity.forget()

    def close(self) -> None:
        self.remembered.close()
        self.activity.close()
        if "reports" in vars(self):
            self.reports.close()

    def _answered(self, query: Query[T], rules: Rules, engine: Engine) -> T:
        with engine.reading() as connection:
            sight = self.sight(connection, rules, engine.name)
            return self._answers.of(query, sight) if is_kept(query) else query.answer(sight)

    def _suits_reports(self, query: Query[T]) -> bool:
        return is_report(query) and self._in_columns()

    def _in_columns(self) -> bool:
        """On a large ledger, where nobody need wait for the file to be made."""
        return self.register.position() >= self.large and self.reports.at_hand

    def _counted_in_columns(self, count: Count) -> tuple[Counts, int] | None:
        """A count over all people and its position, where columns are quicker than the store."""
        if self._in_columns():
            with suppress(ReportsUnavailable), self.reports.reading() as connection:
                return count(connection), seen_up_to(connection)
        return None
