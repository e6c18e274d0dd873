"""Sessions of people at a browser: an opaque token each, kept only as a hash, ended at any time."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

import structlog
from sqlalchemy import (
    ColumnElement,
    Engine,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import OperationalError

from interfaces.accounts import accounts
from interfaces.accounts.accounts import Account
from interfaces.accounts.tables import AnyRow, accounts_table, preferences_table, sessions_table

LENGTH = 43
"""Thirty-two random bytes in URL-safe base64."""
IDLE, ABSOLUTE = timedelta(hours=2), timedelta(hours=12)
SEEN_NOTED_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=30)
"""How long a session that is over stays in the table."""

_s, _p = sessions_table.c, preferences_table.c
_BY_HASH = (
    select(
        *accounts.COLUMNS,
        _s.id.label("session_id"),
        _s.opened_at,
        _s.last_seen_at,
        _s.ended_at,
        _p.name.label("preference"),
        _p.value.label("preferred"),
    )
    .join_from(sessions_table, accounts_table)
    .outerjoin(preferences_table, _p.account_id == accounts_table.c.id)
    .where(_s.token_hash == bindparam("token_hash"))
)


@dataclass(frozen=True, slots=True)
class Session:
    """What may be shown of a session. `agent` is what the browser calls itself."""

    id: str
    agent: str
    opened_at: datetime
    last_seen_at: datetime


def open_session(engine: Engine, account: Account, *, now: datetime, agent: str = "") -> str:
    """A new session's token, for the only time. Sessions long over are cleared away."""
    plain = secrets.token_urlsafe(32)
    row = {
        "id": str(uuid4()),
        "account_id": account.id,
        "token_hash": _hash(plain),
        "agent": "".join(letter for letter in agent if letter.isprintable())[:100],
        "opened_at": now,
        "last_seen_at": now,
    }
    with engine.begin() as connection:
        connection.execute(delete(sessions_table).where(_s.opened_at <= now - KEPT))
        connection.execute(insert(sessions_table), row)
    return plain


def visitor_by_session(
    engine: Engine, plain: str, now: datetime
) -> tuple[Account, Mapping[str, str]] | None:
    """Whose session it is, with the account's preferences; None when it is over or unknown."""
    if len(plain) != LENGTH or not plain.isascii():
        return None
    with engine.connect() as connection:
        rows = connection.execute(_BY_HASH, {"token_hash": _hash(plain)}).all()
    if not rows or not _good(rows[0], now):
        return None
    if now - rows[0].last_seen_at >= SEEN_NOTED_EVERY:
        _note_seen(engine, rows[0].session_id, now)
    preferences = {row.preference: row.preferred for row in rows if row.preference}
    return accounts.account_from(rows[0]), preferences


def end_session(engine: Engine, plain: str, *, now: datetime) -> None:
    """Twice is once; an unknown one is over already."""
    if len(plain) == LENGTH and plain.isascii():
        _end(engine, _s.token_hash == _hash(plain), now)


def end_sessions(engine: Engine, account: Account, *, now: datetime, but: str = "") -> int:
    """End every session of an account, except the one of a token; tell how many were open."""
    kept = _hash(but) if but.isascii() else ""
    return _end(engine, and_(_s.account_id == account.id, _s.token_hash != kept), now)


def sessions_of(engine: Engine, account: Account, now: datetime) -> Sequence[Session]:
    """Where the account is signed in, the last seen first."""
    statement = (
        select(_s.id, _s.agent, _s.opened_at, _s.last_seen_at)
        .where(_s.account_id == account.id, _s.ended_at.is_(None))
        .where(_s.last_seen_at > now - IDLE, _s.opened_at > now - ABSOLUTE)
        .order_by(_s.last_seen_at.desc(), _s.id)
    )
    with engine.connect() as connection:
        return [Session(**row._mapping) for row in connection.execute(statement)]


def open_sessions(engine: Engine, now: datetime) -> int:
    """How many people are signed in."""
    statement = select(func.count()).where(
        _s.ended_at.is_(None), _s.last_seen_at > now - IDLE, _s.opened_at > now - ABSOLUTE
    )
    with engine.connect() as connection:
        return connection.scalar(statement) or 0


def _good(row: AnyRow, now: datetime) -> bool:
    return (
        row.ended_at is None
        and row.disabled_at is None
        and now < row.last_seen_at + IDLE
        and now < row.opened_at + ABSOLUTE
    )


def _end(engine: Engine, which: ColumnElement[bool], now: datetime) -> int:
    with engine.begin() as connection:
        ended = update(sessions_table).where(which, _s.ended_at.is_(None)).values(ended_at=now)
        return int(connection.execute(ended).rowcount)


def _note_seen(engine: Engine, session_id: str, now: datetime) -> None:

    due = _s.last_seen_at <= now - SEEN_NOTED_EVERY
    try:
        with engine.begin() as connection:
            connection.execute(
                update(sessions_table).where(_s.id == session_id, due).values(last_seen_at=now)
            )
    except OperationalError:
        # A store busy with an import must not turn a clerk away for the sake of a note.
        structlog.get_logger(__name__).warning("session-use-not-noted", session=session_id)


def _hash(plain: str) -> str:
    # A fast hash suffices: 256 random bits cannot be guessed, however fast the guessing.
    return sha256(plain.encode("ascii")).hexdigest()
