"""One line for each request, and the last door for what nobody foresaw.

A line has the route's template, never the path or the query: those may hold what must not be
kept.
"""

import sys
from time import perf_counter
from typing import TextIO
from uuid import UUID, uuid4

import structlog
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.http.front import is_private
from interfaces.http.metrics import Metrics
from interfaces.http.problems import internal_error
from interfaces.http.safety import make_safe
from interfaces.logs import PROCESSORS, of_error

REQUEST_ID = "X-Request-Id"
NO_ROUTE = "(none)"
_ID_SENT = REQUEST_ID.lower().encode()


class Journal:
    def __init__(self, app: ASGIApp, metrics: Metrics, lines: TextIO | None = None) -> None:
        """`lines` is where the lines go: standard error without it."""
        self.app = app
        self.metrics = metrics
        self.log = structlog.wrap_logger(
            structlog.PrintLogger(lines or sys.stderr), processors=PROCESSORS
        ).bind()  # once: what is bound late is bound anew for every line

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
        self.log.info(
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
        self.log.error("unforeseen", request_id=request_id, **of_error(error))


def note_command(request: Request, command_id: UUID) -> None:
    """Have the line of a request name the command that it asked for."""
    state = request.scope.setdefault("state", {})
    state.setdefault("command_ids", []).append(str(command_id))


def _request_id(scope: Scope) -> str:
    """The client's own id when it is a UUID, else a new one."""
    try:
        return str(UUID(Headers(scope=scope).get(REQUEST_ID, "")))
    except ValueError:
        return str(uuid4())
