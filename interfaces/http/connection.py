"""How the bytes of a connection become requests, and answers bytes: httptools, within our bounds.

httptools keeps whatever comes before a head is whole, and takes what follows a body for headers.
What a whole head may be is for `bounds`; here is only what comes too early or too late for it.
"""

from asyncio import BaseTransport, Transport, get_running_loop
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from interfaces.http.limits import HEAD

_HELD = 1 << 14
"""Bytes that wait for more at the most."""


class Joined:
    """A transport that sends what is written in one turn of the event loop together.

    The server writes the head of an answer and then its body: to send each by itself costs twice,
    here and at whoever waits for it.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._held: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._held:
            get_running_loop().call_soon(self._send)
        self._held.append(data)
        self._size += len(data)
        if self._size > _HELD:
            self._send()

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._held:
            self._transport.write(b"".join(self._held))
            self._held, self._size = [], 0


class Connection(HttpToolsProtocol):
    """What uvicorn makes of each connection. Refuses with 400 and closes."""

    _unread = 0
    """Bytes of a head, or of what stands between the parts of a body, that is not whole yet."""
    _head_read = False

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast(Transport, Joined(cast(Transport, transport))))

    def data_received(self, data: bytes) -> None:
        self._unread += len(data)
        super().data_received(data)
        if self._unread > HEAD and not self.transport.is_closing():
            self.send_400_response("Too much before the request.")

    def on_message_begin(self) -> None:
        self._head_read = False
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        # The list is the one that the application was given and has checked.
        if not self._head_read:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._unread, self._head_read = 0, True
        if not self.url.startswith(b"/"):
            raise ValueError("another server's address, which would be read as ours")
        super().on_headers_complete()

    def on_chunk_header(self) -> None:
        self._unread = 0

    def on_body(self, body: bytes) -> None:
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._unread = 0
        super().on_message_complete()
