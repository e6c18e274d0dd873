"""Full-text indexes of opened rows, in the memory they lie in: SQLite's own (FTS5).

They have the numbers of rows alone, and follow when told: triggers would have every row put into
them by itself, at ten times the cost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, Table, column, event, literal_column, table

_INDEXES = "text_indexes"


@dataclass(frozen=True, slots=True)
class TextIndex:
    """`tokens` says what is looked for in the columns of `of`, and `options` what else there is."""

    name: str
    of: Table
    columns: tuple[str, ...]
    tokens: str
    options: str = ""

    def found(self, asked: Select[Any], wanted: str) -> Select[Any]:
        """Of the rows asked for, those that the index finds by an expression of FTS5."""
        index = table(self.name, column("rowid"), column(self.name))
        same = index.c.rowid == literal_column(f"{self.of.name}.rowid")
        joined = asked.select_from(self.of.join(index, same))
        return joined.where(index.c[self.name].op("MATCH")(wanted))

    def make(self, connection: Connection) -> None:
        rows = f"content={self.of.name}, content_rowid=rowid, columnsize=0, detail=none"
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {self.name} USING fts5({self._columns}, {rows}, "
            f'tokenize="{self.tokens}"{self.options})'
        )

    def drop(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"DROP TABLE {self.name}")

    def last(self, connection: Connection) -> int:
        """The highest number of a row."""
        told = connection.exec_driver_sql(f"SELECT max(rowid) FROM {self.of.name}").scalar()
        return int(told or 0)

    def add(self, connection: Connection, after: int) -> None:
        """Rows with higher numbers."""
        connection.exec_driver_sql(
            f"INSERT INTO {self.name} (rowid, {self._columns}) "
            f"SELECT rowid, {self._columns} FROM {self.of.name} WHERE rowid > ?",
            (after,),
        )

    def remove(self, connection: Connection, streams: Sequence[UUID]) -> None:
        """Rows about these, as long as they are there."""
        marks = ",".join("?" * len(streams))
        connection.exec_driver_sql(
            f"INSERT INTO {self.name} ({self.name}, rowid, {self._columns}) "
            f"SELECT 'delete', rowid, {self._columns} FROM {self.of.name} "
            f"WHERE stream IN ({marks})",
            tuple(stream.bytes for stream in streams),
        )

    @property
    def _columns(self) -> str:
        return ", ".join(self.columns)


def keep(*indexes: TextIndex) -> None:
    """Have tables indexed so wherever they are made."""
    for index in indexes:
        of = index.of
        of.info.setdefault(_INDEXES, []).append(index)
        event.listen(of, "after_create", lambda _, made, index=index, **__: index.make(made))
        event.listen(of, "before_drop", lambda _, gone, index=index, **__: index.drop(gone))


def kept(of: Table) -> Sequence[TextIndex]:
    indexes: Sequence[TextIndex] = of.info.get(_INDEXES, ())
    return indexes
