"""The client of every comparison: one thread, plain sockets, connections kept.

A closed loop by default: a connection sends its next command once it has an answer. With `rate`,
commands are due at even distances and waited for from then, so that a server that stalls pays for
all who had to wait. What share of a core the client took is told with the figures.
"""

import selectors
import socket
import time
from collections import deque
from collections.abc import Mapping, Sequence
from uuid import UUID

import orjson

from application.kernel.clock import new_id
from bench.load.outcome import Outcome
from bench.load.scenario import Scenario, Step

CONNECTIONS = 32
_HEAD_ENDS = b"\r\n\r\n"
_PATIENCE = 30.0
"""Seconds without any answer after which a server is taken for dead."""


class Unanswered(Exception):
    """A server closed a connection, answered no HTTP/1.1, or said nothing at all."""


class Connection:
    """One connection, with the command that it waits for."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        self._host, _, self._port = url.removeprefix("http://").partition(":")
        self.socket = self._opened()
        told = {"Host": self._host, "Content-Type": "application/json", **headers}
        self._head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self._got = b""
        self.step: Step | None = None
        self.since = 0.0

    def _opened(self) -> socket.socket:
        opened = socket.create_connection((self._host, int(self._port)), timeout=_PATIENCE)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def reopen(self) -> None:
        self.socket.close()
        self.socket = self._opened()

    def send(self, step: Step, since: float, command_id: UUID) -> None:
        body = orjson.dumps(step.fields)
        head = (
            f"POST /api/v1/commands/{step.command} HTTP/1.1\r\n{self._head}"
            f"Idempotency-Key: {command_id}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.step, self.since = step, since
        self.socket.sendall(head.encode() + body)

    def receive(self) -> tuple[int, bytes] | None:
        """Status and body, once all is there."""
        some = self.socket.recv(65536)
        if not some:
            raise Unanswered("the server closed a connection")
        self._got += some
        head, ends, body = self._got.partition(_HEAD_ENDS)
        if not ends or len(body) < _length(head):
            return None
        self._got = b""
        return int(head[9:12]), body


def _length(head: bytes) -> int:
    _, named, rest = head.lower().partition(b"content-length:")
    if not named:
        raise Unanswered("an answer without Content-Length")
    return int(rest.split(b"\r\n", 1)[0])


class Load:
    """Connections to one server, or dealt out in turn to several processes of it."""

    def __init__(
        self,
        urls: Sequence[str],
        scenario: Scenario,
        headers: Mapping[str, str] | None = None,
        connections: int = CONNECTIONS,
        rate: float | None = None,
    ) -> None:
        self._scenario, self._rate = scenario, rate
        self._idle = deque(
            Connection(urls[n % len(urls)], headers or {}) for n in range(connections)
        )
        self._selector = selectors.DefaultSelector()
        for connection in self._idle:
            self._selector.register(connection.socket, selectors.EVENT_READ, connection)
        self._busy = 0

    def run(self, seconds: float = float("inf"), warm_up: float = 0.0) -> Outcome:
        """Until the time is over or the scenario is; then every answer is waited for."""
        outcome = Outcome()
        self._take(outcome, 0.0, 0.0)
        now = begun = counted_from = time.perf_counter()
        counted_from += warm_up
        cpu, self._sent = time.process_time(), 0
        while now < counted_from + seconds and (self._fill(begun, now) or self._busy):
            self._take(outcome, counted_from, self._until_due(begun, now))
            now = time.perf_counter()
        ended = min(now, counted_from + seconds)
        outcome.client = (time.process_time() - cpu) / (now - begun)
        while self._busy:
            self._take(outcome, ended, _PATIENCE, late=True)
        outcome.seconds = ended - counted_from
        return outcome

    def close(self) -> None:
        for key in list(self._selector.get_map().values()):
            key.data.socket.close()
        self._selector.close()

    def _fill(self, begun: float, now: float) -> bool:
        """Give idle connections what is due; False when the scenario has nothing for them."""
        while self._idle:
            due = begun + self._sent / self._rate if self._rate else now
            if due > now:
                return True
            step = self._scenario.next()
            if step is None:
                return False
            self._idle.popleft().send(step, due, new_id())
            self._sent, self._busy = self._sent + 1, self._busy + 1
        return True

    def _until_due(self, begun: float, now: float) -> float:
        if not self._rate or not self._idle:
            return _PATIENCE
        return max(0.0, begun + self._sent / self._rate - now)

    def _take(
        self, outcome: Outcome, counted_from: float, patience: float, late: bool = False
    ) -> None:
        ready = self._selector.select(patience)
        if not ready and patience == _PATIENCE:
            raise Unanswered(f"no answer within {_PATIENCE:g} s")
        for key, _ in ready:
            connection: Connection = key.data
            if connection.step is None:
                self._reopen(connection)
                continue
            if (answer := connection.receive()) is None:
                continue
            now = time.perf_counter()
            self._idle.append(connection)
            self._busy -= 1
            step, connection.step = connection.step, None
            self._answered(step, *answer, outcome)
            if now >= counted_from and not late:
                outcome.statuses[answer[0]] += 1
                outcome.taken.append(now - connection.since)

    def _reopen(self, connection: Connection) -> None:
        """A server may close a connection that nobody has used for some seconds."""
        self._selector.unregister(connection.socket)
        connection.reopen()
        self._selector.register(connection.socket, selectors.EVENT_READ, connection)

    def _answered(self, step: Step, status: int, body: bytes, outcome: Outcome) -> None:
        worker = orjson.loads(body)["worker"] if status == 201 else None
        if worker is None:
            outcome.refused.setdefault(status, body)
        self._scenario.answered(step, worker)
