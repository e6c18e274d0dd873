"""How the bytes of a connection become requests: httptools, within bounds of ours.

httptools keeps whatever comes before a head is whole, and takes what follows a body for headers.
What a whole head may be is for `bounds`; here is only what comes too early or too late for it.
"""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from interfaces.http.limits import HEAD


class Connection(HttpToolsProtocol):
    """What uvicorn makes of each connection. Refuses with 400 and closes."""

    _unread = 0
    """Bytes of a head, or of what stands between the parts of a body, that is not whole yet."""
    _head_read = False

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
