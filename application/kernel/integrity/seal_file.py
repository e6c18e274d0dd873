"""Seals in a file of their own, to be kept where whoever has the database does not come."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from application.kernel.integrity.seal import Seal, told_again
from application.kernel.integrity.signed_history import MARK_BYTES, SignedHistory
from domain.kernel.errors import DomainError, Refusal

FORMAT = "taizhang seals 1"
_NUMBERS = {"number", "since", "link", "position", "sealed_at", "told_at", "lines"}


class SealFileUnusable(DomainError):
    """Not a file of seals, or not a whole one."""

    code = "seal-file-unusable"
    sort = Refusal.MALFORMED


class PublicKeyUnreadable(DomainError):
    """The file does not hold a public key of Ed25519 in PEM."""

    code = "public-key-unreadable"
    sort = Refusal.MALFORMED


@dataclass(slots=True)
class SealFile:
    """`hashes` are those of the links by their numbers, if they were exported too."""

    seals: list[Seal] = field(default_factory=list)
    hashes: dict[int, bytes] = field(default_factory=dict)
    history: SignedHistory | None = None

    @property
    def keys(self) -> set[bytes]:
        """The public keys that the file itself names."""
        named = {seal.public_key for seal in self.seals}
        return named | ({self.history.public_key} if self.history else set())


def seal_lines(
    seals: Collection[Seal],
    hashes: Iterable[tuple[int, bytes]] = (),
    history: SignedHistory | None = None,
) -> Iterator[bytes]:
    """JSON Lines, the first of which says what and how much the file holds."""
    yield _line({"format": FORMAT, "seals": len(seals), "history": history is not None})
    for seal in seals:
        yield _line({"seal": seal.told()})
    for number, made in hashes:
        yield _line({"link": number, "hash": made.hex()})
    if history:
        yield _line({"history": history.told()})
        for mark in history.marks:
            yield _line({"line": mark.hex()})


def read_seal_file(path: Path) -> SealFile:
    """Raises `SealFileUnusable`, `OSError`."""
    found, marks = SealFile(), list[bytes]()
    head: dict[str, Any] = {}
    number = 0
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                told = json.loads(line)
                if number == 1:
                    head = {name: told[name] for name in ("format", "seals", "history")}
                else:
                    _take(found, marks, told)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise SealFileUnusable(file=str(path), line=number) from None
    if found.history:
        found.history = found.history._replace(marks=tuple(marks))
    whole = {"format": FORMAT, "seals": len(found.seals), "history": found.history is not None}
    if head != whole or len(marks) != (found.history.lines if found.history else 0):
        raise SealFileUnusable(file=str(path))
    return found


def _take(found: SealFile, marks: list[bytes], told: dict[str, Any]) -> None:
    if "seal" in told:
        found.seals.append(Seal(**told_again(told["seal"], _NUMBERS)))
    elif "link" in told:
        found.hashes[int(told["link"])] = bytes.fromhex(told["hash"])
    elif "history" in told:
        found.history = SignedHistory(**told_again(told["history"], _NUMBERS))
    else:
        marks.append(bytes.fromhex(told["line"])[:MARK_BYTES])


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode() + b"\n"


def public_key(path: Path) -> bytes:
    """The 32 bytes of a public key in PEM. Raises `PublicKeyUnreadable`, `OSError`."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (ValueError, UnsupportedAlgorithm):
        raise PublicKeyUnreadable(file=str(path)) from None
    if not isinstance(key, Ed25519PublicKey):
        raise PublicKeyUnreadable(file=str(path))
    return key.public_bytes_raw()
