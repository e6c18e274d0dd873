"""A real server in a thread of its own, over whatever application a test puts behind it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from interfaces.http.connection import Connection


def listening() -> socket.socket:
    """A socket at a free port. Named as TCP, it does not wait before it sends (`TCP_NODELAY`)."""
    here = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    here.bind(("127.0.0.1", 0))
    here.listen()
    return here


def url_of(here: socket.socket) -> str:
    return f"http://127.0.0.1:{here.getsockname()[1]}"


class Serving:
    """One address; `app` is what stands behind it just now."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None
        self.socket = listening()
        self.url = url_of(self.socket)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None, f"nothing is served at {scope['path']}"
        await self.app(scope, receive, send)


@contextmanager
def serving() -> Iterator[Serving]:
    """Served until the block is left; a connection made early waits."""
    here = Serving()
    quiet: dict[str, Any] = {"log_level": "error", "access_log": False}
    server = uvicorn.Server(
        uvicorn.Config(here, http=Connection, lifespan="off", ws="none", **quiet)
    )
    thread = Thread(target=server.run, args=([here.socket],), name="serving", daemon=True)
    thread.start()
    try:
        yield here
    finally:
        server.should_exit = True
        thread.join(10)
