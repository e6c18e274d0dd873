"""An import asks the log for many people at once, and its rows are as rebuilt ones."""

from application.kernel import projected
from application.kernel.register import Register
from application.kernel.shelf import POLICY, UNITS
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
