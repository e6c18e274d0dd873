"""No request hides in another: raw bytes to the server as it is served.

A web server in front may read the end of a body elsewhere than we do; so whatever can be read in
two ways is refused, and nothing that follows on the connection is answered.
"""

import socket

import pytest
from fastapi import FastAPI

from tests.browser.serving import Serving, serving

HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
END = b"0\r\n\r\n"
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


def test_a_folded_header_stays_one_header(served: Serving):
    head = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: a\r\n Content-Length: 0"
    length = b"\r\nContent-Length: %d\r\n\r\n" % len(HIDDEN)
    assert answers(served, head, length, HIDDEN) == [b"403"]
