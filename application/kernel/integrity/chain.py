"""The hash chain over the log: one link for each fact and for each answered command.

A link's hash is the SHA-256 of the link before it, its own number and everything that it stands
for, so no byte of the log can be changed, removed, inserted or moved without a link that fails.
Each value is hashed with its kind and length: no two rows read the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

Value = bytes | str | int | float | None
Row = Sequence[Value]

DOMAIN = b"taizhang link 1\n"
HASH_SIZES = (16, 32)
"""How much of its hash a link keeps, for the next one too: half of it; once it was all."""
ORIGIN, FACT, ANSWER = b"origin", b"fact", b"answer"
FACTS = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events"
ANSWERS = "SELECT command_id, digest, worker, version, position FROM answered_commands"
LINKS = "SELECT link, position, command_id, hash FROM log_chain"
SHAPE = (
    "CREATE TABLE IF NOT EXISTS log_chain (link INTEGER PRIMARY KEY, "
    "position INTEGER NOT NULL, command_id BLOB, hash BLOB NOT NULL)"
)


class Link(NamedTuple):
    """A row of the chain. `command_id` is None where the link is that of a fact.

    Link 0 is the origin: its `command_id` is the id of the chain, made at random, and its
    `position` the last fact that was there before the chain was.
    """

    number: int
    position: int
    command_id: bytes | None
    hash: bytes

    @property
    def kind(self) -> bytes:
        if self.number == 0:
            return ORIGIN
        return FACT if self.command_id is None else ANSWER


def link_hash(previous: bytes, number: int, kind: bytes, row: Row) -> bytes:
    return sha256(
        b"".join((DOMAIN, previous, b"%d:%s" % (number, kind), *map(_told, row)))
    ).digest()


def holds(link: Link, previous: bytes, row: Row) -> bool:
    """Whether a link, of which all may be tampered with, is that of a row behind another."""
    kept = link.hash
    whole = link_hash(previous, link.number, link.kind, row)
    return len(kept) in HASH_SIZES and whole.startswith(kept)


def origin(chain: bytes, since: int) -> Link:
    return Link(0, since, chain, link_hash(b"", 0, ORIGIN, (chain, since)))


def linked(after: Link, facts: Iterable[Row], answers: Iterable[Row]) -> Iterator[Link]:
    """The links of one save: its facts (position, stream, version, name, state), then its answers
    (command id, digest, worker, version, position)."""
    number, previous = after.number, after.hash
    for row in facts:
        number += 1
        previous = link_hash(previous, number, FACT, row)[: HASH_SIZES[0]]
        yield Link(number, row[0], None, previous)  # type: ignore[arg-type]
    for row in answers:
        number += 1
        previous = link_hash(previous, number, ANSWER, row)[: HASH_SIZES[0]]
        yield Link(number, row[4], row[0], previous)  # type: ignore[arg-type]


def _told(value: Value) -> bytes:
    """A value with its kind and length; a tampered row may hold any that SQLite knows."""
    if isinstance(value, str):
        text = value.encode("utf-8", "surrogateescape")
        return b"s%d:%s" % (len(text), text)
    if isinstance(value, bytes):
        return b"b%d:%s" % (len(value), value)
    if isinstance(value, int):
        return b"i%d;" % value
    return b"n;" if value is None else b"f%s;" % repr(value).encode()
