"""Copies of a ledger: taken while it is being written, read back, and there only once whole."""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from glob import escape
from pathlib import Path
from typing import NamedTuple, Protocol

from application.kernel.database import Database
from domain.kernel.errors import DomainError, Refusal

Progress = Callable[[int], None]
_PART = ".taizhang-part"


class CopyExists(DomainError):
    """A file of that name is there; no copy is written over another."""

    code = "copy-exists"
    sort = Refusal.MALFORMED


class CopyDamaged(DomainError):
    """Read back, the copy is not what was copied."""

    code = "copy-damaged"


class LedgerInUse(DomainError):
    """Somebody has the ledger open that is to be replaced."""

    code = "ledger-in-use"
    sort = Refusal.STALE


class Taken(NamedTuple):
    """What a copy holds, read back from it: rows by table, and the log as a file to be checked."""

    rows: Mapping[str, int]
    log: Path


class Copies(Protocol):
    """How copies are made of a ledger in a database of one kind, and the ledger from a copy."""

    name: str
    suffix: str
    """What the name of a copy begins with, and ends in."""

    def taken(self, part: Path, progress: Progress) -> AbstractContextManager[Taken]:
        """Copy one moment of the ledger into a file, whoever writes to it, and read it back.

        Raises `CopyDamaged`, and what the database raises.
        """
        ...

    def exists(self) -> bool:
        """Whether there is a ledger in the place where one would be restored."""
        ...

    def restored(self, file: Path, progress: Progress) -> AbstractContextManager[Database]:
        """The ledger of a copy beside that place; gone afterwards, unless it was put there.

        Raises `CopyDamaged`, and what the database raises.
        """
        ...

    def put(self, restored: Database, moment: str) -> str | None:
        """Put it there; where what was there is kept, its name ending in a moment.

        Raises `LedgerInUse`.
        """
        ...


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """A file beside the target for what is not whole yet; gone afterwards, whatever happens.

    What a killed process left there goes too. Raises `OSError` with the name of the target.
    """
    _sweep(target.parent)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_PART}")
    with telling(target):
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield part
    finally:
        _remove(part)
        os.close(handle)


@contextmanager
def telling(target: Path) -> Iterator[None]:
    """What fails tells the name that was asked for, not that of what is not whole yet."""
    try:
        yield
    except OSError as error:
        error.filename = str(target)
        raise


def _sweep(folder: Path) -> None:
    """Parts that no living process holds."""
    for part in folder.glob(f".*{_PART}"):
        with part.open("rb") as left:
            try:
                fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            _remove(part)


def _remove(part: Path) -> None:
    """With what stands beside a database while it is open."""
    for file in part.parent.glob(f"{escape(part.stem)}.*"):
        file.unlink(missing_ok=True)


def put_in_place(part: Path, target: Path) -> None:
    """Give a whole copy its name. Raises `CopyExists`, `OSError`."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise CopyExists(file=str(target)) from None
    on_disk(target.parent)


def exchange(part: Path, target: Path, aside: Path) -> None:
    """Put a whole copy in the place of another file, which is kept aside; there is always one.

    Raises `CopyExists`, `OSError`.
    """
    put_in_place(target, aside)
    part.replace(target)
    on_disk(target.parent)


def on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
