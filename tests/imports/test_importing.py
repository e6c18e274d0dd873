"""Bringing lines to the ledger: all or nothing, twice is once, and what each bad line is told."""

from uuid import uuid4

import pytest

from application.kernel.actors import Actor, Right
from application.kernel.clock import FixedClock
from application.kernel.log.register import Conflict
from application.kernel.writing.shelf import Shelf
from application.tracker import CaseTracker
from tests.imports.lines_at_hand import (
    END,
    NOW,
    OTHER,
    REGISTER,
    START,
    VOID,
    brought,
    codes,
    without,
)
from tests.ledger import rate_rows


def test_good_lines_are_recorded_and_answered_for(tracker):
    report = brought(tracker, REGISTER, START)
    assert (report.good, report.already_there, report.refused, report.written) == (2, 0, [], True)
    assert rate_rows(tracker, "2004-12-31")["440703", "all"]["numerator"] == 1


def test_twice_is_once(tracker):
    brought(tracker, REGISTER, START)
    position = tracker.register.position()
    report = brought(tracker, REGISTER, START)
    assert (report.good, report.already_there, report.refused) == (0, 2, [])
    assert tracker.register.position() == position


def test_the_same_content_in_another_file_and_form_is_the_same_command(tracker):
    brought(tracker, REGISTER)
    spaced = REGISTER | {
        "id_number": "44070319530501241 9",
        "note": None,
        "recorded_at": "2003-10-08T02:00:00Z",
    }
    assert brought(tracker, START, spaced, OTHER).already_there == 1


def test_a_line_without_its_moment_is_the_same_command_too(tracker):
    line = without(REGISTER, "recorded_at")
    assert brought(tracker, line).good == 1
    assert brought(tracker, line).already_there == 1
    (recorded, _) = tracker.register.history(tracker.register.position() - 2)
    assert recorded.envelope.recorded_at == NOW.timestamp() * 1_000_000


def test_the_second_time_in_one_file_is_a_second_command(tracker):
    lines = REGISTER, START, VOID, START
    assert brought(tracker, *lines).good == 4
    assert brought(tracker, *lines).already_there == 4
    assert rate_rows(tracker, "2004-12-31")["440703", "all"]["numerator"] == 1


def test_nothing_is_written_when_a_line_is_bad(tracker):
    position = tracker.register.position()
    report = brought(tracker, REGISTER, END, OTHER)
    assert codes(report) == [(2, None, "not-employed")]
    assert (report.good, report.written) == (2, False)
    assert tracker.register.position() == position


def test_the_good_lines_are_written_when_that_is_wanted(tracker):
    report = brought(tracker, REGISTER, END, OTHER, accept_good=True)
    assert (report.good, len(report.refused), report.written) == (2, 1, True)
    assert rate_rows(tracker, "2004-12-31")["440703", "all"]["denominator"] == 2


def test_what_depends_on_a_bad_line_is_bad_by_its_own_refusal(tracker):
    bad = REGISTER | {"station": "999999001"}
    report = brought(tracker, bad, START, OTHER, accept_good=True)
    assert [code for _, _, code in codes(report)] == ["unit-unknown", "worker-not-found"]
    assert report.good == 1


def test_a_dry_run_writes_nothing(tracker):
    position = tracker.register.position()
    report = brought(tracker, REGISTER, START, dry_run=True)
    assert (report.good, report.written) == (2, False)
    assert tracker.register.position() == position


def test_a_refused_line_keeps_what_stood_in_it(tracker):
    bad = REGISTER | {"station": "999999001"}
    (refused,) = brought(tracker, bad).refused
    assert refused.fields == bad


def test_a_history_tells_who_recorded_it_and_where(tracker):
    signed = {"recorded_by": "chen", "recorded_station": "440703002"}
    brought(tracker, REGISTER | signed)
    (recorded, _) = tracker.register.history(tracker.register.position() - 2)
    assert (recorded.envelope.recorded_by, recorded.envelope.station) == ("chen", "440703002")


def test_a_station_signs_for_nobody_else(tracker):
    clerk = Actor("clerk", "440703002", frozenset({Right.WRITE_CASES}))
    report = brought(tracker, REGISTER | {"recorded_by": "chen"}, by=clerk)
    assert codes(report) == [(1, "recorded_by", "signed-for-another")]


def test_each_line_needs_the_right_of_its_command(tracker):
    clerk = Actor("clerk", "440703002", frozenset({Right.WRITE_CASES}))
    void = {
        "command": "void-registration",
        "worker": REGISTER["id_number"],
        "reason": "fraud",
        "effective_on": "2004-05-01",
    }
    report = brought(tracker, REGISTER, void, by=clerk)
    assert codes(report) == [(2, None, "right-missing")]


def test_an_id_stands_for_one_command(tracker):
    one = str(uuid4())
    report = brought(tracker, REGISTER | {"command_id": one}, OTHER | {"command_id": one})
    assert codes(report) == [(2, None, "command-id-reused")]


def test_what_somebody_else_wrote_meanwhile_is_looked_at_again(tracker, monkeypatch):
    save = tracker.register.save
    attempts = []

    def outrun(*written):
        attempts.append(written)
        if len(attempts) < 3:
            raise Conflict()
        return save(*written)

    monkeypatch.setattr(tracker.register, "save", outrun)
    report = brought(tracker, REGISTER)
    assert (len(attempts), report.good, report.written) == (3, 1, True)


def test_after_five_attempts_it_gives_up(tracker, monkeypatch):
    attempts = []

    def outrun(*written):
        attempts.append(written)
        raise Conflict()

    monkeypatch.setattr(tracker.register, "save", outrun)
    with pytest.raises(Conflict):
        brought(tracker, REGISTER)
    assert len(attempts) == 5


def test_a_ledger_that_was_stopped_before_its_read_models_catches_up_when_opened(
    tracker, tmp_path, monkeypatch
):
    monkeypatch.setattr(tracker.projector, "catch_up", lambda *_, **__: 0)
    brought(tracker, REGISTER)
    assert tracker.status()[0].behind > 0
    with CaseTracker(tmp_path / "ledger.db", clock=FixedClock(NOW)) as again:
        assert again.status()[0].behind == 0
        assert rate_rows(again, "2004-12-31")["440703", "all"]["denominator"] == 1


def test_half_of_what_others_wrote_is_not_taken_for_a_mistake(tracker, monkeypatch):
    look_up = Shelf.look_up
    outran: list[bool] = []

    def outrun(shelf, command_ids):
        look_up(shelf, command_ids)
        if not outran:
            outran.append(True)
            brought(tracker, REGISTER)

    monkeypatch.setattr(Shelf, "look_up", outrun)
    report = brought(tracker, REGISTER, OTHER)
    assert (report.good, report.already_there, report.refused) == (1, 1, [])
