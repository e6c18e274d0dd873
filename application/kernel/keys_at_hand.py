"""The keys that were used last, so that the store need not be asked for them again."""

from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MOST = 65_536
_CIPHERS = 1_024
"""A cipher is made of a key in some microseconds, and is as large as twenty keys."""


class KeysAtHand:
    """By worker; a text stands for a key that is no more. For several threads at once."""

    def __init__(self) -> None:
        self._keys: OrderedDict[UUID, bytes | str] = OrderedDict()
        self._keeping = Lock()
        self._cipher = lru_cache(_CIPHERS)(AESGCM)

    def __contains__(self, worker: UUID) -> bool:
        return worker in self._keys

    def get(self, worker: UUID) -> bytes | str | None:
        return self._keys.get(worker)

    def cipher(self, key: bytes) -> AESGCM:
        return self._cipher(key)

    def keep(self, worker: UUID, key: bytes | str) -> None:
        with self._keeping:
            self._keys[worker] = key
            self._keys.move_to_end(worker)
            if len(self._keys) > MOST:
                self._keys.popitem(last=False)

    def forget(self, workers: Iterable[UUID]) -> None:
        """Nothing of these is left in memory."""
        known = [worker for worker in workers if self._keys.pop(worker, None)]
        if known:
            self._cipher.cache_clear()

    def clear(self) -> None:
        self._keys.clear()
        self._cipher.cache_clear()
