"""The rows about some streams, written in the place of those that are there."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table

from application.kernel.read_model import History, ReadModel, Rows
from application.kernel.standing_rows import StandingRows
from application.kernel.store import remove_rows, write_rows


def project_streams(
    connection: Connection,
    model: ReadModel,
    histories: Sequence[History],
    there: int,
    standing: StandingRows,
) -> None:
    """Bring the rows of a model, which has the facts up to a position, up to these histories."""
    if after := model.rows_after:
        _append(connection, [after(history, there) for history in histories])
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
    told: Rows = {}
    for history in histories:
        for table, there_are, rows in _changed(model, history, there, standing):
            if there_are:
                gone.setdefault(table, []).append(history[0].stream)
            told.setdefault(table, []).extend(rows)
    for table, streams in gone.items():
        remove_rows(connection, table, streams)
    for table, rows in told.items():
        if rows:
            write_rows(connection, table, rows)


def _changed(
    model: ReadModel, history: History, there: int, standing: StandingRows
) -> Iterator[tuple[Table, bool, list[dict[str, Any]]]]:
    """Of each table whose rows are others now: whether some are there, and those that come."""
    rows, before = model.rows_of(history), standing.of(model, history, there)
    after = {table: [tuple(row.values()) for row in rows.get(table, ())] for table in model.tables}
    standing.keep(model, history, after)
    for table in model.tables:
        if before is None or before[table] != after[table]:
            yield table, before is None or bool(before[table]), rows.get(table, [])


def _append(connection: Connection, several: Iterable[Rows]) -> None:
    for table, rows in gathered(several).items():
        write_rows(connection, table, rows)


def gathered(several: Iterable[Rows]) -> Rows:
    """Rows of several streams by table; tables without rows are left out."""
    together: Rows = {}
    for rows in several:
        for table, of_table in rows.items():
            if of_table:
                together.setdefault(table, []).extend(of_table)
    return together
