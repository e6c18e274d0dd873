"""Bearer tokens for programs: shown once, kept only as a hash."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy import Engine, bindparam, insert, or_, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import OperationalError

from interfaces.accounts import accounts
from interfaces.accounts.accounts import Account
from interfaces.accounts.entries import entry
from interfaces.accounts.errors import AccountDisabled, NoSuchToken, TokenDaysOutOfRange
from interfaces.accounts.tables import AnyRow, accounts_table, tokens_table

PREFIX = "tz_"
LENGTH = len(PREFIX) + 43
"""Thirty-two random bytes in URL-safe base64, behind a prefix that leak scanners can find."""

USUAL_DAYS = 90
LONGEST_DAYS = 3650
USE_NOTED_EVERY = timedelta(hours=1)

_COLUMNS = tuple(column for column in tokens_table.c if column.name != "token_hash")

_WITH_ACCOUNTS = select(
    *accounts.COLUMNS,
    tokens_table.c.id.label("token_id"),
    tokens_table.c.expires_at,
    tokens_table.c.revoked_at,
    tokens_table.c.last_used_at,
).join_from(tokens_table, accounts_table)
_BY_HASH = _WITH_ACCOUNTS.where(tokens_table.c.token_hash == bindparam("token_hash"))
_BY_HASHES = _WITH_ACCOUNTS.add_columns(tokens_table.c.token_hash).where(
    tokens_table.c.token_hash.in_(bindparam("hashes", expanding=True))
)
_STORED = str(_BY_HASH.compile(dialect=sqlite.dialect()))


@dataclass(frozen=True, slots=True)
class Token:
    """What may be shown of a token. It is good until, and not at, `expires_at`."""

    id: str
    account_id: str
    label: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


def issue_token(
    engine: Engine, account: Account, label: str, *, now: datetime, days: int = USUAL_DAYS
) -> tuple[str, Token]:
    """The token itself, for the only time, and its description.

    Raises AccountDisabled, EntryUnusable (label), TokenDaysOutOfRange (1..3650).
    """
    if account.disabled_at is not None:
        raise AccountDisabled(name=account.name)
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenDaysOutOfRange(days=days, longest=LONGEST_DAYS)
    plain = PREFIX + secrets.token_urlsafe(32)
    token = Token(
        id=str(uuid4()),
        account_id=account.id,
        label=entry("label", label),
        created_at=now,
        expires_at=now + timedelta(days=days),
        revoked_at=None,
        last_used_at=None,
    )
    row = {column.name: getattr(token, column.name) for column in _COLUMNS}
    with engine.begin() as connection:
        connection.execute(insert(tokens_table), row | {"token_hash": _hash(plain)})
    return plain, token


def revoke_token(engine: Engine, token_id: str, *, now: datetime) -> Token:
    """Stop a token at once. Twice is once. Raises NoSuchToken."""
    if not token_id.isascii():
        raise NoSuchToken(token=token_id)
    this = tokens_table.c.id == token_id
    with engine.begin() as connection:
        connection.execute(
            update(tokens_table)
            .where(this, tokens_table.c.revoked_at.is_(None))
            .values(revoked_at=now)
        )
        row = connection.execute(select(*_COLUMNS).where(this)).one_or_none()
    if row is None:
        raise NoSuchToken(token=token_id)
    return _token_from(row)


def tokens_of(engine: Engine, account: Account) -> Sequence[Token]:
    """All tokens of an account, good or not, oldest first."""
    table = tokens_table
    statement = (
        select(*_COLUMNS)
        .where(table.c.account_id == account.id)
        .order_by(table.c.created_at, table.c.id)
    )
    with engine.connect() as connection:
        return [_token_from(row) for row in connection.execute(statement)]


def account_by_token(engine: Engine, plain: str, now: datetime) -> Account | None:
    """Whose token it is; None when unknown, expired or revoked, or its account is disabled."""
    row = row_of(engine, plain)
    if row is None or not is_good(row, now):
        return None
    if use_is_due(row, now):
        note_use(engine, row.token_id, now)
    return accounts.account_from(row)


def row_of(engine: Engine, plain: str) -> AnyRow | None:
    """What is kept of a token and its account, good or not; None when it is unknown."""
    if not _may_be_one(plain):
        return None
    with engine.connect() as connection:
        return connection.execute(_BY_HASH, {"token_hash": _hash(plain)}).one_or_none()


def rows_of(engine: Engine, shown: Sequence[str]) -> dict[str, AnyRow]:
    """The same of many at once, of those that are known."""
    hashes = {_hash(plain): plain for plain in shown if _may_be_one(plain)}
    if not hashes:
        return {}
    with engine.connect() as connection:
        rows = connection.execute(_BY_HASHES, {"hashes": list(hashes)})
        return {hashes[row.token_hash]: row for row in rows}


def stored(cursor: DBAPICursor, plain: str) -> Any:
    """The same as SQLite has it: costs a tenth, and tells whether anything has changed."""
    if not _may_be_one(plain):
        return None
    cursor.execute(_STORED, (_hash(plain),))
    return cursor.fetchall()


def _may_be_one(plain: str) -> bool:
    return len(plain) == LENGTH and plain.startswith(PREFIX) and plain.isascii()


def use_is_due(row: AnyRow, now: datetime) -> bool:
    """Whether a use is to be noted: once an hour."""
    return row.last_used_at is None or now - row.last_used_at >= USE_NOTED_EVERY


def is_good(row: AnyRow, now: datetime) -> bool:
    return row.revoked_at is None and row.disabled_at is None and now < row.expires_at


def note_use(engine: Engine, token_id: str, now: datetime) -> None:
    last = tokens_table.c.last_used_at
    # The hour in the condition: of many requests that come together one writes.
    due = or_(last.is_(None), last <= now - USE_NOTED_EVERY)
    try:
        with engine.begin() as connection:
            connection.execute(
                update(tokens_table)
                .where(tokens_table.c.id == token_id, due)
                .values(last_used_at=now)
            )
    except OperationalError:
        # A store busy with an import must not turn away a good token for the sake of a note.
        structlog.get_logger(__name__).warning("token-use-not-noted", token=token_id)


def _token_from(row: AnyRow) -> Token:
    return Token(**row._mapping)


def _hash(plain: str) -> str:
    # A fast hash suffices: 256 random bits cannot be guessed, however fast the guessing.
    return sha256(plain.encode("ascii")).hexdigest()
