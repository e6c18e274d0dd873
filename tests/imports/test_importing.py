"""Bringing lines to the ledger: all or nothing, twice is once, and what each bad line is told."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from application.imports.importing import Import
from application.imports.lines import BadLine, Line
from application.kernel.actors import Actor, Right
from application.kernel.clock import FixedClock
from application.kernel.register import Conflict
from application.tracker import CaseTracker
from tests.ledger import OPERATOR, rate_rows, units_file

NOW = datetime(2005, 7, 1, tzinfo=UTC)
REGISTER = {
    "command": "register-worker",
    "id_number": "440703195305012419",
    "name": "陈建国",
    "category": "soe_laid_off",
    "unemployed_since": "2003-09-30",
    "station": "440703002",
    "effective_on": "2003-10-08",
    "recorded_at": "2003-10-08T10:00:00+08:00",
}
START = {
    "command": "start-employment",
    "worker": REGISTER["id_number"],
    "kind": "labour_contract",
    "effective_on": "2004-04-01",
    "recorded_at": "2004-04-02T09:00:00+08:00",
}
END = {
    "command": "end-employment",
    "worker": REGISTER["id_number"],
    "reason": "resigned",
    "effective_on": "2004-09-01",
    "recorded_at": "2004-09-02T09:00:00+08:00",
}
VOID = {
    "command": "void-employment",
    "worker": REGISTER["id_number"],
    "started_on": "2004-04-01",
    "reason": "entered_in_error",
    "effective_on": "2004-04-01",
    "recorded_at": START["recorded_at"],
}
OTHER = REGISTER | {"id_number": "440703196203102426", "name": "李秀英"}


@pytest.fixture
def tracker(tmp_path):
    units = units_file(tmp_path / "units.csv")
    with CaseTracker(tmp_path / "ledger.db", clock=FixedClock(NOW), units_file=units) as opened:
        yield opened


def brought(tracker, *lines, by=OPERATOR, **wishes):
    numbered = [
        line if isinstance(line, BadLine) else Line(number, line)
        for number, line in enumerate(lines, 1)
    ]
    return tracker.bring(Import(lambda: iter(numbered), by, **wishes))


def codes(report):
    return [(r.number, p.field, p.code) for r in report.refused for p in r.problems]


def without(line, field):
    return {name: value for name, value in line.items() if name != field}


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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (START | {"effective_on": "2099-01-01"}, [("effective_on", "day-in-the-future")]),
        (OTHER | {"station": "999999001"}, [(None, "unit-unknown")]),
        (OTHER | {"station": "440703"}, [("station", "not-a-station")]),
        (END | {"effective_on": "2003-11-01"}, [(None, "not-employed")]),
        (
            START | {"effective_on": "2003-01-01"},
            [("effective_on", "before-registration")],
        ),
        (REGISTER | {"name": "陈建军"}, [("id_number", "worker-already-registered")]),
        (START | {"command": "promote-worker"}, [("command", "command-unknown")]),
        (START | {"command": 7}, [("command", "command-unknown")]),
        (without(START, "command"), [("command", "command-missing")]),
        (START | {"salary": 900}, [("salary", "extra-forbidden")]),
        (START | {"contract_months": "many"}, [("contract_months", "int-parsing")]),
        (
            without(START, "kind") | {"effective_on": "soon"},
            [("effective_on", "date-from-datetime-parsing"), ("kind", "missing")],
        ),
        (START | {"worker": "440703195305012418"}, [("worker", "identity-number-invalid")]),
        (
            START | {"recorded_at": "2099-01-01T00:00:00+08:00"},
            [("recorded_at", "recorded-in-the-future")],
        ),
        (
            START | {"recorded_at": "2003-10-07T00:00:00+08:00"},
            [("recorded_at", "recorded-backwards")],
        ),
        (START | {"recorded_at": "2004-04-02T09:00:00"}, [("recorded_at", "timezone-aware")]),
        (
            START | {"recorded_at": "0001-01-01T00:00:00+14:00"},
            [("recorded_at", "greater-than-equal")],
        ),
        (START | {"command_id": "seven"}, [("command_id", "uuid-parsing")]),
        (BadLine(2, None, "not-json", {"column": 3}), [(None, "not-json")]),
    ],
)
def test_every_mistake_has_its_own_code(tracker, line, expected):
    report = brought(tracker, REGISTER, line)
    assert codes(report) == [(2, field, code) for field, code in expected]


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
    monkeypatch.setattr(tracker.projector, "catch_up", lambda *_: 0)
    brought(tracker, REGISTER)
    assert tracker.status()[0].behind > 0
    with CaseTracker(tmp_path / "ledger.db", clock=FixedClock(NOW)) as again:
        assert again.status()[0].behind == 0
        assert rate_rows(again, "2004-12-31")["440703", "all"]["denominator"] == 1
