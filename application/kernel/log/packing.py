"""How a fact with its envelope is stored, and how it is read again.

The personal texts of a fact stand together in one sealed part, which opens with the key of the
worker alone, at its own place in the log alone (docs/decisions/0020). What repeats in every fact
takes next to no room (docs/decisions/0082). Facts that were stored before are read as they are.
"""

from base64 import b64decode
from binascii import a2b_base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from struct import Struct
from typing import Any
from uuid import UUID, SafeUUID

import orjson

from application.kernel.log.shortening import lengthened, shortened
from domain.catalogue import CATALOGUE
from domain.kernel.fact import LOCKED, Fact


@dataclass(slots=True, unsafe_hash=True)
class Envelope:
    """What the record itself adds to a fact. `recorded_at` in microseconds since 1970 UTC.

    Never changed, though not frozen: a rebuild makes one a fact, and frozen ones cost thrice.
    """

    recorded_at: int
    recorded_by: str
    station: str | None
    command_id: UUID | None


@dataclass(slots=True, unsafe_hash=True)
class Recorded:
    """A fact with its place in the log and in its stream; never changed, like its envelope."""

    position: int
    stream: UUID
    version: int
    envelope: Envelope
    fact: Fact


_HEAD, _ANSWERING = Struct(">Bq"), Struct(">Bq16s")
_SAID, _ANSWERED = 1, 2
"""The first byte of a fact as it is stored now: without the id of a command, and with one."""
_LINE = b"\n"
_PADDING = "=="

Row = Sequence[Any]
"""A fact as the log has it: position, stream, version, stored name, state."""
Seal = Callable[[UUID, bytes, bytes], bytes]
"""(worker, text, place) to the sealed text."""
Unseal = Callable[[UUID, bytes, bytes], bytes | str]
"""(worker, sealed text, place) to the text; a `str` stands for a text that cannot be read."""


def packed(
    fact: Fact, envelope: Envelope, place: tuple[UUID, int] | None = None, seal: Seal | None = None
) -> bytes:
    """A fact with its envelope as it is stored at a place (stream, version).

    The form, the moment and the id of the command; the line `[by, unit, revision, fact]`,
    shortened; the sealed part, which is shortened too. Without `seal` all of it is in plain.
    """
    to_json = fact.__pydantic_serializer__.to_json
    personal = set(fact.personal) if place and seal else None
    behind = b""
    if personal and place and seal:
        text = to_json(fact, exclude_none=True, include=personal)
        if text != b"{}":
            bound = _bound(*place, fact.stored_as, fact.revision)
            behind = seal(place[0], shortened(text), bound)
    told = orjson.dumps((envelope.recorded_by, envelope.station, fact.revision))
    form = to_json(fact, exclude_none=True, exclude=personal)
    return _head(envelope) + shortened(told[:-1] + b"," + form + b"]") + behind


def _head(envelope: Envelope) -> bytes:
    if envelope.command_id is None:
        return _HEAD.pack(_SAID, envelope.recorded_at)
    return _ANSWERING.pack(_ANSWERED, envelope.recorded_at, envelope.command_id.bytes)


def _locked(_worker: UUID, _sealed: bytes, _bound: bytes) -> str:
    return LOCKED


def unpacked(row: Row, unseal: Unseal = _locked) -> Recorded:
    """A row as a recorded fact."""
    position, stream, version, name, state = row
    envelope, revision, told, sealed = _parts(state)
    of, placeholder = stream_of(stream), None
    if sealed:
        text = unseal(of, sealed, _bound(of, version, name, revision))
        if isinstance(text, str):
            placeholder = text
        else:
            told |= orjson.loads(lengthened(text)[0] if _is_short(state) else text)
    return Recorded(
        position, of, version, envelope, CATALOGUE.fact(name, revision, told, placeholder)
    )


def has_sealed_part(state: bytes) -> bool:
    return bool(_parts(state)[-1])


def _is_short(state: bytes) -> bool:
    return state[0] <= _ANSWERED


_Parts = tuple[Envelope, int, dict[str, Any], bytes]
"""Envelope, revision, the fact in plain, the sealed part."""


def _parts(state: bytes) -> _Parts:
    if not _is_short(state):
        return _parts_as_a_line(state) if state[:1] == b"[" else _parts_before(state)
    command_id = None
    if state[0] == _ANSWERED:
        _, at, command = _ANSWERING.unpack_from(state)
        command_id = _id_of(command)
        line, sealed = lengthened(state[_ANSWERING.size :])
    else:
        _, at = _HEAD.unpack_from(state)
        line, sealed = lengthened(state[_HEAD.size :])
    by, unit, revision, told = orjson.loads(line)
    return Envelope(at, by, unit, command_id), revision, told, sealed


def _parts_as_a_line(state: bytes) -> _Parts:
    """As facts were stored for a while: one line of JSON, and the sealed part behind it."""
    line, _, sealed = state.partition(_LINE)
    at, by, unit, command, revision, told = orjson.loads(line)
    command_id = command and _id_of(a2b_base64(command + _PADDING))
    return Envelope(at, by, unit, command_id), revision, told, sealed


def _parts_before(state: bytes) -> _Parts:
    """As facts were stored at first: one object, the sealed part a text in it."""
    form = orjson.loads(state)
    command = form["command"]
    envelope = Envelope(form["at"], form["by"], form["unit"], UUID(command) if command else None)
    return envelope, form["revision"], form["fact"], b64decode(form.get("sealed", ""))


def _bound(stream: UUID, version: int, name: str, revision: int) -> bytes:
    """What a sealed part is bound to: elsewhere in the log it does not open."""
    return b"%b %d %b %d" % (stream.bytes, version, name.encode(), revision)


@lru_cache(maxsize=8_192)
def stream_of(kept: str | bytes) -> UUID:
    """A stream by its id as a log has it. The facts of a stream are read one after the other."""
    return UUID(hex=kept) if isinstance(kept, str) else _id_of(kept)


def _id_of(kept: bytes) -> UUID:
    """What `UUID(bytes=kept)` is, which weighs its five ways of being made longer than this."""
    made = object.__new__(UUID)
    object.__setattr__(made, "int", int.from_bytes(kept))
    object.__setattr__(made, "is_safe", SafeUUID.unknown)
    return made
