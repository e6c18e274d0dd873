"""Clerks who send commands over HTTP, and send again what was not answered.

Under the same Idempotency-Key, as docs/how-to/postgresql.md asks of every client.
"""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Event
from types import TracebackType
from typing import Self
from uuid import UUID

import httpx2 as httpx

from application.kernel.clock import new_id
from bench.load.scenario import Lives, Step
from tests.crash.load import Told
from tests.province.members import SECONDS

_AGAIN = {502, 503, 504}
_OPEN, _LIVES = 5, 100_000
"""Cases that each has open at once, and numbers of people that each has to itself."""
_WAIT = 30.0
"""Seconds that one waits for an answer before the command is sent again."""


class Clerks:
    """`told` is what was answered for good, `interrupted` counts what was not, by what came.

    `replayed` counts what had been done though nobody was told, and was not done again.
    """

    def __init__(self, url: str, token: str, many: int = 6) -> None:
        self.told = Told()
        self.interrupted: Counter[str] = Counter()
        self.replayed = 0
        self._at: list[float] = []
        self._url, self._headers = url, {"Authorization": f"Bearer {token}"}
        self._home = Event()
        self._pool = ThreadPoolExecutor(many)
        self._many = many

    def __enter__(self) -> Self:
        self._begun = [self._pool.submit(self._work, number) for number in range(self._many)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._home.set()
        self._pool.shutdown()
        if kind is None:
            for work in self._begun:
                work.result()

    @property
    def acknowledged(self) -> int:
        return len(self._at)

    def longest_pause(self, since: float) -> float:
        """Seconds, since a moment of the monotonic clock, in which nothing was acknowledged."""
        moments = [since, *(at for at in list(self._at) if at > since), time.monotonic()]
        return max(later - sooner for sooner, later in pairwise(sorted(moments)))

    def _work(self, number: int) -> None:
        """Until it is time to go home. Raises TimeoutError when nobody answers."""
        lives = Lives(first=number * _LIVES, open_at_once=_OPEN)
        with httpx.Client(base_url=self._url, headers=self._headers, timeout=_WAIT) as client:
            while not self._home.is_set():
                step = lives.next()
                assert step, "these lives do not end"
                lives.answered(step, self._done(client, step))

    def _done(self, client: httpx.Client, step: Step) -> str | None:
        command_id, deadline = new_id(), time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            if (answer := self._answer(client, step, command_id)) is not None:
                worker = self.told.note(command_id, step.command, step.fields, answer)
                self.replayed += "idempotent-replay" in answer.headers
                if worker:
                    self._at.append(time.monotonic())
                return worker
            time.sleep(1)
        raise TimeoutError(f"{step.command} is not answered")

    def _answer(self, client: httpx.Client, step: Step, command_id: UUID) -> httpx.Response | None:
        """None where it may be sent again: told so, or nothing came back."""
        headers = {"Idempotency-Key": str(command_id)}
        try:
            answer = client.post(
                f"/api/v1/commands/{step.command}", json=step.fields, headers=headers
            )
        except httpx.TransportError as error:
            self.interrupted[type(error).__name__] += 1
            return None
        if answer.status_code not in _AGAIN:
            return answer
        own = "problem" in answer.headers.get("content-type", "")
        assert "retry-after" in answer.headers, answer.text
        code = answer.json()["code"] if own else "of the proxy"
        self.interrupted[f"{answer.status_code} {code}"] += 1
        return None
