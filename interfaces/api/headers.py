"""The headers that make a command safe to repeat and to send beside others."""

import re
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import Depends, Header, Request

from application.kernel.clock import new_id
from interfaces.http.journal import note_command
from interfaces.http.refusals import IdempotencyKeyInvalid, IfMatchInvalid, NotJson

_ETAG = re.compile(r'"([0-9]{1,9})"')
_CHARSETS = {"", "utf-8", "utf8", "us-ascii"}


def etag(version: int) -> str:
    """The entity tag of a case at a version: its count of facts."""
    return f'"{version}"'


class Sent(NamedTuple):
    """What the headers of a command say."""

    command_id: UUID
    expected_version: int | None


_IdempotencyKey = Annotated[
    str | None,
    Header(
        description="A UUID. The same key with the same body gives the same answer again "
        "and writes nothing; with another body it is refused.",
        json_schema_extra={"format": "uuid"},
    ),
]
_IfMatch = Annotated[
    str | None,
    Header(
        description="The ETag of an earlier answer about the worker; refused when somebody "
        "has written since.",
        examples=['"3"'],
    ),
]


async def _described(
    request: Request, idempotency_key: _IdempotencyKey = None, if_match: _IfMatch = None
) -> Sent:
    return _sent(request, idempotency_key, if_match)


def _sent(request: Request, idempotency_key: str | None, if_match: str | None) -> Sent:
    """Raises `NotJson`, `IdempotencyKeyInvalid`, `IfMatchInvalid`."""
    _require_json(request)
    return Sent(_command_id(request, idempotency_key), _expected_version(if_match))


def sent_with(request: Request) -> Sent:
    """The same for whoever has the request alone."""
    return _sent(request, request.headers.get("idempotency-key"), request.headers.get("if-match"))


def _command_id(request: Request, idempotency_key: str | None) -> UUID:
    """Raises `IdempotencyKeyInvalid`."""
    try:
        command_id = new_id() if idempotency_key is None else UUID(idempotency_key)
    except ValueError:
        raise IdempotencyKeyInvalid() from None
    note_command(request, command_id)
    return command_id


def _expected_version(if_match: str | None) -> int | None:
    """Raises `IfMatchInvalid`."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise IfMatchInvalid()
    return int(found[1])


async def _json(request: Request) -> None:
    """Raises `NotJson`."""
    _require_json(request)


def _require_json(request: Request) -> None:
    """Raises `NotJson` for another media type, or JSON in another encoding."""
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    name, _, charset = parameters.strip().partition("=")
    if kind.strip() != "application/json" or name.strip() not in {"", "charset"}:
        raise NotJson()
    if charset.strip(' "') not in _CHARSETS:
        raise NotJson()


JsonBody = Annotated[None, Depends(_json)]
SentAsJson = Annotated[Sent, Depends(_described)]
"""Both come after the caller in a signature: who may not come in learns nothing else.

One dependency for all: the framework's turn for each costs as much as what it does.
"""
