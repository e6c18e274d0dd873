"""A row put in the place of the one that has its key, in one statement: of two who come at the
same moment, one waits for the other."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def place(
    connection: Connection,
    table: Table,
    row: Mapping[str, Any],
    again: Mapping[str, Any] | None = None,
) -> None:
    """Put a row; where its key is there already, `again` says what changes, by default all."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    put = dialect.insert(table).values(row)
    keys = [column.name for column in table.primary_key]
    changed = again or {name: value for name, value in row.items() if name not in keys}
    connection.execute(put.on_conflict_do_update(index_elements=keys, set_=changed))
