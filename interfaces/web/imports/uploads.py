"""Files that accounts have brought, and what became of each: kept beside the accounts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from interfaces.accounts.accounts import Account
from interfaces.accounts.tables import Moment, accounts_table, metadata


class State(StrEnum):
    CHECKING = "checking"
    CHECKED = "checked"
    WRITING = "writing"
    WRITTEN = "written"
    NOTHING_NEW = "nothing_new"
    """Every good line was on the ledger already, or there was none."""
    UNUSABLE = "unusable"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    INTERRUPTED = "interrupted"
    """The server went down, or failed, while it was checking or writing."""


BUSY = (State.CHECKING, State.WRITING)
OPEN = (*BUSY, State.CHECKED)
"""Of these an account has one at a time."""

uploads_table = Table(
    "uploads",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("file_name", String(200), nullable=False),
    Column("suffix", String(8), nullable=False),
    Column("size", Integer, nullable=False),
    Column("command", String(40)),
    Column("state", String(12), nullable=False),
    Column("uploaded_at", Moment, nullable=False, index=True),
    Column("ended_at", Moment),
    Column("good", Integer, nullable=False, default=0),
    Column("already_there", Integer, nullable=False, default=0),
    Column("bad", Integer, nullable=False, default=0),
    Column("trouble", JSON(none_as_null=True)),
)
_u = uploads_table.c
Index(
    "one_open_upload_an_account",
    _u.account_id,
    unique=True,
    sqlite_where=_u.state.in_(OPEN),
    postgresql_where=_u.state.in_(OPEN),
)


@dataclass(frozen=True, slots=True)
class Upload:
    """`good`, `already_there` and `bad` count lines, as last checked; `good` ones are recorded
    once it is `written`. `trouble` is the code and the facts of a refusal of the whole.
    """

    id: str
    account_id: str
    file_name: str
    suffix: str
    size: int
    command: str | None
    state: State
    uploaded_at: datetime
    ended_at: datetime | None = None
    good: int = 0
    already_there: int = 0
    bad: int = 0
    trouble: dict[str, Any] | None = None
    by: str = ""
    unit: str = ""

    @property
    def lines(self) -> int:
        return self.good + self.already_there + self.bad


_SELECTED: Select[Any] = select(
    uploads_table, accounts_table.c.display_name.label("by"), accounts_table.c.unit
).join_from(uploads_table, accounts_table)


class UploadOpen(Exception):
    """The account has another file that is neither written nor cancelled."""


def add_upload(engine: Engine, upload: Upload) -> None:
    """Raises `UploadOpen`."""
    row = {column.name: getattr(upload, column.name) for column in _u}
    try:
        with engine.begin() as connection:
            connection.execute(insert(uploads_table), row)
    except IntegrityError:
        raise UploadOpen() from None


def upload_by_id(engine: Engine, upload_id: str) -> Upload | None:
    return next(iter(_found(engine, _SELECTED.where(_u.id == upload_id))), None)


def open_upload(engine: Engine, account: Account) -> Upload | None:
    wanted = _SELECTED.where(_u.account_id == account.id, _u.state.in_(OPEN))
    return next(iter(_found(engine, wanted)), None)


def uploads_in(
    engine: Engine, states: Collection[State], before: datetime | None = None
) -> Sequence[Upload]:
    """The uploads that are in one of some states, of those that came before a moment."""
    wanted = _SELECTED.where(_u.state.in_(states))
    return _found(engine, wanted.where(_u.uploaded_at < before) if before else wanted)


def uploads_of(
    engine: Engine, units: Collection[str], *, first: int, limit: int
) -> tuple[Sequence[Upload], int]:
    """The latest uploads of accounts of these units from the `first` on, and how many there are."""
    of_units = accounts_table.c.unit.in_(units)
    wanted = _SELECTED.where(of_units).order_by(_u.uploaded_at.desc(), _u.id)
    counted = select(func.count()).select_from(uploads_table.join(accounts_table)).where(of_units)
    with engine.connect() as connection:
        total = connection.scalar(counted) or 0
    return _found(engine, wanted.offset(first).limit(limit)), total


def counts_of(engine: Engine, states: Collection[State]) -> dict[State, int]:
    """How many uploads are in each of some states."""
    statement = select(_u.state, func.count()).where(_u.state.in_(states)).group_by(_u.state)
    with engine.connect() as connection:
        found = {State(state): count for state, count in connection.execute(statement)}
    return {state: found.get(state, 0) for state in states}


def move(engine: Engine, upload_id: str, states: Iterable[State], to: State, **values: Any) -> bool:
    """Put an upload into another state, once; tell whether it was in one of `states`."""
    here = (_u.id == upload_id) & _u.state.in_(tuple(states))
    with engine.begin() as connection:
        moved = connection.execute(update(uploads_table).where(here).values(state=to, **values))
    return bool(moved.rowcount)


def _found(engine: Engine, wanted: Select[Any]) -> Sequence[Upload]:
    with engine.connect() as connection:
        rows = connection.execute(wanted).mappings().all()
    return [Upload(**{**row, "state": State(row["state"])}) for row in rows]
