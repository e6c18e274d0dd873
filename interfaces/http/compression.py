"""Larger answers are compressed for whoever takes it."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SEND = "taizhang.compressing"


class Compression:
    """Has the library look at those answers alone that do not say to be smaller than its bound:
    it makes as much ready for each as a small answer costs."""

    def __init__(self, app: ASGIApp, minimum_size: int, compresslevel: int) -> None:
        self.app = app
        self._minimum_size = minimum_size
        self._library = GZipMiddleware(_hand_over, minimum_size, compresslevel)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        onward: Send | None = None

        async def answer(message: Message) -> None:
            nonlocal onward
            if onward is None and self._is_small(message):
                onward = send
            if onward is None:
                await self._library(scope, receive, send)
                onward = scope.pop(_SEND)
            await onward(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)

    def _is_small(self, message: Message) -> bool:
        for name, value in message.get("headers", ()):
            if name == b"content-length":
                return int(value) < self._minimum_size
        return False


async def _hand_over(scope: Scope, _receive: Receive, send: Send) -> None:
    """In the place of an application: keeps what the library gives it to answer with."""
    scope[_SEND] = send
