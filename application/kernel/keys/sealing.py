"""Sealing a text with a key, AES-256-GCM: who has not the key reads nothing and changes nothing."""

import os
import secrets
from collections import deque
from collections.abc import Callable
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.kernel.errors import DomainError, Refusal

_IN_PLAIN, SEALED = b"\0", b"\1"
"""What a text in a row begins with: one that stands for those of somebody erased, or the id."""
_IN_A_READ_MODEL = b"read model"
_NONCE = 12
_NONCES_AT_ONCE = 512


class PeopleLocked(DomainError):
    """The keys of the people cannot be had: figures are answered, people are not."""

    code = "people-locked"
    sort = Refusal.RULE


class SealBroken(DomainError):
    """A sealed text is not what was written at its place."""

    code = "seal-broken"
    sort = Refusal.RULE


_nonces: deque[bytes] = deque()
"""Random ones, made many at a time: asking the system for each costs more than sealing."""


def _nonce() -> bytes:
    while True:
        try:
            return _nonces.popleft()
        except IndexError:
            some = secrets.token_bytes(_NONCE * _NONCES_AT_ONCE)
            _nonces.extend(some[at : at + _NONCE] for at in range(0, len(some), _NONCE))


os.register_at_fork(after_in_child=_nonces.clear)


def sealed(key: AESGCM, text: bytes, bound: bytes) -> bytes:
    nonce = _nonce()
    return nonce + key.encrypt(nonce, text, bound)


def opened(key: AESGCM, text: bytes, bound: bytes) -> bytes:
    """Raises `cryptography.exceptions.InvalidTag`."""
    return key.decrypt(text[:_NONCE], text[_NONCE:], bound)


def kept_in_a_row(whose: bytes, key: AESGCM | str, text: str) -> bytes:
    """A personal text of somebody in a row of a read model; in plain where there is no key."""
    if isinstance(key, str):
        return _IN_PLAIN + text.encode()
    return whose + sealed(key, text.encode(), _IN_A_READ_MODEL)


def whose(kept: bytes) -> UUID | None:
    """Whose key opens what `kept_in_a_row` gave; None where it is in plain."""
    return None if kept[:1] == _IN_PLAIN else UUID(bytes=kept[1:17])


def text_in_a_row(kept: bytes, unseal: Callable[[UUID, bytes, bytes], bytes | str]) -> str:
    """What `kept_in_a_row` was given."""
    worker = whose(kept)
    if worker is None:
        return kept[1:].decode()
    text = unseal(worker, kept[17:], _IN_A_READ_MODEL)
    return text if isinstance(text, str) else text.decode()
