"""Rows out of the store into columns, by way of a text file: calls of one row each are slow."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from duckdb import DuckDBPyConnection
from sqlalchemy import Column, ColumnClause, Connection, Row, Table, literal_column, select

from application.kernel.log.register import STREAMS_AT_ONCE
from application.kernel.projecting.projector import Progress, batched
from application.kernel.projecting.read_model import ID
from application.kernel.reports.duckdb_dialect import types_of

ROWS_AT_ONCE = 100_000


class Loading:
    """Loads rows of a snapshot of the store; `folder` is for what is on its way."""

    def __init__(self, source: Connection, into: DuckDBPyConnection, folder: Path) -> None:
        self.source = source
        self.into = into
        self._file = folder / "rows.csv"

    def all(self, table: Table, name: str, progress: Progress | None = None) -> None:
        """All rows of a table. `progress` is told of rows."""
        rows = self._selected(table)
        while count := self._load(table, name, islice(rows, ROWS_AT_ONCE)):
            if progress:
                progress(count)

    def of(self, streams: Sequence[UUID], table: Table, name: str) -> None:
        rows = (
            row for some in batched(streams, STREAMS_AT_ONCE) for row in self._selected(table, some)
        )
        while self._load(table, name, islice(rows, ROWS_AT_ONCE)):
            pass

    def _selected(self, table: Table, streams: Sequence[UUID] | None = None) -> Iterator[Row[Any]]:
        """Rows as the driver gives them: typed again by DuckDB, they need no second typing here."""
        columns = (self._as_text(column) for column in table.columns)
        wanted = select(*columns).select_from(table)
        if streams is not None:
            wanted = wanted.where(table.c.stream.in_(streams))
        return iter(self.source.execution_options(stream_results=True).execute(wanted))

    def _as_text(self, column: Column[Any]) -> ColumnClause[Any]:
        bytes_of_an_id = column.type is ID and self.source.dialect.name == "sqlite"
        return literal_column(f"hex({column.name})" if bytes_of_an_id else column.name)

    def _load(self, table: Table, name: str, rows: Iterable[Row[Any]]) -> int:
        with self._file.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        if not self._file.stat().st_size:
            return 0
        types = ", ".join(f"'{column}': '{kind}'" for column, kind in types_of(table).items())
        found = self.into.execute(
            f"INSERT INTO {name} FROM read_csv($file, columns = {{{types}}}, header = false, "
            "auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '')",
            {"file": str(self._file)},
        ).fetchone()
        return int(found[0]) if found else 0
