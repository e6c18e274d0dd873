"""The way of outcomes from the committer's thread back to the event loop."""

import asyncio
import concurrent.futures
from threading import Lock

from application.kernel.writing.sitting import Outcome

_Done = concurrent.futures.Future[Outcome]
_Waiting = asyncio.Future[Outcome]


class Returns:
    """Brings outcomes back to the event loop that serves, all there are with one call: the
    committer tells those of a batch at once, and to wake the loop costs as much as to answer."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._come: list[tuple[_Waiting, _Done]] = []

    async def of(self, done: _Done) -> Outcome:
        """Raises what the command is refused with."""
        loop = asyncio.get_running_loop()
        waiting: _Waiting = loop.create_future()
        done.add_done_callback(lambda done: self._comes(loop, waiting, done))
        try:
            return await waiting
        except asyncio.CancelledError:
            done.cancel()  # what is begun is not stopped
            raise

    def _comes(self, loop: asyncio.AbstractEventLoop, waiting: _Waiting, done: _Done) -> None:
        if loop.is_closed():
            return
        with self._lock:
            self._come.append((waiting, done))
            is_first = len(self._come) == 1
        if is_first:
            loop.call_soon_threadsafe(self._hand_out)

    def _hand_out(self) -> None:
        with self._lock:
            come, self._come = self._come, []
        for waiting, done in come:
            if waiting.done():
                continue
            if refusal := done.exception():
                waiting.set_exception(refusal)
            else:
                waiting.set_result(done.result())
