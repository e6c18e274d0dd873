"""Work that a server does again and again while it serves, aside from those who ask."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

import structlog
from sqlalchemy.exc import OperationalError

from application.kernel.log.errors import LedgerUnavailable

SECONDS = 1.0
"""From one time to the next."""
SHARE = 4
"""A rest lasts at least so many times as long as the work before it, if that came to its end."""
PAUSE_SECONDS = 60.0
"""After an error that nobody foresaw."""


@contextmanager
def each_second(work: Callable[[], object], name: str, failed: str) -> Iterator[None]:
    """While this lasts, some work is done each second; `failed` is what the journal calls an error.

    While the database is away, which whoever asks it is told, nothing is said.
    """
    over = Event()
    worker = Thread(target=_keep_on, args=(work, over, failed), name=name, daemon=True)
    worker.start()
    try:
        yield
    finally:
        over.set()
        worker.join()


def _keep_on(work: Callable[[], object], over: Event, failed: str) -> None:
    rest = SECONDS
    while not over.wait(rest):
        rest, begun = SECONDS, monotonic()
        try:
            work()
            rest = max(SECONDS, SHARE * (monotonic() - begun))
        except (LedgerUnavailable, OperationalError):
            pass
        except Exception:
            structlog.get_logger(__name__).exception(failed)
            rest = PAUSE_SECONDS
