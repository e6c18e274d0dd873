"""The rows about some streams, brought from what they are to what they are to be."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from sqlalchemy import Connection

from application.kernel.projecting.read_model import History, ReadModel, Rows
from application.kernel.projecting.row_changes import Writing
from application.kernel.projecting.standing_rows import Standing, StandingRows
from application.kernel.projecting.written_rows import write_rows
from domain.erasure.erasures import WorkerErased

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
    writing = Writing()
    few = len(histories) <= _MANY
    for history in histories:
        rows = model.rows_of(history)
        after = _told(model, rows)
        before = standing.exchanged(model, history, there, after)
        if before is None and few:
            before = _before(model, history, there)
        for table in model.tables:
            stood = None if before is None else before[table]
            writing.exchange(table, history[0].stream, stood, rows.get(table, []), after[table])
    writing.carry_out(connection)


def _told(model: ReadModel, rows: Rows) -> Standing:
    return {table: [tuple(row.values()) for row in rows.get(table, ())] for table in model.tables}


def _before(model: ReadModel, history: History, there: int) -> Standing | None:
    """What another process wrote last, made again; not of somebody whose texts are no more."""
    if any(type(recorded.fact) is WorkerErased for recorded in history):
        return None
    upto = bisect_right(history, there, key=attrgetter("position"))
    return _told(model, model.rows_of(history[:upto]))


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
