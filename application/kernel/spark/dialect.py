"""Spark SQL to SQLAlchemy: what runs on the store runs here, from the same statements."""

from types import ModuleType
from typing import Any

from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.compiler import IdentifierPreparer

from application.kernel.spark import dbapi


class _Backticks(IdentifierPreparer):
    def __init__(self, dialect: Any) -> None:
        super().__init__(dialect, initial_quote="`")


class SparkDialect(DefaultDialect):
    """UUIDs are texts of 32 digits, as the exported rows have them."""

    name = "spark"
    driver = "spark"
    preparer: type[IdentifierPreparer] = _Backticks
    supports_statement_cache = True
    supports_native_boolean = True
    supports_native_decimal = True

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        return dbapi


registry.register(SparkDialect.name, __name__, SparkDialect.__name__)


def engine_of(session: Any) -> Engine:
    def connect() -> dbapi.Connection:
        return dbapi.Connection(session)

    return create_engine(f"{SparkDialect.name}://", poolclass=NullPool, creator=connect)
