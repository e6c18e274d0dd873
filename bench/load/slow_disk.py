"""A disk that takes longer until what is written is safe, for all servers that are begun meanwhile.

Machines for hire answer `fsync` from a memory that a battery keeps, in a tenth of a millisecond; a
hard disk has to come round again, which takes 8 ms at 7,200 turns a minute. Needs a C compiler.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SOURCE = Path(__file__).with_suffix(".c")
_NAMES = ("LD_PRELOAD", "DISK_MICROSECONDS")


@contextmanager
def slow_disk(folder: Path, milliseconds: float) -> Iterator[None]:
    """Raises SystemExit where there is no C compiler."""
    if not milliseconds:
        yield
        return
    before = {name: os.environ.get(name) for name in _NAMES}
    os.environ |= {
        "LD_PRELOAD": str(_compiled(folder)),
        "DISK_MICROSECONDS": str(round(milliseconds * 1000)),
    }
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def _compiled(folder: Path) -> Path:
    compiler = shutil.which("cc")
    if not compiler:
        raise SystemExit("a slow disk needs a C compiler (cc)")
    library = folder / "slow_disk.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", library, _SOURCE, "-ldl"], check=True
    )
    folder.chmod(0o711)  # the database's own user reads the library too
    library.chmod(0o755)
    return library
