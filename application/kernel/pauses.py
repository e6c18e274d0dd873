"""Pauses of a process: none of the garbage collector in bulk work, short ones in a server."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_pauses() -> Iterator[None]:
    """Hold the collector back: among a hundred thousand facts, none of which it could free, each
    of its rounds would walk them all (measured: half the time of an import)."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


def keep_pauses_short() -> None:
    """For a process that has loaded all it needs to serve: what is there now stays until its end.

    So no round of the collector walks it again, and those that walk more than the youngest come
    seldom: commands leave hardly any circles behind (docs/decisions/0074).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(3_000, 333, 50)
    # The committer waits several times a batch for a database server, and each time anew for
    # its turn behind the thread that answers requests: by default 5 ms.
    sys.setswitchinterval(0.002)
