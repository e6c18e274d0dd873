"""What is to be added to the log, as facts and as they are stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from application.kernel.log.packing import Envelope, Seal, packed
from domain.kernel.fact import Fact


@dataclass(frozen=True, slots=True)
class Addition:
    """Facts for one stream, the first of them at `version`."""

    stream: UUID
    version: int
    envelope: Envelope
    facts: Sequence[Fact]


class Stored(NamedTuple):
    """The same as they are stored: each with its name, and its state as bytes."""

    stream: bytes
    version: int
    facts: Sequence[tuple[str, bytes]]


def as_stored(addition: Addition | Stored, seal: Seal) -> Stored:
    if isinstance(addition, Stored):
        return addition
    stream, envelope = addition.stream, addition.envelope
    facts = [
        (fact.stored_as, packed(fact, envelope, (stream, version), seal))
        for version, fact in enumerate(addition.facts, addition.version)
    ]
    return Stored(stream.bytes, addition.version, facts)
