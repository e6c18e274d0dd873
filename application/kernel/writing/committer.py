"""One committer for a process: it takes all commands that wait and carries them out together.

A wait for the disk costs as much as a whole command, so all that came during the last one share
the next one (docs/decisions/0040).
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Condition, Lock, Thread

from application.kernel.writing.batches import Done, Joining
from application.kernel.writing.sitting import Outcome, Request
from domain.kernel.errors import DomainError, Refusal

MOST_WAITING = 1_000
"""More than a whole city types within a second."""
MOST_TOGETHER = 64
"""Commands of one transaction: who came first is not to wait for very many."""


class LedgerOverrun(DomainError):
    """More commands wait than can soon be carried out; this one was not taken."""

    code = "ledger-overrun"
    sort = Refusal.NOT_NOW


CarryOut = Callable[[Sequence[Request], Joining], list[Done]]
_Waiting = tuple[Request, "Future[Outcome]"]


class Committer:
    """`carry_out` is called by one thread at a time, with one command or more, and with what tells
    it of those that came since."""

    def __init__(
        self,
        carry_out: CarryOut,
        most_waiting: int = MOST_WAITING,
        most_together: int = MOST_TOGETHER,
    ) -> None:
        self.most_waiting = most_waiting
        self.most_together = most_together
        self._carry_out = carry_out
        self._at_work = Lock()
        self._changed = Condition()
        self._waiting: deque[_Waiting] = deque()
        self._thread: Thread | None = None

    @property
    def runs(self) -> bool:
        return self._thread is not None

    def ready(self) -> bool:
        """Whether a command that comes now is carried out at once."""
        return True

    def begin(self) -> None:
        """From now on commands are carried out by a thread of the committer's own."""
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._work, name="committer", daemon=True)
                self._thread.start()

    def end(self) -> None:
        """Finish what was accepted; from now on each command is carried out where it is given."""
        with self._changed:
            thread, self._thread = self._thread, None
            self._changed.notify_all()
        if thread:
            thread.join()

    def do(self, request: Request) -> Outcome:
        """Have a command carried out, and wait for it. Raises what it is refused with."""
        return self.submit(request).result()

    def submit(self, request: Request) -> "Future[Outcome]":
        """Hand a command over; without a thread it is carried out at once.

        Cancelling works until the command is begun. Raises `LedgerOverrun`.
        """
        future: Future[Outcome] = Future()
        with self._changed:
            if self.runs:
                if len(self._waiting) >= self.most_waiting:
                    raise LedgerOverrun()
                self._waiting.append((request, future))
                self._changed.notify()
                return future
        self._together([(request, future)])
        return future

    def _work(self) -> None:
        while batch := self._next():
            self._together(batch)

    def _next(self) -> list[_Waiting]:
        """What waits, once anything does; nothing when the work is over."""
        with self._changed:
            while not self._waiting and self.runs:
                self._changed.wait()
            return self._taken(self.most_together)

    def _taken(self, most: int) -> list[_Waiting]:
        return [self._waiting.popleft() for _ in range(min(len(self._waiting), most))]

    def _together(self, batch: Sequence[_Waiting]) -> None:
        wanted = _begun(batch)
        if not wanted:
            return

        def joining() -> list[Request]:
            with self._changed:
                since = self._taken(self.most_together - len(wanted))
            joined = _begun(since)
            wanted.extend(joined)
            return [request for request, _ in joined]

        try:
            with self._at_work:
                done = self._carry_out([request for request, _ in wanted], joining)
        except Exception as unforeseen:
            done = [unforeseen] * len(wanted)
        for (_, future), each in zip(wanted, done, strict=True):
            if isinstance(each, Exception):
                future.set_exception(each)
            else:
                future.set_result(each)


def _begun(batch: Sequence[_Waiting]) -> list[_Waiting]:
    """Those whose command is still wanted; it cannot be cancelled any more."""
    return [each for each in batch if each[1].set_running_or_notify_cancel()]
