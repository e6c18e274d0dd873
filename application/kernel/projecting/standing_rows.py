"""The rows about a stream as they stand, so that those that stay so are not written again."""

from collections import OrderedDict
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from application.kernel.projecting.read_model import History, ReadModel

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

    def exchanged(
        self, model: ReadModel, history: History, there: int, rows: Standing
    ) -> Standing | None:
        """Keep the rows of a model of all facts; return those of the facts up to a position.

        None where they are not known. Without a fact that the model follows there are none.
        """
        last, followed = _last_followed(model, history, there)
        key = model.name, history[0].stream
        rests_on, standing = self._kept.pop(key, (None, None))
        self._kept[key] = last, rows
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        if not followed:
            return {table: [] for table in model.tables}
        return standing if rests_on == followed else None


def _last_followed(model: ReadModel, history: History, upto: int) -> tuple[int, int]:
    """The position of the last fact that can have changed the rows: of all facts, and of those
    up to a position; 0 where there is none."""
    last = 0
    for recorded in reversed(history):
        if type(recorded.fact) in model.follows:
            last = last or recorded.position
            if recorded.position <= upto:
                return last, recorded.position
    return last, 0
