"""Questions that come while another is being answered are asked together with the next one."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool

K = TypeVar("K")
V = TypeVar("V")


class AskedTogether(Generic[K, V]):
    """Asks a database from an event loop, in a thread, for many keys with one statement.

    Every answer is from after its question: nothing is remembered. `ask` leaves out what it does
    not find.
    """

    def __init__(self, ask: Callable[[Sequence[K]], Mapping[K, V]]) -> None:
        self._ask = ask
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def of(self, key: K) -> V | None:
        """Raises what `ask` raises."""
        answer = self._waiting.get(key)
        if answer is None:
            answer = self._waiting[key] = asyncio.get_running_loop().create_future()
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask_for_all())
        return await asyncio.shield(answer)

    async def _ask_for_all(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, {}
            try:
                found = await run_in_threadpool(self._ask, list(waiting))
            except Exception as failure:
                for answer in waiting.values():
                    answer.set_exception(failure)
            else:
                for key, answer in waiting.items():
                    answer.set_result(found.get(key))
