"""Requests that the path alone leads to their route, without the framework's way there.

The framework asks every pattern in turn and wraps each request five times before an endpoint has
it, which costs more than most endpoints (docs/decisions/0075). Whatever is refused takes that
way after all, so that every refusal is answered at one place.
"""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from functools import cached_property

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

Handler = Callable[[Request], Awaitable[Response]]
_REFUSED = "taizhang.refused"


class StraightRoute(APIRoute):
    """For endpoints at paths without places, which need nothing that the framework makes ready."""

    handler: Handler

    @abstractmethod
    def straight(self) -> Handler:
        """What answers a request. It raises what is refused."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        # There are as many such routes as commands, and other requests go past them all.
        if not scope["path"].endswith(self.path):
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Handler:  # type: ignore[override]
        self.handler = handler = self.straight()

        async def refused_or_answered(request: Request) -> Response:
            if refusal := request.scope.get(_REFUSED):
                raise refusal
            return await handler(request)

        return refused_or_answered


class _Asked(Request):
    """A request whose headers are found by name, not by reading all of them for each."""

    @cached_property
    def headers(self) -> Headers:
        return _Headers(scope=self.scope)


class _Headers(Headers):
    def __init__(self, scope: Scope) -> None:
        super().__init__(scope=scope)
        # Of one that was sent twice, the first.
        self._first = dict(reversed(self.raw))

    def __getitem__(self, key: str) -> str:
        return self._first[key.lower().encode("latin-1")].decode("latin-1")


class Straight:
    """Knows its routes by method and path; everything else goes on to the framework."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self.app = app
        self._routes = {
            (method, route.path): route
            for route in routes
            if isinstance(route, StraightRoute)
            for method in route.methods or ()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = self._routes.get((scope.get("method", ""), scope.get("path", "")))
        if route is None:
            await self.app(scope, receive, send)
            return
        scope["route"] = route
        try:
            response = await route.handler(_Asked(scope, receive, send))
        except Exception as refusal:
            scope[_REFUSED] = refusal
            await self.app(scope, receive, send)
        else:
            await response(scope, receive, send)
