"""Rows of read models written as the driver takes them.

SQLAlchemy's own way of many rows costs as much again as making them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Date, Dialect, Table
from sqlalchemy.dialects import sqlite

from application.kernel.keys.personal_text import is_personal, sealing

Names = tuple[str, ...]
Pair = tuple[Mapping[str, Any], Mapping[str, Any]]
"""A row as it is, and as it is to be."""
_EMBEDDED = sqlite.dialect()
STREAM = "stream"
"""The column of every table of a read model that tells whom or what a row is about."""


def write_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows, each with all columns of the table."""
    insert_written(connection, table, as_written(connection.dialect, table, rows))


def as_written(
    dialect: Dialect, table: Table, rows: Sequence[Mapping[str, Any]]
) -> list[tuple[Any, ...]]:
    """Rows with all columns of the table, as the driver takes them."""
    return _as_written(dialect, table, _names(table), rows)


def as_embedded(
    columns: Sequence[ColumnElement[Any]], cells: list[Sequence[Any]]
) -> list[Sequence[Any]]:
    """Cells that a server gave, column by column, as the driver of the embedded database has them.

    Personal texts stay as they are.
    """
    of = zip(columns, cells, strict=True)
    return [some if is_personal(each) else _processed(_EMBEDDED, each, some) for each, some in of]


def _processed(dialect: Dialect, column: ColumnElement[Any], cells: Sequence[Any]) -> Sequence[Any]:
    process = _process(dialect, column)
    return [cell if cell is None else process(cell) for cell in cells] if process else cells


def insert_written(
    connection: Connection, table: Table, written: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows that `as_written` gave, here or elsewhere."""
    names = _names(table)
    cursor = connection.connection.cursor()
    into = f"{table.name} ({','.join(names)})"
    if connection.dialect.name == "sqlite":
        cursor.executemany(f"INSERT INTO {into} VALUES ({','.join('?' * len(names))})", written)
    elif cursor.connection.pgconn.pipeline_status:
        cursor.executemany(f"INSERT INTO {into} VALUES ({','.join(['%s'] * len(names))})", written)
    else:
        _copied(cursor, into, written)
    cursor.close()


def update_rows(
    connection: Connection, table: Table, names: Names, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Change cells of the one row about each stream: the others stay as they are, and so do
    their indexes, and on a server the place of the row."""
    written = _as_written(connection.dialect, table, (*names, STREAM), rows)
    _update(connection, table, names, (STREAM,), written)


def update_single_rows(
    connection: Connection, table: Table, names: Names, found_by: Names, pairs: Sequence[Pair]
) -> None:
    """The same with one of several rows, each told as it is and as it is to be."""
    found = _as_written(connection.dialect, table, found_by, [before for before, _ in pairs])
    cells = _as_written(connection.dialect, table, names, [after for _, after in pairs])
    written = [after + before for after, before in zip(cells, found, strict=True)]
    _update(connection, table, names, found_by, written)


def _update(
    connection: Connection, table: Table, names: Names, found_by: Names, written: Sequence[Any]
) -> None:
    mark, where = _where(connection.dialect.name, table, found_by)
    told = ",".join(f"{name}={mark}" for name in names)
    cursor = connection.connection.cursor()
    cursor.executemany(f"UPDATE {table.name} SET {told} WHERE {where}", written)
    cursor.close()


def remove_single_rows(
    connection: Connection, table: Table, found_by: Names, rows: Sequence[Mapping[str, Any]]
) -> None:
    _, where = _where(connection.dialect.name, table, found_by)
    cursor = connection.connection.cursor()
    found = _as_written(connection.dialect, table, found_by, rows)
    cursor.executemany(f"DELETE FROM {table.name} WHERE {where}", found)
    cursor.close()


@lru_cache(maxsize=256)
def _where(dialect: str, table: Table, found_by: Names) -> tuple[str, str]:
    """How a value is told, and a condition for the row with these cells."""
    mark, same = ("%s", "IS NOT DISTINCT FROM") if dialect == "postgresql" else ("?", "IS")
    tests = (f"{name} {same if table.c[name].nullable else '='} {mark}" for name in found_by)
    return mark, " AND ".join(tests)


def _as_written(
    dialect: Dialect,
    table: Table,
    names: Names,
    rows: Sequence[Mapping[str, Any]],
) -> list[tuple[Any, ...]]:
    """The rows with their cells of these columns, as the driver takes them.

    Cells are made column by column, so that what to do with them is asked once for all rows.
    """
    values, processed, personal = _shape(dialect, table, names)
    columns: list[Iterable[Any]] = list(zip(*map(values, rows), strict=True))
    if personal:
        sealed = sealing(dialect, [row[STREAM] for row in rows])
        for place in personal:
            columns[place] = sealed(columns[place])
    for place, process in processed:
        columns[place] = [cell if cell is None else process(cell) for cell in columns[place]]
    return list(zip(*columns, strict=True))


def _copied(cursor: Any, into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def remove_rows(connection: Connection, table: Table, streams: Sequence[UUID]) -> None:
    """Take away all rows about some streams."""
    process = dict(_shape(connection.dialect, table, (STREAM,)).processed).get(0)
    told = [process(stream) if process else stream for stream in streams]
    cursor = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        cursor.execute(f"DELETE FROM {table.name} WHERE stream = ANY(%s)", (told,))
    else:
        cursor.executemany(
            f"DELETE FROM {table.name} WHERE stream=?", [(stream,) for stream in told]
        )
    cursor.close()


@lru_cache(maxsize=256)
def _names(table: Table) -> Names:
    return tuple(table.columns.keys())


class _Shape(NamedTuple):
    """What is the same for all rows of a table; columns by their places."""

    values: Callable[[Mapping[str, Any]], Sequence[Any]]
    processed: Sequence[tuple[int, Callable[[Any], Any]]]
    personal: Sequence[int]


@lru_cache(maxsize=1_024)
def _shape(dialect: Dialect, table: Table, names: Names) -> _Shape:
    """`processed` is what the driver wants done with a value."""
    columns = list(enumerate(table.c[name] for name in names))
    personal = [place for place, column in columns if is_personal(column)]
    wanted = [
        (place, _process(dialect, column)) for place, column in columns if place not in personal
    ]
    processed = [(place, process) for place, process in wanted if process]
    return _Shape(_values(names), processed, personal)


def _values(names: Names) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    """As a tuple, where there is only one as well."""
    if len(names) > 1:
        return itemgetter(*names)
    (name,) = names
    return lambda row: (row[name],)


def _process(dialect: Dialect, column: ColumnElement[Any]) -> Callable[[Any], Any] | None:
    if isinstance(column.type, Date) and dialect.name == "sqlite":
        return date.isoformat  # what SQLAlchemy makes of a day too, at four times the cost
    return column.type.dialect_impl(dialect).bind_processor(dialect)
