"""Bulk work without the pauses of the garbage collector."""

import gc
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
