"""Having commands carried out by a process of their own.

A process of Python does one thing at a time: whoever reads a page would wait for the commands of
all others, and they for the page. Requests go through a pipe as they come, outcomes come back
batch by batch (docs/decisions/0081).
"""

import pickle
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread
from typing import NamedTuple

import structlog

from application.kernel.log.errors import LedgerUnavailable
from application.kernel.writing.batches import Done
from application.kernel.writing.committer import CarryOut, Committer, LedgerOverrun
from application.kernel.writing.sitting import Outcome, Request
from application.kernel.writing.writer_process import Opening, work

HELD_BACK = {signal.SIGINT, signal.SIGTERM}
"""They reach all processes of a terminal or of a service; it is the server that ends its writer."""
_THE_END = pickle.dumps(None)


class _Writer(NamedTuple):
    """The process, this end of the pipe to it, the commands that it has not answered, and whether
    it has opened the ledger."""

    process: BaseProcess
    pipe: Connection
    asked: dict[int, Future[Outcome]]
    opened: Event


class WriterApart(Committer):
    """Has another process carry out commands from `begin` to `end`; else each is carried out where
    it is given.

    `opening` opens the ledger over there, and `prepare` is called before: functions of modules.
    Who waits when that process is ended gets `LedgerUnavailable`; the next command begins another,
    and so does whoever asks whether it is ready. What was handed over is not cancelled any more.
    """

    def __init__(self, carry_out: CarryOut, opening: Opening, prepare: Callable[[], None]) -> None:
        super().__init__(carry_out)
        self._there = partial(work, opening=opening, prepare=prepare)
        self._writer: _Writer | None = None
        self._handing_over = Lock()
        self._numbers = count()

    def begin(self) -> None:
        with self._handing_over:
            if not self.runs:
                self._writer = self._begun()

    def ready(self) -> bool:
        with self._handing_over:
            return not self.runs or self._writing().opened.is_set()

    def end(self) -> None:
        with self._handing_over:
            thread, self._thread = self._thread, None
            writer, self._writer = self._writer, None
            if writer:
                _send(writer, _THE_END)
        if thread:
            thread.join()

    def submit(self, request: Request) -> Future[Outcome]:
        with self._handing_over:
            if self.runs:
                return self._handed_over(request)
        return super().submit(request)

    def _handed_over(self, request: Request) -> Future[Outcome]:
        writer = self._writing()
        if len(writer.asked) >= self.most_waiting:
            raise LedgerOverrun()
        number, future = next(self._numbers), Future[Outcome]()
        asked = pickle.dumps((number, request))
        writer.asked[number] = future
        _send(writer, asked)
        return future

    def _writing(self) -> _Writer:
        self._writer = self._writer or self._begun()
        return self._writer

    def _begun(self) -> _Writer:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=self._there, args=(there,), name="writer")
        try:
            with _held_back():
                process.start()
        except OSError as error:
            raise LedgerUnavailable(reason=str(error)) from error
        finally:
            there.close()
        writer = _Writer(process, here, {}, Event())
        # At its end the interpreter waits for the process, which waits for the end to be told.
        Finalize(process, _send, (writer, _THE_END), exitpriority=0)
        self._thread = Thread(target=self._answer, args=(writer,), name="answers", daemon=True)
        self._thread.start()
        return writer

    def _answer(self, writer: _Writer) -> None:
        try:
            while True:
                answers = pickle.loads(writer.pipe.recv_bytes())
                writer.opened.set()
                for number, came_to in answers:
                    _settle(writer.asked.pop(number), came_to)
        except (EOFError, OSError):
            pass
        except Exception:
            structlog.get_logger(__name__).exception("writer-unreadable")
        self._ended(writer)

    def _ended(self, writer: _Writer) -> None:
        with self._handing_over:
            if self._writer is writer:
                self._writer = None
            writer.pipe.close()
        for future in writer.asked.values():
            _settle(future, LedgerUnavailable(reason="the process that writes was ended"))
        writer.process.join()


def _send(writer: _Writer, message: bytes) -> None:
    """Whoever reads from the same pipe sees it too when there is nobody at the other end."""
    with suppress(OSError):
        writer.pipe.send_bytes(message)


def _settle(future: Future[Outcome], came_to: Done) -> None:
    if not future.set_running_or_notify_cancel():
        return
    if isinstance(came_to, Exception):
        future.set_exception(came_to)
    else:
        future.set_result(came_to)


@contextmanager
def _held_back() -> Iterator[None]:
    """Whichever process is begun meanwhile never gets these signals."""
    resource_tracker.ensure_running()  # begun meanwhile, it would let them through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
