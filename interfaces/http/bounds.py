"""What no request may be, whatever it asks: too large, ambiguous, or telling in its URL."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.http.limits import HEAD, Limits
from interfaces.http.problems import door_problem, http_problem
from interfaces.http.refusals import (
    AnotherHost,
    DoorRefusal,
    IdentityNumberInUrl,
    RepeatedParameter,
    RequestUnclear,
)

WATCHED = {"/healthz", "/readyz", "/metrics"}
_ENDS = {b"content-length", b"transfer-encoding"}
_FRAMING = _ENDS | {b"host"}
_Headers = Iterable[tuple[bytes, bytes]]
_IDENTITY_NUMBER = re.compile(r"(?<![0-9A-Za-z-])([0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9A-Za-z-])")


class Bounds:
    """Refuses before anything is read; counts a body while it arrives.

    Proxies and browsers keep URLs in their own logs, so an identity number in one is refused
    aloud instead of being served.
    """

    def __init__(
        self, app: ASGIApp, limits: Limits, for_files: Container[str], host: str | None
    ) -> None:
        """`for_files` are the paths whose bodies may be as large as a file; `host` is the only
        one whose requests are answered, where there is one."""
        self.app = app
        self.limits = limits
        self._for_files = for_files
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            self._check(scope)
        except HTTPException as refusal:
            await http_problem(Request(scope), refusal)(scope, receive, send)
        except DoorRefusal as refusal:
            await door_problem(Request(scope), refusal)(scope, receive, send)
        else:
            await self.app(scope, self._counted(scope, receive), send)

    def _check(self, scope: Scope) -> None:
        if max(len(scope["path"]), len(scope["query_string"])) > self.limits.url:
            raise HTTPException(414)
        if _is_too_long(scope["headers"]):
            raise RequestUnclear()
        framing = _framing(scope["headers"])
        announced = framing.get(b"content-length", b"0")
        if announced.isdigit() and int(announced[:18]) > self._largest(scope):
            raise HTTPException(413)
        self._check_host(scope, framing.get(b"host", b"").decode("latin-1").lower())
        _check_url(scope)

    def _check_host(self, scope: Scope, asked: str) -> None:
        """Raises `AnotherHost`, except to whoever watches over the server from within."""
        if self._host not in (None, asked) and scope["path"] not in WATCHED:
            raise AnotherHost()

    def _largest(self, scope: Scope) -> int:
        """The bytes that a body may have; a form around a file needs a few more than the file."""
        large = scope["method"] == "POST" and scope["path"] in self._for_files
        return self.limits.body + (self.limits.file if large else 0)

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        taken = 0
        largest = self._largest(scope)

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > largest:
                raise HTTPException(413)
            return message

        return counted


def _is_too_long(headers: _Headers) -> bool:
    return sum([len(name) + len(value) for name, value in headers]) > HEAD


def _framing(headers: _Headers) -> Mapping[bytes, bytes]:
    """What tells where a request ends and where it goes.

    Raises `RequestUnclear` where a server in front may read another end or another address
    (RFC 9112, 3.2 and 6.1): what comes behind such a body may be another's request.
    """
    told = [header for header in headers if header[0] in _FRAMING]
    framing = dict(told)
    if len(framing) < len(told) or framing.keys() >= _ENDS:
        raise RequestUnclear()
    if framing.get(b"transfer-encoding", b"chunked").strip().lower() != b"chunked":
        raise RequestUnclear()
    return framing


def _check_url(scope: Scope) -> None:
    """Raises `IdentityNumberInUrl`, `RepeatedParameter`."""
    if _tells(scope["path"]):
        refusal: DoorRefusal = IdentityNumberInUrl()
        refusal.source = "path"
        raise refusal
    if scope["query_string"]:
        _check_parameters(scope)


def _check_parameters(scope: Scope) -> None:
    seen: set[str] = set()
    for name, value in _parameters(scope):
        if _tells(value) or _tells(name):
            raise _about(IdentityNumberInUrl(), name)
        if name in seen:
            raise _about(RepeatedParameter(), name)
        seen.add(name)


def _parameters(scope: Scope) -> Iterator[tuple[str, str]]:
    yield from parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _tells(text: str) -> bool:
    return bool(_IDENTITY_NUMBER.search(unicodedata.normalize("NFKC", text)))


def _about(refusal: DoorRefusal, name: str) -> DoorRefusal:
    refusal.path = (name,)
    return refusal
