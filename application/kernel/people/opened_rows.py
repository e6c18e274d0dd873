"""Rows that are sealed in the store, opened for the people index: many at a time.

Cells go from one driver to the other as they are, but for those that need be made otherwise: an
object for each of them cost as much again as opening the texts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, MetaData, Select, Table, type_coerce
from sqlalchemy.types import NULLTYPE

from application.kernel.keys.keyring import Keyring
from application.kernel.keys.personal_text import opened_texts
from application.kernel.people.paired_rows import Pairs
from application.kernel.projecting.written_rows import as_embedded
from domain.kernel.fact import Fact

OPENED = MetaData()
Cells = tuple[Any, ...]
STREAM, TEXT = 0, 1
"""Where they stand among the cells of a sealed row."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is kept of the rows that `sealed` asks for: the stream, a sealed text, and others.

    `rows_of` makes of their cells, with the text opened, those in memory: with all columns of a
    table in their order, as the driver of the embedded database takes them. `follows` are the facts
    that can change the sealed rows of their stream. `pairs` follow from those in memory.
    """

    sealed: Select[Any]
    tables: tuple[Table, ...]
    rows_of: Callable[[Iterable[Cells]], Mapping[Table, Sequence[Cells]]]
    follows: tuple[type[Fact], ...]
    pairs: Pairs | None = None

    def of(self, streams: Sequence[UUID]) -> Select[Any]:
        return self.sealed.where(self._stream.in_(streams))

    def between(self, after: UUID, upto: UUID) -> Select[Any]:
        """Those behind one id, up to another and with it."""
        return self.sealed.where(self._stream > after, self._stream <= upto)

    def streams(self, after: UUID) -> Select[Any]:
        """The ids behind one of them, in order."""
        asked = self.sealed.with_only_columns(self._stream).where(self._stream > after)
        return asked.order_by(self._stream)

    def told(
        self, snapshot: Connection, asked: Select[Any], keys: Keyring
    ) -> Mapping[Table, Sequence[Cells]]:
        """The rows in memory, by table, for sealed ones that `of` or `between` asks for."""
        wanted = list(asked.selected_columns)
        raw = asked.with_only_columns(*(type_coerce(each, NULLTYPE) for each in wanted))
        rows = snapshot.execute(raw).all()
        if not rows:
            return {}
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        columns[TEXT] = opened_texts(keys, columns[TEXT])
        if snapshot.dialect.name != "sqlite":
            columns = as_embedded(wanted, columns)
        return self.rows_of(zip(*columns, strict=True))

    @property
    def _stream(self) -> Any:
        return self.sealed.selected_columns.stream
