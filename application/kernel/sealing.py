"""Sealing a text with a key, AES-256-GCM: who has not the key reads nothing and changes nothing."""

import os
import secrets
from collections import deque

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.kernel.errors import DomainError, Refusal

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
