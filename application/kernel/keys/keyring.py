"""The keys of the people at hand: one a worker, made before the first fact that needs it.

Who destroys a worker's key has erased the person from the log and from every copy of it, and no
figure changes (docs/decisions/0020).
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from threading import RLock
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.kernel.clock import new_id
from application.kernel.keys.key_store import KeyStore
from application.kernel.keys.keys_at_hand import KeysAtHand
from application.kernel.keys.master_key import MasterKeys, fingerprint, new_key
from application.kernel.keys.sealing import (
    SEALED,
    PeopleLocked,
    SealBroken,
    kept_in_a_row,
    opened,
    sealed,
    text_in_a_row,
)
from domain.kernel.fact import ERASED, LOCKED

_MADE_AT_ONCE = 128
_LOOKS = 3

Sealing = Callable[[Iterable[str | None]], list[bytes | None]]


class Keyring:
    """May be asked from several threads at once.

    Locked when the master key is not there, or the store of keys is not that of the ledger:
    `locked` tells why.
    """

    def __init__(self, store: KeyStore, master: MasterKeys) -> None:
        self.store = store
        self.master = master
        self.locked: PeopleLocked | None = None
        self._lock = RLock()
        self._at_hand = KeysAtHand()
        self._reserved: deque[UUID] = deque()
        self._wrapping, self._fingerprint = AESGCM(bytes(32)), ""
        self.take_master()

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process opens it anew, and holds no key before it asks for it."""
        return Keyring, (self.store, self.master)

    def of(self, worker: UUID) -> AESGCM | str:
        """The key of a worker, or what stands for each text that it would open."""
        key = self._at_hand.get(worker) or self.take([worker]).get(worker, LOCKED)
        return key if isinstance(key, str) else self._at_hand.cipher(key)

    def take(self, workers: Iterable[UUID]) -> dict[UUID, bytes | str]:
        """Take keys to hand that were not; one who has none is left out."""
        wanted = [worker for worker in workers if worker not in self._at_hand]
        taken: dict[UUID, bytes | str] = {}
        if wanted and not self.locked:
            for worker, wrapped in self.store.find(wanted).items():
                key = ERASED if wrapped is None else self._unwrapped(worker, wrapped)
                taken[worker] = key
                self._at_hand.keep(worker, key)
        return taken

    def ensure(self, workers: Iterable[UUID]) -> None:
        """Make keys for those who have none; they are durable when this returns.

        Raises `PeopleLocked`.
        """
        wanted = dict.fromkeys(worker for worker in workers if worker not in self._at_hand)
        there = self.take(wanted)
        if new := [worker for worker in wanted if worker not in there]:
            self._make(new)
            self.take(new)

    def reserved(self) -> UUID:
        """An id for a new worker, whose key is durable already.

        Keys are made many at a time: one a registration would cost each a wait for the disk.
        """
        with self._lock:
            self.reserve(1)
            return self._reserved.popleft()

    def reserve(self, count: int) -> None:
        """Have so many ids for new workers ready. Raises `PeopleLocked`."""
        with self._lock:
            if len(self._reserved) < count:
                # Nobody else knows these ids: what is made for them is what is kept.
                made = self._make([new_id() for _ in range(max(count, _MADE_AT_ONCE))])
                for worker, key in made.items():
                    self._at_hand.keep(worker, key)
                self._reserved.extend(made)

    def destroy(self, worker: UUID) -> None:
        self.store.destroy(worker)
        self._at_hand.forget([worker])
        self._at_hand.keep(worker, ERASED)

    def forget(self, workers: Iterable[UUID]) -> None:
        """Look again at the store: another process may have destroyed a key."""
        self._at_hand.forget(workers)

    def seal(self, worker: UUID, text: bytes, bound: bytes) -> bytes:
        """Raises `PeopleLocked`."""
        key = self.of(worker)
        if isinstance(key, str):
            raise self.locked or PeopleLocked(problem="erased", place=self.master.place)
        return sealed(key, text, bound)

    def unseal(self, worker: UUID, text: bytes, bound: bytes) -> bytes | str:
        """The text, or what stands for it. Raises `SealBroken`."""
        key = self.of(worker)
        if isinstance(key, str):
            return key
        try:
            return opened(key, text, bound)
        except InvalidTag:
            raise SealBroken(worker=worker) from None

    def sealing(self, workers: Sequence[UUID]) -> Sealing:
        """What seals texts, one on each of these workers, for `opened_text`, which needs no more.

        Who was erased has no texts left but what stands for them. Raises `PeopleLocked`.
        """
        self.require_open()
        self.ensure(workers)
        keys = [(SEALED + worker.bytes, self.of(worker)) for worker in workers]
        return lambda texts: [
            text if text is None else kept_in_a_row(whose, key, text)
            for (whose, key), text in zip(keys, texts, strict=True)
        ]

    def opened_text(self, kept: bytes) -> str:
        """Raises `SealBroken`."""
        return text_in_a_row(kept, self.unseal)

    def lock(self, problem: str, place: str) -> None:
        self.locked = PeopleLocked(problem=problem, place=place)
        self._at_hand.clear()

    def require_open(self) -> None:
        """Raises `PeopleLocked`."""
        if self.locked:
            raise self.locked

    def close(self) -> None:
        self._at_hand.clear()
        self.store.close()

    def take_master(self) -> bytes | None:
        """Find the master key under which the keys are, and return it; the first one is made.

        Looks again where there is none, as one may be taking the place of another just now.
        """
        keys: list[bytes] = []
        for _ in range(_LOOKS):
            known, keys = self.store.fingerprint(), self.master.read()
            if known is None and not keys:
                keys = [self.master.made()]
            wanted = known or fingerprint(keys[-1])
            for key in keys:
                if fingerprint(key) == wanted:
                    self._wrapping, self._fingerprint = AESGCM(key), wanted
                    return key
        self.lock("master-key-differs" if keys else "master-key-missing", self.master.place)
        return None

    def _make(self, workers: Sequence[UUID]) -> dict[UUID, bytes]:
        """Keys that are durable now. Raises `PeopleLocked`."""
        self.require_open()
        keys = {worker: new_key() for worker in workers}
        for _ in range(2):
            wrapped = [(w, sealed(self._wrapping, key, w.bytes)) for w, key in keys.items()]
            if self.store.add(wrapped, self._fingerprint):
                return keys
            self.take_master()  # it was rotated meanwhile
            self.require_open()
        raise PeopleLocked(problem="master-key-differs", place=self.master.place)

    def _unwrapped(self, worker: UUID, wrapped: bytes) -> bytes:
        try:
            return opened(self._wrapping, wrapped, worker.bytes)
        except InvalidTag:
            self.take_master()  # it was rotated meanwhile
            self.require_open()
        try:
            return opened(self._wrapping, wrapped, worker.bytes)
        except InvalidTag:
            raise SealBroken(worker=worker) from None
