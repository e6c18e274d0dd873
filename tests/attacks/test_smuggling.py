"""No request hides in another: raw bytes to the server as it is served.

A web server in front may read the end of a body elsewhere than we do; so whatever can be read in
two ways is refused, and nothing that follows on the connection is answered.
"""

import socket

import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from tests.browser.serving import Serving, serving

HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
END = b"0\r\n\r\n"
CHUNKED = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
SMUGGLED = {
    "two kinds of length": (b"Content-Length: 5", b"Transfer-Encoding: chunked"),
    "two kinds, the other first": (b"Transfer-Encoding: chunked", b"Content-Length: 5"),
    "two kinds, one of them folded": (b"Transfer-Encoding:\r\n chunked", b"Content-Length: 5"),
    "two lengths": (b"Content-Length: 5", b"Content-Length: 0"),
    "lengths in a list": (b"Content-Length: 5, 0",),
    "a signed length": (b"Content-Length: +5",),
    "a negative length": (b"Content-Length: -1",),
    "a length in hexadecimal": (b"Content-Length: 0x5",),
    "an unknown encoding": (b"Transfer-Encoding: xchunked",),
    "two encodings": (b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity"),
    "encodings in a list": (b"Transfer-Encoding: gzip, chunked",),
    "a blank before the colon": (b"Transfer-Encoding : chunked",),
    "a control character": (b"Transfer-Encoding: \x0bchunked",),
    "a bare carriage return": (b"Content-Length: 5\rTransfer-Encoding: chunked",),
    "two hosts": (b"Content-Length: 5", b"Host: y"),
    "a header folded": (b"X: a", b" Content-Length: 0"),
    "an encoding under another version's rules": (b"Transfer-Encoding: chunked;q=1",),
    "the same encoding twice": (b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked"),
}
ENDLESS = {
    "headers": (b"GET /healthz HTTP/1.1\r\n", b"X: %s\r\n" % (b"x" * 1_000)),
    "one header": (b"GET /healthz HTTP/1.1\r\nX: ", b"x" * 1_000),
    "an address": (b"GET /healthz", b"x" * 1_000),
    "headers behind a body": (CHUNKED + b"0\r\n", b"X: %s\r\n" % (b"x" * 1_000)),
    "the size of a part": (CHUNKED + b"1;", b"x" * 1_000),
}


@pytest.fixture
def served(app: FastAPI):
    with serving() as here:
        here.app = app
        yield here


def answers(served: Serving, *sent: bytes) -> list[bytes]:
    """The statuses of all answers on one connection, which the server must end by itself."""
    with socket.create_connection(served.socket.getsockname(), timeout=10) as line:
        line.sendall(b"".join(sent))
        told = b""
        while part := line.recv(65_536):
            told += part
    return [each[:3] for each in told.split(b"HTTP/1.1 ")[1:]]


@pytest.mark.parametrize("headers", SMUGGLED.values(), ids=SMUGGLED)
def test_a_request_that_ends_in_two_places_is_refused(served: Serving, headers: tuple[bytes, ...]):
    head = b"\r\n".join((b"POST /sign-in HTTP/1.1", b"Host: x", *headers))
    assert answers(served, head, b"\r\n\r\n", END, HIDDEN) == [b"400"]


@pytest.mark.parametrize("chunk", [b"0x1\r\na\r\n", b"1\r\naXX", b"-1\r\na\r\n", b"g\r\na\r\n"])
def test_a_part_of_another_size_than_it_says_ends_the_connection(served: Serving, chunk: bytes):
    head = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert b"200" not in answers(served, head, chunk, END, HIDDEN)


def test_a_body_is_no_second_request(served: Serving):
    head = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
    assert answers(served, head % len(HIDDEN), HIDDEN) == [b"200"]


def test_what_stands_behind_a_body_is_no_header(served: Serving):
    """It comes when the headers have been checked."""
    told = {}

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass
        told.update(scope["headers"])
        await PlainTextResponse("", headers={"Connection": "close"})(scope, receive, send)

    served.app = asked
    assert answers(served, CHUNKED, b"0\r\nHost: y\r\nX-Forwarded-For: y\r\n\r\n") == [b"200"]
    assert told == {b"host": b"x", b"transfer-encoding": b"chunked"}


def test_the_address_of_another_server_is_not_ours(served: Serving):
    head = b"GET http://y/healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    assert answers(served, head, HIDDEN) == [b"400"]


@pytest.mark.parametrize(("head", "more"), ENDLESS.values(), ids=ENDLESS)
def test_what_has_no_end_is_not_kept(served: Serving, head: bytes, more: bytes):
    with socket.create_connection(served.socket.getsockname(), timeout=10) as line:
        line.sendall(head)
        with pytest.raises(ConnectionError):
            for _ in range(10_000):
                line.sendall(more)


def test_a_head_that_comes_at_once_is_no_longer_than_one_in_parts(app: FastAPI):
    with TestClient(app) as client:
        assert client.get("/healthz", headers={"X": "x" * 60_000}).status_code == 200
        refused = client.get("/healthz", headers={"X": "x" * 70_000})
        assert (refused.status_code, refused.json()["code"]) == (400, "request-unclear")
        assert refused.headers["connection"] == "close"


def test_a_form_that_cannot_be_read_is_not_called_json(app: FastAPI):
    with TestClient(app, headers={"Origin": "http://testserver"}) as client:
        form = {"Content-Type": "multipart/form-data; boundary=x"}
        refused = client.post("/sign-in", content=b"--y nonsense", headers=form)
        assert refused.status_code == 400
        assert "请求正文无法读懂" in refused.text
