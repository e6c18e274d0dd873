"""Urgent access: somebody reads one case outside the own area, for a reason and for three hours."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, Select, insert, select, update

from interfaces.accounts.accounts import Account
from interfaces.accounts.acts import note_act
from interfaces.accounts.tables import AnyRow, accounts_table, urgent_accesses_table

LASTS = timedelta(hours=3)
TOLD_FOR = timedelta(days=30)
"""How long the page of the person tells its own station of it."""
OPENED, REVOKED = "urgent-open", "urgent-revoke"

_u, _a = urgent_accesses_table.c, accounts_table.c
_WITH_ACCOUNT = select(*_u, _a.name, _a.display_name, _a.unit).join_from(
    urgent_accesses_table, accounts_table
)


class UrgentReason(StrEnum):
    """Why. No free text: it would outlive the person's name (docs/decisions/0053)."""

    AT_COUNTER = "at_counter"
    EMERGENCY_RELIEF = "emergency_relief"
    MOVING_HERE = "moving_here"
    CERTIFICATE_CHECK = "certificate_check"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class UrgentAccess:
    """`name`, `display_name` and `unit` are those of the account."""

    id: str
    account_id: str
    name: str
    display_name: str
    unit: str
    worker: str
    reason: str
    opened_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    revoked_by: str | None

    def in_force(self, now: datetime) -> bool:
        return self.revoked_at is None and self.opened_at <= now < self.expires_at


def open_urgent(
    engine: Engine, account: Account, worker: str, reason: UrgentReason, *, now: datetime
) -> None:
    row = {
        "id": str(uuid4()),
        "account_id": account.id,
        "worker": worker,
        "reason": reason,
        "opened_at": now,
        "expires_at": now + LASTS,
    }
    with engine.begin() as connection:
        connection.execute(insert(urgent_accesses_table), row)
    note_act(engine, OPENED, account.name, by=account.name, now=now)


def urgent_now(engine: Engine, account: Account, worker: str, now: datetime) -> UrgentAccess | None:
    """The access of an account to a case that is in force; None where there is none."""
    mine = _WITH_ACCOUNT.where(_u.account_id == account.id, _u.worker == worker)
    newest = _found(engine, mine.where(_u.expires_at > now).order_by(_u.opened_at.desc()))
    return next((each for each in newest if each.in_force(now)), None)


def urgent_accesses(
    engine: Engine,
    *,
    worker: str | None = None,
    account: Account | None = None,
    since: datetime | None = None,
    limit: int = 200,
) -> Sequence[UrgentAccess]:
    """The newest first: to one case, of one account, opened since a moment."""
    statement = _WITH_ACCOUNT.order_by(_u.opened_at.desc(), _u.id).limit(limit)
    if worker:
        statement = statement.where(_u.worker == worker)
    if account:
        statement = statement.where(_u.account_id == account.id)
    if since:
        statement = statement.where(_u.opened_at > since)
    return _found(engine, statement)


def urgent_by_id(engine: Engine, ids: Collection[Any]) -> Mapping[str, UrgentAccess]:
    if not ids:
        return {}
    return {each.id: each for each in _found(engine, _WITH_ACCOUNT.where(_u.id.in_(ids)))}


def revoke_urgent(engine: Engine, access: UrgentAccess, *, by: str, now: datetime) -> None:
    """End it at once. Twice is once."""
    ended = update(urgent_accesses_table).where(_u.id == access.id, _u.revoked_at.is_(None))
    with engine.begin() as connection:
        done = connection.execute(ended.values(revoked_at=now, revoked_by=by)).rowcount
    if done:
        note_act(engine, REVOKED, access.name, by=by, now=now)


def _found(engine: Engine, statement: Select[Any]) -> list[UrgentAccess]:
    with engine.connect() as connection:
        return [_access(row) for row in connection.execute(statement)]


def _access(row: AnyRow) -> UrgentAccess:
    return UrgentAccess(**row._mapping)
