"""What a read model is: the answer to one question, kept ready.

Its rows about a stream are a pure function of the facts of that stream. So live equals rebuilt
by construction, any batch size gives the same rows, and a stream is projected by replacing its
rows (docs/decisions/0002).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, MetaData, Table, Uuid

from application.kernel.packing import Recorded
from domain.kernel.fact import Fact

METADATA = MetaData()

Rows = dict[Table, list[dict[str, Any]]]
History = Sequence[Recorded]


def stream_column() -> Column[Any]:
    """The stream that a row is about; every table of a read model begins with it."""
    return Column("stream", Uuid(as_uuid=True), nullable=False, index=True)


@dataclass(frozen=True, slots=True)
class ReadModel:
    """`follows` names the facts that can change the rows of their stream.

    A change of `rows_of` or of a table takes a new `version`: the model is then rebuilt into
    fresh tables, which take the place of the old ones at once.
    """

    name: str
    version: int
    follows: tuple[type[Fact], ...]
    tables: tuple[Table, ...]
    rows_of: Callable[[History], Rows]
