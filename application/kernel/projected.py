"""The rows about some streams, written in the place of those that are there."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from application.kernel.read_model import History, ReadModel, Rows
from application.kernel.store import remove_rows, write_rows


def project_streams(
    connection: Connection, model: ReadModel, histories: Iterable[History], there: int
) -> None:
    """Bring the rows of a model, which has the facts up to a position, up to these histories."""
    (_append if model.appended else _replace)(connection, model, list(histories), there)


def _replace(
    connection: Connection, model: ReadModel, histories: Sequence[History], there: int
) -> None:
    """Of streams that began up to a position rows may be there already."""
    if known := [history[0].stream for history in histories if history[0].position <= there]:
        for table in model.tables:
            remove_rows(connection, table, known)
    for table, rows in gathered(model.rows_of(history) for history in histories).items():
        write_rows(connection, table, rows)


def _append(
    connection: Connection, model: ReadModel, histories: Sequence[History], there: int
) -> None:
    """Rows of facts up to a position are there already."""
    for table, rows in gathered(model.rows_of(history) for history in histories).items():
        write_rows(connection, table, [row for row in rows if row["position"] > there])


def gathered(several: Iterable[Rows]) -> Rows:
    """Rows of several streams by table; tables without rows are left out."""
    together: Rows = {}
    for rows in several:
        for table, of_table in rows.items():
            if of_table:
                together.setdefault(table, []).extend(of_table)
    return together
