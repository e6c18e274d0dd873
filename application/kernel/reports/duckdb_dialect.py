"""DuckDB to SQLAlchemy: what runs on the store runs here, from the same statements.

Small because it needs little: the indicators are plain SQL (docs/decisions/0045).
"""

from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any, Final

import duckdb
from sqlalchemy import Engine, NullPool, Table, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.engine.default import DefaultDialect

_PARAMSTYLE: Final = "numeric_dollar"
"""What stands twice is sent once: so what is grouped by is known to be what is shown."""


class DuckDBDialect(DefaultDialect):
    name = "duckdb"
    driver = "duckdb"
    supports_statement_cache = True
    supports_native_boolean = True
    supports_native_decimal = True
    supports_native_uuid = True

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        return duckdb

    def do_begin(self, dbapi_connection: Any) -> None:
        dbapi_connection.execute("BEGIN")

    def do_commit(self, dbapi_connection: Any) -> None:
        dbapi_connection.execute("COMMIT")

    def do_rollback(self, dbapi_connection: Any) -> None:
        # SQLAlchemy also takes back what was never begun; DuckDB refuses that.
        with suppress(duckdb.TransactionException):
            dbapi_connection.execute("ROLLBACK")


DIALECT = DuckDBDialect()
registry.register(DIALECT.name, __name__, DuckDBDialect.__name__)


def engine_of(connect: Callable[[], duckdb.DuckDBPyConnection]) -> Engine:
    """An engine over the database to which `connect` gives one more connection each time."""
    return create_engine(
        f"{DIALECT.name}://", poolclass=NullPool, creator=connect, paramstyle=_PARAMSTYLE
    )


def types_of(table: Table) -> dict[str, str]:
    """The columns of a table with their types, as DuckDB writes them."""
    return {column.name: column.type.compile(dialect=DIALECT) for column in table.columns}
