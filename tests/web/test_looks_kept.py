"""Looks stay as they were noted, for their time, whatever the store does meanwhile."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from application.kernel.clock import FixedClock
from interfaces.accounts.looks import LooksWanted, forget_looks, looks_found
from interfaces.accounts.tables import looks_table
from interfaces.http.office import Office
from tests.web.test_looks import file
from tests.web.visitor import Visitor

__all__ = ["file"]


def noted(office: Office) -> int:
    return len(looks_found(office.accounts, LooksWanted()))


def test_a_look_is_never_changed_and_not_forgotten_too_early(office: Office):
    engine = office.accounts
    with engine.begin() as connection:
        add = "INSERT INTO looks (at, account, unit, route, people, asked) VALUES "
        connection.execute(text(f"{add} (datetime('now'), 'clerk', '1', '/x', 1, '')"))
    for change in (update(looks_table).values(account="other"), delete(looks_table)):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(change)


def test_looks_are_forgotten_after_their_time(
    office: Office, clerk: Visitor, file: str, clock: FixedClock
):
    clerk.open(file)
    assert forget_looks(office.accounts, clock.at + timedelta(days=200), 200) == 0
    assert forget_looks(office.accounts, clock.at + timedelta(days=201), 200) == 1
    with pytest.raises(ValueError, match="180"):
        forget_looks(office.accounts, clock.at, 100)


def test_what_waits_is_written_when_serving_ends(office: Office, clerk: Visitor, file: str):
    office.look_log.begin()
    clerk.open(file)
    office.look_log.end()
    assert noted(office) == 1


def test_a_store_that_takes_nothing_stops_nobody(office: Office, clerk: Visitor, file: str):
    with office.accounts.begin() as connection:
        connection.execute(text("ALTER TABLE looks RENAME TO gone"))
    assert clerk.open(file).status == 200
    with office.accounts.begin() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO looks"))
    office.look_log.flush()
    assert noted(office) == 1
