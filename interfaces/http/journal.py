"""One line for each request, and the last door for what nobody foresaw.

A line has the route's template, never the path or the query: those may hold what must not be
kept.
"""

import sys
from asyncio import get_running_loop
from collections import deque
from contextlib import suppress
from random import Random
from time import perf_counter
from typing import Any, TextIO
from uuid import UUID

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.http.front import is_private
from interfaces.http.metrics import Metrics
from interfaces.http.problems import internal_error
from interfaces.http.safety import make_safe
from interfaces.logs import line_of, of_error

REQUEST_ID = "X-Request-Id"
NO_ROUTE = "(none)"
_ID_SENT = REQUEST_ID.lower().encode()
_IDS = Random()
"""No secrets. Randomness of the system's would have this thread wait for its next turn."""
_AT_ONCE = 4096
"""Bytes that a pipe takes whole, even where several processes write to it."""


class Journal:
    def __init__(self, app: ASGIApp, metrics: Metrics, lines: TextIO | None = None) -> None:
        """`lines` is where the lines go: standard error without it."""
        self.app = app
        self.metrics = metrics
        self._lines = _Lines(lines or sys.stderr)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, request_id = perf_counter(), _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message.get("headers", ()))
                headers.append((_ID_SENT, request_id.encode()))
                make_safe(headers, is_private(scope))
                message["headers"] = headers
            await send(message)

        try:
            await self.app(scope, receive, answer)
        except Exception as error:
            self._unforeseen(error, request_id)
            if status:
                raise
            await internal_error(Request(scope))(scope, receive, answer)
        finally:
            self._answered(scope, status, perf_counter() - began, request_id)

    def _answered(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        route = getattr(scope.get("route"), "path", NO_ROUTE)
        refusal = scope["state"].get("refusal")
        self.metrics.answered(route, scope["method"], status, seconds, refusal)
        self._lines.write(
            "info",
            "request",
            request_id=request_id,
            command_ids=scope["state"].get("command_ids", []),
            method=scope["method"][:10],
            route=route,
            status=status,
            refusal=refusal,
            milliseconds=round(seconds * 1000, 2),
        )

    def _unforeseen(self, error: Exception, request_id: str) -> None:
        self._lines.write("error", "unforeseen", request_id=request_id, **of_error(error))


class _Lines:
    """The lines of one turn of the event loop are written together, before its next turn: each
    writing takes the processor from this thread, and gives it to the committer's."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._waiting: deque[str] = deque()

    def write(self, level: str, event: str, **told: Any) -> None:
        self._waiting.append(line_of(level, event, **told) + "\n")
        get_running_loop().call_soon(self._together)

    def _together(self) -> None:
        while self._waiting:
            part = self._waiting.popleft()
            while self._waiting and len(part) + len(self._waiting[0]) <= _AT_ONCE:
                part += self._waiting.popleft()
            self._stream.write(part)
            self._stream.flush()


def note_command(request: Request, command_id: UUID) -> None:
    """Have the line of a request name the command that it asked for."""
    state = request.scope.setdefault("state", {})
    state.setdefault("command_ids", []).append(str(command_id))


def _request_id(scope: Scope) -> str:
    """The client's own id when it is a UUID, else a new one."""
    for name, value in scope["headers"]:
        if name == _ID_SENT:
            with suppress(ValueError):
                return str(UUID(value.decode("latin-1")))
            break
    return str(UUID(int=_IDS.getrandbits(128), version=4))
