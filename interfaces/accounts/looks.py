"""Who looked at whom: noted without keeping anybody waiting, and told to the auditor.

A look holds no name and no number of a person, only the id of the case.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from threading import Event, Lock, Thread

import structlog
from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import DatabaseError

from interfaces.accounts.kept import LEAST_KEPT_DAYS
from interfaces.accounts.tables import looks_table

JOINED_WITHIN = timedelta(minutes=5)
"""Looks of one account at one person on one page within this time are one; urgent
ones are told each by itself."""
WRITTEN_EVERY = 0.5
"""Seconds: what a crash may cost."""
_MOST_WAITING, _MOST_REMEMBERED = 100_000, 10_000

_l = looks_table.c


@dataclass(frozen=True, slots=True)
class Look:
    """One person (`worker`), or a list of so many `people`. `urgent` is the id of an access."""

    at: datetime
    account: str
    unit: str
    route: str
    worker: str | None = None
    people: int = 1
    asked: str = ""
    urgent: str | None = None


class Looks:
    """Notes looks. Between `begin` and `end` they are written in batches beside the requests;
    otherwise each at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: deque[Look] = deque()
        self._latest: dict[tuple[str, str, str], datetime] = {}
        self._lock, self._writing, self._stop = Lock(), Lock(), Event()
        self._thread: Thread | None = None

    def note(self, look: Look) -> None:
        if look.worker and not look.urgent and self._joined(look):
            return
        if len(self._waiting) >= _MOST_WAITING:
            structlog.get_logger(__name__).error("look-not-noted", route=look.route)
            return
        self._waiting.append(look)
        if self._thread is None:
            self.flush()

    def begin(self) -> None:
        self._stop.clear()
        self._thread = Thread(target=self._write_on, name="looks", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Write what is waiting, and stop."""
        if self._thread is not None:
            self._stop.set()
            self._thread.join()
            self._thread = None
        self.flush()

    def flush(self) -> None:
        """Write what is waiting; what a busy or full store does not take goes on waiting."""
        with self._writing:
            batch = [self._waiting.popleft() for _ in range(len(self._waiting))]
            if not batch:
                return
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(looks_table), [asdict(look) for look in batch])
            except DatabaseError:
                self._waiting.extendleft(reversed(batch))
                structlog.get_logger(__name__).warning("looks-not-written", waiting=len(batch))

    def _write_on(self) -> None:
        while not self._stop.wait(WRITTEN_EVERY):
            self.flush()

    def _joined(self, look: Look) -> bool:
        """Whether the look goes with an earlier one."""
        key, at = (look.account, look.route, look.worker or ""), look.at
        with self._lock:
            latest = self._latest.get(key)
            if latest is not None and latest <= at < latest + JOINED_WITHIN:
                return True
            self._latest.pop(key, None)
            if len(self._latest) >= _MOST_REMEMBERED:
                del self._latest[next(iter(self._latest))]
            self._latest[key] = at
            return False


@dataclass(frozen=True, slots=True)
class LooksWanted:
    """An empty text narrows nothing; `until` is not in it."""

    account: str = ""
    worker: str = ""
    urgent: bool = False
    from_: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    id: int
    look: Look


def looks_found(
    engine: Engine, wanted: LooksWanted, *, before: int | None = None, limit: int = 50
) -> Sequence[Noted]:
    """The newest first; `before` is the id of the last one that was seen."""
    conditions = [
        _l.account == wanted.account if wanted.account else None,
        _l.worker == wanted.worker if wanted.worker else None,
        _l.urgent.is_not(None) if wanted.urgent else None,
        _l.at >= wanted.from_ if wanted.from_ else None,
        _l.at < wanted.until if wanted.until else None,
        _l.id < before if before is not None else None,
    ]
    statement = (
        select(looks_table)
        .where(*(each for each in conditions if each is not None))
        .order_by(_l.id.desc())
        .limit(limit)
    )
    with engine.connect() as connection:
        rows = connection.execute(statement).mappings().all()
    return [
        Noted(row["id"], Look(**{name: row[name] for name in row if name != "id"})) for row in rows
    ]


def forget_looks(engine: Engine, now: datetime, days: int) -> int:
    """Delete what is older than so many days; tell how many there were.

    Raises ValueError below `LEAST_KEPT_DAYS`.
    """
    if days < LEAST_KEPT_DAYS:
        raise ValueError(f"looks are kept for {LEAST_KEPT_DAYS} days at least")
    with engine.begin() as connection:
        gone = delete(looks_table).where(_l.at < now - timedelta(days=days))
        return int(connection.execute(gone).rowcount)
