"""The people by what they are searched, sorted and compared by: opened, in memory.

In the store these words are sealed like every other; here they are plain for as long as the
process lives, and a person whose key is destroyed is gone from here as well (docs/decisions/0020).
The index answers with ids, and has all that they are filtered and sorted by; the rows of a page
come from the store, whichever database that is (docs/decisions/0035). A server fills it aside
(docs/decisions/0085).
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Lock
from time import thread_time
from uuid import UUID

from sqlalchemy import Connection, Select

from application.kernel.each_second import SHARE, each_second
from application.kernel.log.register import STREAMS_AT_ONCE, Register
from application.kernel.pauses import without_pauses
from application.kernel.people.opened_rows import Opened
from application.kernel.people.people_memory import PeopleMemory
from application.kernel.projecting.checkpoints import seen_up_to
from application.kernel.projecting.projector import batched
from application.kernel.projecting.store import Store
from domain.erasure.erasures import WorkerErased

GoingOn = Callable[[Connection], None]
"""Called between slices with the snapshot; whoever stops raises there."""
_FACTS_AT_ONCE = 5_000
_LOWEST, _HIGHEST = UUID(int=0), UUID(int=2**128 - 1)


class _Over(Exception):
    """The server stops."""


class PeopleIndex:
    """Stands at a position of the log, as the read models do; before it is filled, at -1."""

    def __init__(self, register: Register, opened: Sequence[Opened]) -> None:
        self.register = register
        self.opened = opened
        self.memory = PeopleMemory(
            [table for each in opened for table in each.tables],
            [each.pairs for each in opened if each.pairs],
        )
        self.position = -1
        self._lock = Lock()
        self._wanted = Event()
        self._looked = -1
        self._follows = {kind.stored_as for each in opened for kind in each.follows}

    @contextmanager
    def reading(self, snapshot: Connection, position: int) -> Iterator[Connection]:
        """Everybody as in a snapshot of the read models at a position, or later.

        No transaction is held: each question sees what is there when it is asked.
        """
        if self.position < position:
            self._wanted.set()
            with self._lock:
                self._bring(snapshot, position, lambda _: None)
                self._wanted.clear()
        with self.memory.reading.connect() as connection:
            yield connection

    @contextmanager
    def kept_up(self, store: Store) -> Iterator[None]:
        """While this lasts, the index is filled aside, and follows as soon as nobody writes.

        Whoever asks meanwhile waits for what is being done, and does not do it again. It rests
        after each slice, as all that is done aside, until somebody waits.
        """
        over, used = Event(), 0.0

        def going_on(snapshot: Connection) -> None:
            nonlocal used
            snapshot.rollback()  # a long one would hold up what the database tidies behind it
            before, used = used, thread_time()
            self._wanted.wait(SHARE * (used - before))
            if over.is_set():
                raise _Over

        with each_second(partial(self._look, store, going_on), "people", "people-left-behind"):
            try:
                yield
            finally:
                over.set()
                self._wanted.set()

    def forget(self) -> None:
        """Open everybody anew when next asked."""
        self.position = -1

    def close(self) -> None:
        self.memory.close()

    def _look(self, store: Store, going_on: GoingOn) -> None:
        """While facts come, whoever asks follows them: people would be opened again and again."""
        # Those who wait for the lock have a connection each, and may have taken all but this one.
        with store.reading() as snapshot:
            looked, self._looked = self._looked, seen_up_to(snapshot)
            if self.position < 0 or self._looked == looked:
                with suppress(_Over), self._lock:
                    self._bring(snapshot, self._looked, going_on)
                    self._wanted.clear()

    def _bring(self, snapshot: Connection, position: int, going_on: GoingOn) -> None:
        """`position` is that of the snapshot, which may be another, later one after each slice."""
        if self.position >= position:
            return
        touched = self._touched(position)
        if touched is None:
            self.position = -1  # from now on everybody waits
            self._fill(snapshot, going_on)
        else:
            for streams in batched(touched, STREAMS_AT_ONCE):
                self._open_anew(snapshot, streams)
                going_on(snapshot)
        self.position = position

    def _touched(self, position: int) -> Collection[UUID] | None:
        """Whose rows may be others since; None where opening everybody is the shorter way."""
        if self.position < 0:
            return None
        most = max(STREAMS_AT_ONCE, self.memory.people() // 2)
        touched: dict[UUID, None] = {}
        after = self.position
        while after < position and len(touched) <= most:
            facts = self.register.touched(after, _FACTS_AT_ONCE)
            # Another process may have destroyed their keys.
            self.register.keys.forget(
                stream for _, stream, name in facts if name == WorkerErased.stored_as
            )
            told = (stream for _, stream, name in facts if name in self._follows)
            touched.update(dict.fromkeys(told))
            after = facts[-1][0] if facts else position
        return touched if len(touched) <= most else None

    def _fill(self, snapshot: Connection, going_on: GoingOn) -> None:
        with self.memory.transaction() as writing:
            self.memory.empty(writing)
            after = _LOWEST
            while after < _HIGHEST:
                with without_pauses():
                    after = self._open_next(snapshot, writing, after)
                going_on(snapshot)
            self.memory.index(writing)
            for pairs in self.memory.pairs:
                for _ in pairs.find_all(writing):
                    going_on(snapshot)

    def _open_next(self, snapshot: Connection, writing: Connection, after: UUID) -> UUID:
        """Open some people behind an id; return the last of theirs."""
        last = self.opened[0].streams(after).offset(STREAMS_AT_ONCE - 1).limit(1)
        upto: UUID = snapshot.scalar(last) or _HIGHEST
        self._open(snapshot, writing, lambda each: each.between(after, upto))
        return upto

    def _open_anew(self, snapshot: Connection, streams: Sequence[UUID]) -> None:
        """All who ask see it at once: people may well stand further than the index."""
        with self.memory.transaction() as writing:
            self.memory.take_out(writing, streams)
            self._open(snapshot, writing, lambda each: each.of(streams))
            for pairs in self.memory.pairs:
                pairs.find_anew(writing, streams)

    def _open(
        self,
        snapshot: Connection,
        writing: Connection,
        asked: Callable[[Opened], Select[tuple[object, ...]]],
    ) -> None:
        for opened in self.opened:
            told = opened.told(snapshot, asked(opened), self.register.keys)
            for table, rows in told.items():
                self.memory.put(writing, table, rows)
