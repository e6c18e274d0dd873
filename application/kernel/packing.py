"""How a fact with its envelope is stored, and how it is read again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson

from domain.catalogue import CATALOGUE
from domain.kernel.fact import Fact


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


def packed(fact: Fact, envelope: Envelope) -> bytes:
    """A fact with its envelope as it is stored."""
    head = orjson.dumps(
        {
            "at": envelope.recorded_at,
            "by": envelope.recorded_by,
            "unit": envelope.station,
            "command": envelope.command_id,
            "revision": fact.revision,
        }
    )
    form = fact.__pydantic_serializer__.to_json(fact, exclude_none=True)
    return head[:-1] + b',"fact":' + form + b"}"


def unpacked(row: Sequence[Any]) -> Recorded:
    """A row (position, stream, version, stored name, state) as a recorded fact."""
    position, stream, version, name, state = row
    form = orjson.loads(state)
    command = form["command"]
    envelope = Envelope(form["at"], form["by"], form["unit"], UUID(command) if command else None)
    fact = CATALOGUE.fact(name, form["revision"], form["fact"])
    return Recorded(position, _stream(stream), version, envelope, fact)


@lru_cache(maxsize=1_024)
def _stream(text: str) -> UUID:
    """The facts of a stream are read one after the other."""
    return UUID(hex=text)
