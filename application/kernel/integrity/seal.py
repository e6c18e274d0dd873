"""A seal: what the chain was at the end of a day, signed with a key outside the database."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

DOMAIN = "taizhang seal 1"
SEALS = (
    "SELECT number, day, chain, since, link, position, head, sealed_at, previous, public_key, "
    "signature FROM log_seals"
)
SHAPE = (
    "CREATE TABLE IF NOT EXISTS log_seals (number INTEGER PRIMARY KEY, day TEXT NOT NULL, "
    "chain BLOB NOT NULL, since INTEGER NOT NULL, link INTEGER NOT NULL, "
    "position INTEGER NOT NULL, head BLOB NOT NULL, sealed_at INTEGER NOT NULL, "
    "previous BLOB NOT NULL, public_key BLOB NOT NULL, signature BLOB NOT NULL)"
)


class Seal(NamedTuple):
    """A row of the seals, which are numbered from 1 and each of which knows the one before.

    `chain` is the id of the chain, made at random, and `since` the last fact that was there
    before the chain was: up to it the seal tells what was found, not what had been recorded.
    `link` is how many facts and answered commands the chain has, `position` the last fact,
    `head` the hash of the last link. `sealed_at` in microseconds since 1970 UTC, `previous` the
    digest of the seal before (nothing for the first), `public_key` 32 bytes.
    """

    number: int
    day: str
    chain: bytes
    since: int
    link: int
    position: int
    head: bytes
    sealed_at: int
    previous: bytes
    public_key: bytes
    signature: bytes = b""

    @property
    def of_day(self) -> date:
        return date.fromisoformat(self.day)

    @property
    def message(self) -> bytes:
        """What is signed: everything but the signature."""
        return canonical(DOMAIN, self._fields[:-1], self)

    @property
    def digest(self) -> bytes:
        return sha256(canonical(DOMAIN, self._fields, self)).digest()

    def signed(self, key: Ed25519PrivateKey) -> "Seal":
        seal = self._replace(public_key=key.public_key().public_bytes_raw())
        return seal._replace(signature=key.sign(seal.message))

    def is_whole(self) -> bool:
        """Whether the signature is that of the seal's own public key over what it says."""
        return is_signed(self.public_key, self.signature, self.message)

    def told(self) -> dict[str, Any]:
        """The seal as it stands in a file: bytes as hexadecimal digits."""
        return {name: plain(value) for name, value in self._asdict().items()}


def canonical(domain: str, names: Iterable[str], values: object) -> bytes:
    """The named values as JSON without spaces, bytes as hexadecimal digits."""
    told = {name: plain(getattr(values, name)) for name in names}
    return json.dumps({"domain": domain, **told}, separators=(",", ":")).encode()


def plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def is_signed(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the key signed the message. What was tampered with may be of any type."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def told_again(fields: Mapping[str, Any], numbers: Collection[str]) -> dict[str, Any]:
    """The values of a line of a file: numbers, bytes and the day. Raises `ValueError`,
    `TypeError`, `AttributeError`."""
    read: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "day":
            read[name] = str(date.fromisoformat(value))
        else:
            read[name] = int(value) if name in numbers else bytes.fromhex(value)
    return read
