"""A sealed ledger, and hands that get at its file past the application and its triggers."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from application.kernel.clock import FixedClock
from application.kernel.database import Database
from application.kernel.integrity import chain
from application.kernel.integrity.chain import Link, linked
from application.kernel.integrity.chain_rows import links_of
from application.tracker import CaseTracker
from tests.databases import database_in
from tests.register.office import NOW, opened, registration, request, visit

DAYS, VISITS = 3, 4
LAST = 19
"""The last position of the ledger: the units, then a registration with its claim and visits."""
SEALED = 13
"""The last position that has a seal."""

positions = st.integers(1, LAST)
anywhere = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sealed_ledger(folder: Path) -> Database:
    """A few days of work, each sealed but the last."""
    with opened(folder) as tracker:
        for day in range(DAYS):
            at_work(tracker, day)
    return database_in(folder)


def at_work(tracker: CaseTracker, day: int) -> None:
    clock = tracker.clock
    assert isinstance(clock, FixedClock)
    clock.at = NOW + timedelta(days=day)
    tracker.do(request(registration(day + 1), f"registered on day {day}"))
    for n in range(VISITS):
        tracker.do(request(visit(day + 1, f"{day} {n}"), f"visit {n} of day {day}"))


@contextmanager
def tampering(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that may do anything, committed at the end."""
    connection = sqlite3.connect(file)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    _spread(connection)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


def _spread(connection: sqlite3.Connection) -> None:
    """Every link in a row of its own, as an earlier version kept them, so that hands find it."""
    rows = connection.execute(f"{chain.LINKS} ORDER BY link").fetchall()
    connection.execute("DELETE FROM log_chain")
    links = [link for row in rows for link in links_of(row)]
    connection.executemany("INSERT INTO log_chain VALUES (?,?,?,?)", links)


def renumber(connection: sqlite3.Connection, old: int, new: int) -> None:
    connection.execute("UPDATE stored_events SET rowid=? WHERE rowid=?", (new, old))


def swap(connection: sqlite3.Connection, one: int, other: int) -> None:
    """The two facts in each other's place, whole."""
    renumber(connection, one, -7)
    renumber(connection, other, one)
    renumber(connection, -7, other)


def written_anew(connection: sqlite3.Connection) -> None:
    """The whole chain made again, so that it holds for what stands there now."""
    links = [Link(*row) for row in connection.execute(f"{chain.LINKS} ORDER BY link")]
    before = links[0]
    for link in links[1:]:
        if link.command_id is None:
            row = connection.execute(f"{chain.FACTS} WHERE rowid=?", (link.position,)).fetchone()
            (before,) = linked(before, [row], [])
        else:
            sql = f"{chain.ANSWERS} WHERE command_id=?"
            row = connection.execute(sql, (link.command_id,)).fetchone()
            (before,) = linked(before, [], [row])
        connection.execute("UPDATE log_chain SET hash=? WHERE link=?", (before.hash, before.number))


def cut_off(connection: sqlite3.Connection, after: int) -> None:
    """The end of the log gone, with everything that speaks of it but the seals."""
    connection.execute("DELETE FROM stored_events WHERE rowid>?", (after,))
    connection.execute("DELETE FROM answered_commands WHERE position>?", (after,))
    connection.execute("DELETE FROM log_chain WHERE position>?", (after,))
    connection.execute("UPDATE read_model_checkpoints SET position=min(position, ?)", (after,))
