"""HEAD wherever GET is, as RFC 9110 asks (9.1): the same answer; the server leaves out its body."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    """The framework makes routes for GET alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("method") != "HEAD":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            scope["method"] = "HEAD"  # by this the server knows that no body follows
            await send(message)

        scope["method"] = "GET"
        await self.app(scope, receive, answer)
