"""Read models that were left behind are brought up without anybody having to write first.

They fall behind where a server is stopped between the log and them, where the log took a commit
whose end nobody was told of, and with every database server whose place another takes: their
commits wait for no disk, as rows can be made again (docs/decisions/0065). A server that is behind
is not ready, so no command would come to it that brought them up.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from application.kernel.each_second import each_second
from application.kernel.projecting.projector import Projector


@contextmanager
def kept_in_step(projector: Projector) -> Iterator[None]:
    """While this lasts, read models that nobody brings up are brought up, aside."""
    with each_second(_Looks(projector), "in-step", "read-models-behind"):
        yield


class _Looks:
    """At the second look at which none has moved, they are brought up.

    Between two looks whoever recorded just now has brought them up, or is at it.
    """

    def __init__(self, projector: Projector) -> None:
        self.projector = projector
        self._stood: int | None = None

    def __call__(self) -> None:
        stood, self._stood = self._stood, None
        behind = [model.position for model in self.projector.status() if model.behind > 0]
        if behind and min(behind) == stood:
            self.projector.catch_up()
        else:
            self._stood = min(behind, default=None)
