"""The rows about some streams, written in the place of those that are there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import ne
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table

from application.kernel.read_model import History, ReadModel, Rows
from application.kernel.standing_rows import StandingRows
from application.kernel.written_rows import remove_rows, update_rows, write_rows

_MANY = 100
"""People who came at once, as in an import: none of their rows stands, or is remembered."""


def project_streams(
    connection: Connection,
    model: ReadModel,
    histories: Sequence[History],
    there: int,
    standing: StandingRows,
) -> None:
    """Bring the rows of a model, which has the facts up to a position, up to these histories."""
    if after := model.rows_after:
        _write(connection, gathered(after(history, there) for history in histories))
    elif len(histories) > _MANY and all(history[0].position > there for history in histories):
        _write(connection, gathered(map(model.rows_of, histories)))
    else:
        _replace(connection, model, histories, there, standing)


def _replace(
    connection: Connection,
    model: ReadModel,
    histories: Sequence[History],
    there: int,
    standing: StandingRows,
) -> None:
    gone: dict[Table, list[UUID]] = {}
    told = Rows()
    altered: dict[tuple[Table, tuple[str, ...]], list[dict[str, Any]]] = {}
    for history in histories:
        for table, before, rows in _changed(model, history, there, standing):
            if before is not None and len(before) == len(rows) == 1:
                names = _other_cells(before[0], rows[0])
                altered.setdefault((table, names), []).extend(rows)
                continue
            if before != []:
                gone.setdefault(table, []).append(history[0].stream)
            if rows:
                told.setdefault(table, []).extend(rows)
    for table, streams in gone.items():
        remove_rows(connection, table, streams)
    for (table, names), rows in altered.items():
        update_rows(connection, table, names, rows)
    _write(connection, told)


def _changed(
    model: ReadModel, history: History, there: int, standing: StandingRows
) -> Iterator[tuple[Table, list[Any] | None, list[dict[str, Any]]]]:
    """Of each table whose rows are others now: those that are there, if known, and the new."""
    rows = model.rows_of(history)
    after = {table: [tuple(row.values()) for row in rows.get(table, ())] for table in model.tables}
    before = standing.exchanged(model, history, there, after)
    for table in model.tables:
        if before is None or before[table] != after[table]:
            yield table, None if before is None else before[table], rows.get(table, [])


def _other_cells(before: Sequence[Any], row: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns in which a row is another now."""
    return tuple(compress(row, map(ne, before, row.values())))


def _write(connection: Connection, rows: Rows) -> None:
    for table, of_table in rows.items():
        write_rows(connection, table, of_table)


def gathered(several: Iterable[Rows]) -> Rows:
    """Rows of several streams by table; tables without rows are left out."""
    together: Rows = {}
    for rows in several:
        for table, of_table in rows.items():
            if of_table:
                together.setdefault(table, []).extend(of_table)
    return together
