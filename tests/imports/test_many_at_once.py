"""An import asks the log for many people at once, and its rows are as rebuilt ones."""

import sqlite3

import pytest

from application.kernel.log.register import Register
from application.kernel.projecting import projected
from application.kernel.writing.rules_in_force import POLICY, UNITS
from application.kernel.writing.shelf import Shelf
from tests.imports.lines_at_hand import OTHER, REGISTER, START, brought


def test_the_log_is_asked_for_many_people_at_once(tracker, monkeypatch):
    asked, stream = [], Register.stream

    def listened(register, worker):
        asked.append(worker)
        return stream(register, worker)

    monkeypatch.setattr(Register, "stream", listened)
    brought(tracker, REGISTER, OTHER)
    assert set(asked) <= {POLICY, UNITS}
    assert not tracker.verify()


def test_rows_of_many_people_who_came_at_once_are_as_rebuilt(tracker, monkeypatch):
    monkeypatch.setattr(projected, "_MANY", 1)
    brought(tracker, REGISTER, OTHER)
    third = REGISTER | {"id_number": "440703195305012435", "name": "黄志强"}
    assert brought(tracker, START, third).good == 2
    assert not tracker.verify()


def test_nobody_can_project_once_the_rows_of_an_import_are_begun(tracker, monkeypatch):
    """Else a server beside it begins while the histories are put together, which may take long,
    and the import waits for a lock in vain."""
    turned_away, saved = [], Shelf.saved

    def others_try(shelf, position):
        other = sqlite3.connect(tracker.database.files, timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked") as refused:
            other.execute("BEGIN IMMEDIATE")
        turned_away.append(refused.value)
        other.close()
        return saved(shelf, position)

    monkeypatch.setattr(Shelf, "saved", others_try)
    brought(tracker, REGISTER, OTHER)
    assert len(turned_away) == 1
