"""How a fact with its envelope is stored, and how it is read again.

The personal texts of a fact stand together in one sealed part, which opens with the key of the
worker alone, at its own place in the log alone (docs/decisions/0020). Facts that were stored
before, all in plain, are read as they are.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson

from domain.catalogue import CATALOGUE
from domain.kernel.fact import LOCKED, Fact


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the record itself adds to a fact. `recorded_at` in microseconds since 1970 UTC."""

    recorded_at: int
    recorded_by: str
    station: str | None
    command_id: UUID | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact with its place in the log and in its stream."""

    position: int
    stream: UUID
    version: int
    envelope: Envelope
    fact: Fact


Seal = Callable[[UUID, bytes, bytes], bytes]
"""(worker, text, place) to the sealed text."""
Unseal = Callable[[UUID, bytes, bytes], bytes | str]
"""(worker, sealed text, place) to the text; a `str` stands for a text that cannot be read."""


def packed(
    fact: Fact, envelope: Envelope, place: tuple[UUID, int] | None = None, seal: Seal | None = None
) -> bytes:
    """A fact with its envelope as it is stored at a place (stream, version).

    Without `seal` all of it is in plain.
    """
    told = {
        "at": envelope.recorded_at,
        "by": envelope.recorded_by,
        "unit": envelope.station,
        "command": envelope.command_id,
        "revision": fact.revision,
    }
    to_json = fact.__pydantic_serializer__.to_json
    personal = set(fact.personal) if place and seal else None
    if personal and place and seal:
        text = to_json(fact, exclude_none=True, include=personal)
        if text != b"{}":
            sealed = seal(place[0], text, _bound(*place, fact.stored_as, fact.revision))
            told["sealed"] = b64encode(sealed).decode()
    form = to_json(fact, exclude_none=True, exclude=personal)
    return orjson.dumps(told)[:-1] + b',"fact":' + form + b"}"


def _locked(_worker: UUID, _sealed: bytes, _bound: bytes) -> str:
    return LOCKED


def unpacked(row: Sequence[Any], unseal: Unseal = _locked) -> Recorded:
    """A row (position, stream, version, stored name, state) as a recorded fact."""
    position, stream, version, name, state = row
    form = orjson.loads(state)
    command, revision, told, of = form["command"], form["revision"], form["fact"], _stream(stream)
    envelope = Envelope(form["at"], form["by"], form["unit"], UUID(command) if command else None)
    placeholder = None
    if sealed := form.get("sealed"):
        text = unseal(of, b64decode(sealed), _bound(of, version, name, revision))
        if isinstance(text, str):
            placeholder = text
        else:
            told |= orjson.loads(text)
    return Recorded(
        position, of, version, envelope, CATALOGUE.fact(name, revision, told, placeholder)
    )


def _bound(stream: UUID, version: int, name: str, revision: int) -> bytes:
    """What a sealed part is bound to: elsewhere in the log it does not open."""
    return b"%b %d %b %d" % (stream.bytes, version, name.encode(), revision)


@lru_cache(maxsize=1_024)
def _stream(text: str) -> UUID:
    """The facts of a stream are read one after the other."""
    return UUID(hex=text)
