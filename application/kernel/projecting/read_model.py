"""What a read model is: the answer to one question, kept ready.

Its rows about a stream are a pure function of the facts of that stream. So live equals rebuilt
by construction, any batch size gives the same rows, and a stream is projected by replacing its
rows (docs/decisions/0002).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Dialect, MetaData, Table, Uuid
from sqlalchemy.types import TypeEngine, UserDefinedType

from application.kernel.log.packing import Recorded
from domain.kernel.fact import Fact

METADATA = MetaData()

Rows = dict[Table, list[dict[str, Any]]]
History = Sequence[Recorded]


class _SixteenBytes(UserDefinedType[UUID]):
    """The embedded database has no ids of its own; as text they would be twice as long."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "BLOB"

    def bind_processor(self, dialect: Dialect) -> Callable[[UUID | None], bytes | None]:
        return lambda value: None if value is None else value.bytes

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[bytes | None], UUID | None]:
        return lambda value: None if value is None else UUID(bytes=value)


ID: TypeEngine[UUID] = Uuid(as_uuid=True).with_variant(_SixteenBytes(), "sqlite")


def stream_column(index: bool = True) -> Column[Any]:
    """The stream that a row is about; every table of a read model has one."""
    return Column("stream", ID, nullable=False, index=index)


@dataclass(frozen=True, slots=True)
class ReadModel:
    """`follows` names the facts that can change the rows of their stream.

    A change of `rows_of` or of a table takes a new `version`: the model is then rebuilt into
    fresh tables, which take the place of the old ones at once.

    Where there is `rows_after`, there is one row a fact, which no later fact changes: rows are
    only added, those of the facts behind a position. Its one table has a key that each of its rows
    tells (docs/decisions/0063).
    """

    name: str
    version: int
    follows: tuple[type[Fact], ...]
    tables: tuple[Table, ...]
    rows_of: Callable[[History], Rows]
    rows_after: Callable[[History, int], Rows] | None = None
