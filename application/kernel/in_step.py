"""Read models that were left behind are brought up without anybody having to write first.

They fall behind where a server is stopped between the log and them, where the log took a commit
whose end nobody was told of, and with every database server whose place another takes: their
commits wait for no disk, as rows can be made again (docs/decisions/0065). A server that is behind
is not ready, so no command would come to it that brought them up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import structlog
from sqlalchemy.exc import OperationalError

from application.kernel.log_errors import LedgerUnavailable
from application.kernel.projector import Projector

SECONDS = 1.0
"""From one look to the next."""
PAUSE_SECONDS = 60.0
"""After an error that nobody foresaw."""


@contextmanager
def kept_in_step(projector: Projector) -> Iterator[None]:
    """While this lasts, read models that nobody brings up are brought up, aside."""
    over = Event()
    keeper = Thread(target=_keep, args=(projector, over), name="in-step", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep(projector: Projector, over: Event) -> None:
    stood: int | None = None
    while not over.wait(SECONDS):
        try:
            stood = _look(projector, stood)
        except (LedgerUnavailable, OperationalError):
            stood = None  # the database is away, which whoever asks it is told
        except Exception:
            structlog.get_logger(__name__).exception("read-models-behind")
            over.wait(PAUSE_SECONDS)


def _look(projector: Projector, stood: int | None) -> int | None:
    """Where the one furthest behind stands, None when none is; at the second look it goes on.

    Between two looks whoever recorded just now has brought them up, or is at it.
    """
    behind = [model.position for model in projector.status() if model.behind > 0]
    if behind and min(behind) == stood:
        projector.catch_up()
        return None
    return min(behind, default=None)
