"""An exported history that can be checked without the ledger: its lines are chained and signed."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from application.kernel.integrity.seal import canonical, is_signed, plain

DOMAIN = "taizhang history 1"
MARK_BYTES = 16


class SignedHistory(NamedTuple):
    """What was exported from which chain: how many lines, and the hash over all of them.

    `marks` are the beginnings of the hash after each line; they say which line is the first that
    is not as it was.
    """

    chain: bytes
    told_at: int
    lines: int
    head: bytes
    public_key: bytes
    signature: bytes = b""
    marks: tuple[bytes, ...] = ()

    @property
    def message(self) -> bytes:
        return canonical(DOMAIN, (*self._fields[:4], "public_key"), self)

    def signed(self, key: Ed25519PrivateKey) -> "SignedHistory":
        told = self._replace(public_key=key.public_key().public_bytes_raw())
        return told._replace(signature=key.sign(told.message))

    def is_whole(self) -> bool:
        return is_signed(self.public_key, self.signature, self.message)

    def first_bad_line(self, lines: Iterable[bytes]) -> int | None:
        """The number of the first line that is changed, missing or too many."""
        number, head = 0, b""
        for number, head in enumerate(heads(lines), 1):
            if self.marks[number - 1 : number] != (head[:MARK_BYTES],):
                return number
        return None if (number, head) == (self.lines, self.head) else number + 1

    def told(self) -> dict[str, Any]:
        return {name: plain(value) for name, value in self._asdict().items() if name != "marks"}


def heads(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The hash after each line: of the hash before and the line."""
    head = sha256(DOMAIN.encode()).digest()
    for line in lines:
        head = sha256(head + line).digest()
        yield head
