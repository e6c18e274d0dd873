"""What was done with whose account, by whom: kept, and told to the auditor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, or_, select

from interfaces.accounts.entries import sought_key
from interfaces.accounts.tables import account_acts_table, accounts_table

COMMAND_LINE = "(command line)"
"""Stands for whoever works at the machine itself, who needs no account."""

_c, _a = account_acts_table.c, accounts_table.c


@dataclass(frozen=True, slots=True)
class Act:
    """`act` is one of the words of `ACT_WORDS` in the pages; `by` and `account` login names."""

    id: int
    at: datetime
    by: str
    act: str
    account: str


def note_act(engine: Engine, act: str, account: str, *, by: str, now: datetime) -> None:
    row = {"at": now, "by": by, "act": act, "account": account}
    with engine.begin() as connection:
        connection.execute(insert(account_acts_table), row)


def acts_found(
    engine: Engine, *, name: str = "", before: int | None = None, limit: int = 50
) -> Sequence[Act]:
    """The newest first; by and on the account of a name. `before` is the last one seen."""
    statement = select(account_acts_table).order_by(_c.id.desc()).limit(limit)
    if name:
        called = select(_a.name).where(_a.name_key == sought_key(name)).scalar_subquery()
        statement = statement.where(or_(_c.by == called, _c.account == called))
    if before is not None:
        statement = statement.where(_c.id < before)
    with engine.connect() as connection:
        return [Act(**row) for row in connection.execute(statement).mappings()]
