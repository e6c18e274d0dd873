"""The master key: it wraps the keys of all people, and lies outside the database.

It is in a file, one key a line, or in the environment, parted by commas. Several stand there only
while one takes the place of another; the last is the newest.
"""

import os
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from domain.kernel.errors import DomainError, Refusal

_FORM = re.compile(r"[0-9a-f]{64}")


class MasterKeyUnreadable(DomainError):
    """What is there is not 64 hexadecimal digits for each key."""

    code = "master-key-unreadable"
    sort = Refusal.STALE


class MasterKeyInEnvironment(DomainError):
    """A key in the environment is changed there: the new one is put behind the old one first."""

    code = "master-key-in-environment"
    sort = Refusal.STALE


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """Where the master key is: `text` from the environment comes before the file."""

    file: Path
    text: str | None = None

    def __repr__(self) -> str:
        return f"MasterKeys({self.file})"

    @property
    def place(self) -> str:
        return str(self.file) if self.text is None else "TAIZHANG_MASTER_KEY"

    def read(self) -> list[bytes]:
        """All keys, the newest last; none where there is no file. Raises `MasterKeyUnreadable`."""
        if self.text is not None:
            told = self.text.replace(",", " ")
        elif self.file.exists():
            told = self.file.read_text("ascii", errors="replace")
        else:
            return []
        words = told.split()
        if not words or not all(map(_FORM.fullmatch, words)):
            raise MasterKeyUnreadable(place=self.place)
        return [bytes.fromhex(word) for word in words]

    def made(self) -> bytes:
        """A first key; whoever makes one at the same moment gets the same."""
        unfinished = _written(self.file, [new_key()])
        try:
            os.link(unfinished, self.file)
        except FileExistsError:
            pass
        finally:
            unfinished.unlink()
        _kept(self.file.parent)
        return self.read()[-1]

    def put(self, keys: list[bytes]) -> None:
        """Have these keys in the file and no others: at once or not at all."""
        _written(self.file, keys).replace(self.file)
        _kept(self.file.parent)


def new_key() -> bytes:
    return secrets.token_bytes(32)


def fingerprint(key: bytes) -> str:
    return sha256(b"taizhang master key " + key).hexdigest()


def _written(file: Path, keys: list[bytes]) -> Path:
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.writelines(f"{key.hex()}\n" for key in keys)
        opened.flush()
        os.fsync(opened.fileno())
    return unfinished


def _kept(folder: Path) -> None:
    """The name of a file is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
