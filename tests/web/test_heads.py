"""HEAD is answered wherever GET is, and ends where its headers end: read from the connection."""

import socket

import pytest
from fastapi import FastAPI

from tests.browser.serving import serving

PLACES = {"/healthz": 200, "/sign-in": 200, "/": 401, "/nowhere": 404}


@pytest.mark.parametrize(("place", "status"), PLACES.items())
def test_it_says_what_a_get_would_and_sends_no_body(app: FastAPI, place: str, status: int):
    head, nothing = answered(app, "HEAD", place)
    whole, body = answered(app, "GET", place)
    assert head[0] == whole[0] == f"HTTP/1.1 {status}"
    assert lengths(head) == lengths(whole) == [len(body)]
    assert nothing == b""


def test_what_takes_no_get_takes_no_head(app: FastAPI):
    assert answered(app, "HEAD", "/sign-out")[0][0] == "HTTP/1.1 405"


def answered(app: FastAPI, method: str, place: str) -> tuple[list[str], bytes]:
    """The lines of a head, of the first the version and status; and what came after it."""
    with serving() as here, socket.create_connection(here.socket.getsockname(), 10) as line:
        here.app = app
        line.sendall(f"{method} {place} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        told = b""
        while part := line.recv(65_536):
            told += part
    head, _, body = told.partition(b"\r\n\r\n")
    status, *headers = head.decode().split("\r\n")
    return [status[:12], *headers], body


def lengths(head: list[str]) -> list[int]:
    told = [line.partition(":") for line in head]
    return [int(value) for name, _, value in told if name.lower() == "content-length"]
