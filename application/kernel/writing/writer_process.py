"""The process in which a server's commands are carried out."""

import os
import pickle
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from select import POLLIN, poll
from typing import Protocol

import structlog

from application.kernel.log.errors import Conflict, LedgerUnavailable, does_not_take
from application.kernel.pauses import keep_pauses_short
from application.kernel.writing.batches import Batches, Done
from application.kernel.writing.committer import MOST_TOGETHER
from application.kernel.writing.sitting import Outcome, Request
from domain.kernel.errors import DomainError

_Asked = tuple[int, Request]
"""A command with the number under which it is answered."""


class Ledger(Protocol):
    batches: Batches


Opening = Callable[[], AbstractContextManager[Ledger]]


def work(pipe: Connection, opening: Opening, prepare: Callable[[], None]) -> None:
    prepare()
    try:
        with opening() as ledger:
            _carry_out(ledger.batches, pipe)
    except (EOFError, ConnectionError):
        os._exit(1)  # the server was killed
    except Exception:
        structlog.get_logger(__name__).exception("writer-failed")


class _Inbox:
    """What comes through the pipe until the end is told. Raises EOFError where it never is."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._come = poll()
        self._come.register(pipe.fileno(), POLLIN)
        self._waiting: deque[_Asked] = deque()
        self._goes_on = True

    def next(self) -> list[_Asked]:
        """What waits, once anything does; nothing when the work is over."""
        if self._goes_on and not self._waiting:
            self._receive()
        return self.taken(MOST_TOGETHER)

    def taken(self, most: int) -> list[_Asked]:
        while self._goes_on and self._come.poll(0):
            self._receive()
        return [self._waiting.popleft() for _ in range(min(len(self._waiting), most))]

    def _receive(self) -> None:
        asked = pickle.loads(self._pipe.recv_bytes())
        if asked is None:
            self._goes_on = False
        else:
            self._waiting.append(asked)


def _carry_out(batches: Batches, pipe: Connection) -> None:
    """Raises EOFError or ConnectionError when whoever asks is no more."""
    keep_pauses_short()
    inbox = _Inbox(pipe)
    pipe.send_bytes(pickle.dumps([]))  # the ledger is open
    while batch := inbox.next():

        def joining(batch: list[_Asked] = batch) -> list[Request]:
            since = inbox.taken(MOST_TOGETHER - len(batch))
            batch.extend(since)
            return [request for _, request in since]

        try:
            done = batches.carry_out([request for _, request in batch], joining)
        except Exception as unforeseen:
            done = [unforeseen] * len(batch)
        answers = [(number, _told(each)) for (number, _), each in zip(batch, done, strict=True)]
        pipe.send_bytes(pickle.dumps(answers))


def _told(came_to: Done) -> Done:
    """What goes through the pipe: of what nobody foresaw the line here has the places."""
    if isinstance(came_to, Outcome | DomainError | Conflict):
        return came_to
    if does_not_take(came_to):
        return LedgerUnavailable()
    structlog.get_logger(__name__).error("unforeseen", exc_info=came_to)
    return RuntimeError(type(came_to).__qualname__)
