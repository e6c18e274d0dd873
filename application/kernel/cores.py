"""Work shared by several processes of one's own, each with the ledger open: one a core.

What they are given and what they give back goes through pipes, never to a disk. They end with
whoever began them, however that ends.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from threading import Thread
from typing import Self, TypeVar, cast

from application.kernel.database import Database
from application.kernel.keys.keyring import Keyring
from application.kernel.log.errors import LedgerUnavailable
from application.kernel.log.register import Register
from application.kernel.pauses import without_pauses
from application.kernel.projecting.store import Store
from application.kernel.split_off import CTRL_C, begin, context, cores

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Register, Store, T], R]
"""A function of a module: it finds the ledger open in its own process."""

MOST_PROCESSES = 4
"""More would wait for whoever writes what they have made."""
_BEHIND = 5
"""How much less urgent they are than who began them, and has to put together what they make."""
_AHEAD = 2
"""Parts for each process that wait, done or to be done: more would only fill the memory."""


class Cores:
    """The processes begin when the first work is given, and end with `close`."""

    def __init__(self, register: Register, store: Store, most: int = MOST_PROCESSES) -> None:
        self.register = register
        self.count = 1 if register.keys.locked else min(cores(), most)
        self._opened = store.database, register.keys
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def each(self, work: Work[T, R], parts: Iterable[T]) -> Iterator[R]:
        """What becomes of each part, in their order; parts are asked for a few ahead.

        Raises what the work raises, and `LedgerUnavailable` where a process was ended.
        """
        return cast(Iterator[R], self.some(work, parts))

    def some(self, work: Work[T, R], parts: Iterable[T | None]) -> Iterator[R | None]:
        """The same; a part that is None is done by whoever asks, in its turn."""
        waiting: deque[Future[R] | None] = deque()
        with ExitStack() as held:
            held.callback(_let_go, waiting)
            for part in parts:
                waiting.append(None if part is None else self._given(work, part))
                if len(waiting) > _AHEAD * self.count:
                    yield _result(waiting.popleft())
            while waiting:
                yield _result(waiting.popleft())

    def at_once(self, work: Work[T, R], parts: Iterable[T]) -> Iterator[R]:
        """The same as `each`, but all parts are given now: no more than the memory has room for."""
        given = deque([self._given(work, part) for part in parts])
        return cast(Iterator[R], (_result(given.popleft()) for _ in range(len(given))))

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _given(self, work: Work[T, R], part: T) -> Future[R]:
        with _told():
            return self._begun().submit(_done, work, part)

    def _begun(self) -> ProcessPoolExecutor:
        if self._pool is None:
            begin()
            self._pool = ProcessPoolExecutor(self.count, context(), _open, self._opened)
        return self._pool


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise LedgerUnavailable(reason=str(error)) from error


def _result(future: Future[R] | None) -> R | None:
    with _told():
        return future.result() if future else None


def _let_go(waiting: Iterable[Future[R] | None]) -> None:
    for future in waiting:
        if future:
            future.cancel()


_OPENED: list[tuple[Register, Store]] = []
"""What this process has open, for all of its parts."""


def _open(database: Database, keys: Keyring) -> None:
    signal.signal(CTRL_C, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    Thread(target=_end_with_parent, daemon=True).start()
    register, store = Register(database, keys), Store(database, keys)
    _OPENED.append((register, store))
    for opened in (register, store):
        Finalize(None, opened.close, exitpriority=0)


def _end_with_parent() -> None:
    """A parent that was killed closes nothing, and who waits for work would wait for ever."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _done(work: Work[T, R], part: T) -> R:
    with without_pauses():
        return work(*_OPENED[0], part)
