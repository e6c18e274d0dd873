"""The keys that were used last, so that the store need not be asked for them again."""

from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

GENERATION = 8_192
"""Of people: those of some batches. Both generations take some megabytes."""
_CIPHERS = 1_024
"""A cipher is made of a key in some microseconds, and is as large as twenty keys."""

Key = bytes | str
"""A text stands for a key that is no more."""


class KeysAtHand:
    """By worker, in two generations: when the young one is full, the old one is let go, and who is
    used of it is young again. For several threads at once."""

    def __init__(self) -> None:
        self._young: dict[bytes, Key] = {}
        self._old: dict[bytes, Key] = {}
        self._keeping = Lock()
        self._cipher = lru_cache(_CIPHERS)(AESGCM)

    def __contains__(self, worker: UUID) -> bool:
        return self.get(worker) is not None

    def get(self, worker: UUID) -> Key | None:
        name = worker.bytes
        key = self._young.get(name)
        if key is None and name in self._old:
            with self._keeping:
                key = self._old.get(name)
                if key is not None:
                    self._keep(name, key)
        return key

    def cipher(self, key: bytes) -> AESGCM:
        return self._cipher(key)

    def keep(self, worker: UUID, key: Key) -> None:
        """What is no more stays so: another thread may have found the key just before."""
        name = worker.bytes
        with self._keeping:
            if not isinstance(self._young.get(name, self._old.get(name)), str):
                self._keep(name, key)

    def _keep(self, name: bytes, key: Key) -> None:
        self._young[name] = key
        if len(self._young) >= GENERATION:
            self._old, self._young = self._young, {}

    def forget(self, workers: Iterable[UUID]) -> None:
        """Nothing of these is left in memory."""
        with self._keeping:
            names = [worker.bytes for worker in workers]
            known = [keys.pop(name, None) for name in names for keys in (self._young, self._old)]
        if any(known):
            self._cipher.cache_clear()

    def clear(self) -> None:
        with self._keeping:
            self._young.clear()
            self._old.clear()
        self._cipher.cache_clear()
