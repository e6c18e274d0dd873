"""A Spark session as a connection of PEP 249, which is what SQLAlchemy speaks to.

Spark has none of its own. There are no transactions: what is read is never written to.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

apilevel = "2.0"
threadsafety = 1
paramstyle = "named"


class Error(Exception):
    """Named by PEP 249; Spark's own errors go through as they are."""


class Connection:
    def __init__(self, session: Any) -> None:
        self.session = session

    def cursor(self) -> "Cursor":
        return Cursor(self.session)

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def close(self) -> None: ...


class Cursor:
    rowcount = -1
    arraysize = 1

    def __init__(self, session: Any) -> None:
        self.session = session
        self.description: list[tuple[Any, ...]] | None = None
        self._rows: list[Sequence[Any]] = []

    def execute(self, sql: str, parameters: Mapping[str, Any] | None = None) -> None:
        found = self.session.sql(sql, args={k: _plain(v) for k, v in (parameters or {}).items()})
        self.description = [(name, *(None,) * 6) for name in found.columns]
        self._rows = [tuple(row) for row in found.collect()]

    def fetchall(self) -> list[Sequence[Any]]:
        rows, self._rows = self._rows, []
        return rows

    def fetchone(self) -> Sequence[Any] | None:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = arraysize) -> list[Sequence[Any]]:
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    def close(self) -> None:
        self._rows = []


def _plain(value: Any) -> Any:
    """Spark takes no member of an enumeration for the text that it is."""
    return value.value if isinstance(value, Enum) else value
