"""The tables, and two kinds of column: a moment in UTC, and a secret that masks itself."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    TypeDecorator,
    event,
)

from interfaces.accounts.kept import in_postgresql, in_sqlite


class Moment(TypeDecorator[datetime]):
    """A moment, aware and in UTC on every database. Raises ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its offset from UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Masked(str):
    """A text that does not show itself: statement logs and database errors print the repr."""

    def __repr__(self) -> str:
        return "'***'"


class Secret(TypeDecorator[str]):
    """A hash that must not reach a log, not even through an engine that echoes."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else Masked(value)


AnyRow = Row[*tuple[Any, ...]]

metadata = MetaData()
_MAKING = 0x74_61_62
"""The number of the lock of whoever makes tables, among those that a server keeps."""

accounts_table = Table(
    "accounts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("name_key", String(64), nullable=False, unique=True),
    Column("display_name", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("unit", String(32), nullable=False),
    Column("password_hash", Secret(255), nullable=False),
    Column("must_change_password", Boolean, nullable=False),
    Column("disabled_at", Moment),
    Column("created_at", Moment, nullable=False),
)

tokens_table = Table(
    "tokens",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("label", String(100), nullable=False),
    Column("token_hash", Secret(64), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("last_used_at", Moment),
)

sessions_table = Table(
    "sessions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("token_hash", Secret(64), nullable=False, unique=True),
    Column("agent", String(100), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

preferences_table = Table(
    "preferences",
    metadata,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("value", String(200), nullable=False),
)

sign_in_failures_table = Table(
    "sign_in_failures",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
)

looks_table = Table(
    "looks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("account", String(64), nullable=False, index=True),
    Column("unit", String(32), nullable=False),
    Column("route", String(100), nullable=False),
    Column("worker", String(36), index=True),
    Column("people", Integer, nullable=False),
    Column("asked", String(400), nullable=False),
    Column("urgent", String(36)),
)
"""Who looked at whom, by the ids of the people alone. For lists what was asked, and how many."""

urgent_accesses_table = Table(
    "urgent_accesses",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("worker", String(36), nullable=False, index=True),
    Column("reason", String(200), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("revoked_by", String(64)),
)

account_acts_table = Table(
    "account_acts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("by", String(64), nullable=False),
    Column("act", String(32), nullable=False),
    Column("account", String(64), nullable=False, index=True),
)
"""What was done with accounts: passwords, doors, tokens."""

KEPT = (looks_table, account_acts_table)
"""Nobody changes these, and nobody deletes what the law asks for."""


for _table in KEPT:
    for _dialect, _statements in (("sqlite", in_sqlite), ("postgresql", in_postgresql)):
        for _statement in _statements(_table.name):
            _kept = DDL(_statement)  # type: ignore[no-untyped-call]
            event.listen(_table, "after_create", _kept.execute_if(dialect=_dialect))


def create_tables(engine: Engine, tables: Sequence[Table] | None = None) -> None:
    """Create what is missing, of all tables or some; several processes may at once."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MAKING})")
        metadata.create_all(connection, tables)
