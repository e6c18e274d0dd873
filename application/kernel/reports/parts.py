"""What is not whole yet, and who may make it."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from application.kernel.copies.copies import telling

_PARTS = ".taizhang-parts"


@contextmanager
def unfinished_folder(target: Path) -> Iterator[Path]:
    """A folder beside the target, for its owner only; gone afterwards, whatever happens.

    What a killed process left there goes too. Raises `OSError` with the name of the target.
    """
    for left in target.parent.glob(f".*{_PARTS}"):
        with suppress(BlockingIOError, FileNotFoundError), held(left, fcntl.LOCK_NB):
            shutil.rmtree(left, ignore_errors=True)
    folder = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_PARTS}")
    with telling(target):
        folder.mkdir(mode=0o700)
    try:
        with held(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def held(path: Path, how: int = 0) -> Iterator[None]:
    """Hold a file or folder while no other process does; the lock ends with its process.

    With `LOCK_NB` nobody is waited for. Raises `BlockingIOError`.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | how)
        yield
    finally:
        os.close(handle)
