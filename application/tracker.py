"""The only door for the interfaces: do a command, ask a question."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from application import (
    assistance,
    cases,
    certificates,
    employment,
    erasing,
    follow_ups,
    merging,
    registration,
    rules,
    trainings,
)
from application.exports.history import history_lines
from application.imports.importing import Import, Report, bring
from application.kernel.alone import alone
from application.kernel.answering.engines import LARGE, Engine, Engines
from application.kernel.answering.paging import SealedCursors
from application.kernel.answering.query import Query
from application.kernel.clock import Clock, SystemClock, microseconds, new_id
from application.kernel.database import Database, database_at
from application.kernel.integrity.daily_seals import SUFFIX, DailySeals
from application.kernel.keys.key import key_of, keys_beside, know_store
from application.kernel.keys.keyring import Keyring
from application.kernel.log.register import Register
from application.kernel.pauses import without_pauses
from application.kernel.people.people_index import PeopleIndex
from application.kernel.projecting.projector import ModelStatus, Progress, Projector
from application.kernel.projecting.rebuild import Difference, rebuild, verify
from application.kernel.projecting.store import Store
from application.kernel.writing.at_hand import AtHand
from application.kernel.writing.batches import Batches
from application.kernel.writing.committer import Committer
from application.kernel.writing.rules_in_force import Rules, rules_of
from application.kernel.writing.shelf import Shelf
from application.kernel.writing.sitting import Outcome, Request, Trade, perform
from application.processes.certificate_ends import when_case_closed_then_certificate_ends
from application.read_models import MODELS, OPENED, activity_rows
from application.units.loading import PACKAGED, load_units, read_units
from domain.unit.units import Unit

T = TypeVar("T")

CONCEPTS = (
    registration,
    merging,
    employment,
    cases,
    assistance,
    certificates,
    trainings,
    follow_ups,
    erasing,
    rules,
)
HANDLERS = {handler.name: handler for concept in CONCEPTS for handler in concept.HANDLERS}
TRADE = Trade(HANDLERS, (when_case_closed_then_certificate_ends,))


class CaseTracker:
    """An open ledger. `do` and `ask` may be called from several threads at once."""

    def __init__(
        self,
        database: Database | Path,
        key_file: Path | None = None,
        clock: Clock | None = None,
        units_file: Path = PACKAGED,
        seal_key_file: Path | None = None,
        keys: Keyring | None = None,
        reports_from: int = LARGE,
    ) -> None:
        """Open a ledger, or make it, with these units; its keys are by default beside it."""
        self.clock = clock or SystemClock()
        self.database = here = database_at(database)
        self.keys = keys or keys_beside(here)
        opened = here, key_file, self.clock, units_file, seal_key_file, self.keys, reports_from
        self.again = partial(CaseTracker, *opened)
        with ExitStack() as held, alone(here):
            held.callback(self.keys.close)
            self.register = held.enter_context(closing(Register(here, self.keys)))
            self.seals = DailySeals(self.register, self.clock, seal_key_file or here.beside(SUFFIX))
            self.people = held.enter_context(closing(PeopleIndex(self.register, OPENED)))
            self.store = held.enter_context(closing(Store(here, self.keys)))
            self.projector = Projector(self.register, self.store, MODELS)
            self.batches = Batches(self.projector, TRADE, self.seals, self.clock, self.shelf)
            self.committer = Committer(self.batches.carry_out)
            self.engines = Engines(self.people, self.store, here, reports_from, activity_rows.MODEL)
            held.callback(self.engines.close)
            self._begin(units_file, key_file or here.beside(".key"))
            self._held = held.pop_all()

    def _begin(self, units_file: Path, key_file: Path) -> None:
        with self.store.writing() as connection:
            know_store(connection, self.keys, self.register)
            self._key = key_of(connection, key_file)
        if outdated := self.projector.prepare():
            rebuild(self.projector, outdated)
        self.seals.when_due()
        self._rules: Rules = rules_of(self.register)
        if not len(self.rules.units):
            self.load_units(units_file, "taizhang")
        elif any(model.behind for model in self.status()):
            self.projector.catch_up()  # somebody was stopped between the log and these

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.committer.end()
        self._held.close()

    @property
    def rules(self) -> Rules:
        """The policy book and the units as they are now."""
        self._rules = rules_of(self.register, self._rules)
        return self._rules

    @property
    def position(self) -> int:
        """The last event of the log: while it stays, so does every answer of one day."""
        return self.register.position()

    def shelf(self, at_hand: AtHand | None = None) -> Shelf:
        return Shelf(self.register, self._key, (at_hand or self).rules, self.keys, at_hand=at_hand)

    def do(self, request: Request) -> Outcome:
        """Carry out a command; its read models are ready when this returns.

        Raises the `DomainError` with which the command is refused; then nothing was written.
        Those that come at once are written together where the committer runs, as in a server.
        """
        return self.committer.do(request)

    def rehearse(self, request: Request) -> None:
        """Carry out a command, keeping nothing; raises what it would be refused with now."""
        shelf = Shelf(self.register, self._key, self.rules, self.keys, new_id)
        perform(shelf, TRADE, request, self.clock.now())

    def ask(self, query: Query[T], on: Engine | None = None) -> T:
        """Answer a question from the read models, in one snapshot of an engine."""
        cursors = SealedCursors(self._key)
        return cursors.sealed(query, self.engines.answer(cursors.opened(query), self.rules, on))

    def bring(
        self, wanted: Import, checking: Progress | None = None, projecting: Progress | None = None
    ) -> Report:
        """Bring the lines of a file, told to `checking`, and their facts, told to `projecting`, of
        none first, when the log has them.

        Raises `UnusableFile`, `Conflict`, `LedgerUnavailable`.
        """
        self.seals.when_due()
        with without_pauses(), self.projector.over_cores() as rows:
            report, written = bring(wanted, TRADE, self.shelf, rows, self.clock, checking)
            if report.written:
                self.projector.catch_up(projecting, written, rows)
                self.projector.take_statistics()
        return report

    def history(self) -> Iterator[bytes]:
        """Every accepted command as a line of a history file (contract §3)."""
        return history_lines(self.register, HANDLERS)

    def load_units(self, file: Path, by: str) -> int:
        """Put the units of a file on the ledger; return how many were new or changed.

        Raises `UnitsFileUnusable`, `UnitsUnusable`.
        """
        return self.take_units(read_units(file), file.name, by)

    def take_units(self, units: Iterable[Unit], source: str, by: str) -> int:
        """Put units on the ledger; return how many were new or changed. Raises `UnitsUnusable`."""
        self.seals.when_due()
        at = microseconds(self.clock.now())
        count = load_units(self.register, self.rules.units, units, source, at, by)
        self.projector.catch_up()
        return count

    def rebuild(self, progress: Progress | None = None) -> int:
        reached = rebuild(self.projector, self.projector.models, progress)
        self.engines.forget()
        return reached

    def verify(self, progress: Progress | None = None) -> list[Difference]:
        return verify(self.projector, self.projector.models, progress)

    def status(self) -> list[ModelStatus]:
        return self.projector.status()
