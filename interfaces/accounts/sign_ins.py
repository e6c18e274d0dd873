"""Who was signed in from when to when, as far back as sessions are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select, tuple_

from interfaces.accounts.sessions import ABSOLUTE, IDLE
from interfaces.accounts.tables import AnyRow, accounts_table, sessions_table

_s, _a = sessions_table.c, accounts_table.c


@dataclass(frozen=True, slots=True)
class SignIn:
    """A session with its account. `ended_at` is None while it lasts; `timed_out` where it did."""

    id: str
    name: str
    display_name: str
    unit: str
    agent: str
    opened_at: datetime
    ended_at: datetime | None
    timed_out: bool


def sign_ins(
    engine: Engine, now: datetime, *, name: str | None = None, before: str = "", limit: int = 50
) -> Sequence[SignIn]:
    """The newest first; `before` is the id of the last one that was seen, `name` an account's."""
    statement = (
        select(*_s, _a.name, _a.display_name, _a.unit)
        .join_from(sessions_table, accounts_table)
        .order_by(_s.opened_at.desc(), _s.id.desc())
        .limit(limit)
    )
    if name:
        statement = statement.where(_a.name == name)
    with engine.connect() as connection:
        seen = connection.execute(select(_s.opened_at, _s.id).where(_s.id == before)).first()
        if seen:
            statement = statement.where(tuple_(_s.opened_at, _s.id) < tuple_(*seen))
        return [_sign_in(row, now) for row in connection.execute(statement)]


def _sign_in(row: AnyRow, now: datetime) -> SignIn:
    over = min(row.last_seen_at + IDLE, row.opened_at + ABSOLUTE)
    timed_out = row.ended_at is None and over <= now
    return SignIn(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        unit=row.unit,
        agent=row.agent,
        opened_at=row.opened_at,
        ended_at=over if timed_out else row.ended_at,
        timed_out=timed_out,
    )
