"""The rows about a stream as they stand, so that those that stay so are not written again."""

from collections import OrderedDict
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from application.kernel.read_model import History, ReadModel

MOST = 10_000
"""Rows of a model about a stream, of those written last: some tens of megabytes at most."""

Standing = dict[Table, list[tuple[Any, ...]]]


class StandingRows:
    """What this process wrote last about some streams, with the last fact that it rests on.

    Rows are a pure function of the facts up to the checkpoint (docs/decisions/0002). So what was
    written stands as long as the last fact before the checkpoint is the same, whoever wrote
    meanwhile, and whether or not the transaction came to its end.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, UUID], tuple[int, Standing]] = OrderedDict()

    def of(self, model: ReadModel, history: History, there: int) -> Standing | None:
        """The rows of a model that has the facts up to a position; None where they are not known.

        Where the stream began later, there are none.
        """
        if history[0].position > there:
            return {table: [] for table in model.tables}
        last, standing = self._kept.get((model.name, history[0].stream), (None, None))
        return standing if last == _last_followed(model, history, there) else None

    def keep(self, model: ReadModel, history: History, standing: Standing) -> None:
        key = model.name, history[0].stream
        self._kept[key] = _last_followed(model, history, history[-1].position), standing
        self._kept.move_to_end(key)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)


def _last_followed(model: ReadModel, history: History, upto: int) -> int:
    """The position of the last fact up to a position that can have changed the rows."""
    return next(
        (
            recorded.position
            for recorded in reversed(history)
            if recorded.position <= upto and type(recorded.fact) in model.follows
        ),
        0,
    )
