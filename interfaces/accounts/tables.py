"""The tables, and two kinds of column: a moment in UTC, and a secret that masks itself."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
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
)


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


def create_tables(engine: Engine) -> None:
    """Create what is missing. To be called once, before anything serves."""
    metadata.create_all(engine)
