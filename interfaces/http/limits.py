"""How much one request may bring, and how often one address may fail to say who it is."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

MEBIBYTE = 1 << 20
HEAD = 1 << 16
"""Bytes of a request's headers."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a body, and of a file where a route takes one; characters of a path or a query;
    failures a minute and address."""

    body: int = MEBIBYTE
    file: int = 64 * MEBIBYTE
    url: int = 4096
    failures_a_minute: int = 20


class Failures:
    """Failed sign-ins of each address within the running minute.

    Kept in memory, of this process: it slows guessing down, it does not account for it.
    """

    MINUTE = 60.0
    ADDRESSES = 10_000

    def __init__(self, allowed: int, ticks: Callable[[], float] = monotonic) -> None:
        self.allowed = allowed
        self._ticks = ticks
        self._lock = Lock()
        self._since: dict[str, tuple[float, int]] = {}

    def note(self, address: str) -> bool:
        """Count one more failure; tell whether the address has now failed too often."""
        now = self._ticks()
        with self._lock:
            since, count = self._since.pop(address, (now, 0))
            if now - since >= self.MINUTE:
                since, count = now, 0
            if len(self._since) >= self.ADDRESSES:
                # The oldest entry goes, so that no flood of addresses fills the memory.
                del self._since[next(iter(self._since))]
            self._since[address] = (since, count + 1)
            return count + 1 > self.allowed
