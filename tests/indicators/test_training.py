"""Training: completion and placement, worked by hand, and recounted over random histories."""

import random

import pytest

from application.indicators.training import Training
from tests.databases import histories
from tests.indicators.asking import (
    SOUTH,
    WEST,
    Recounted,
    asked,
    in_order,
    line,
    person,
    registered,
    rows,
    shown,
)
from tests.indicators.conftest import NewLedger
from tests.indicators.extras import with_training
from tests.ledger import record
from tests.oracle.histories import another_order, random_history

NAME = "training"
COURSE = {"course": "家政服务2004-1"}
PASSED = {"attended_hours": 80, "passed": True}


def trained(nth, *, ended="2004-04-30", how="complete-training", born="1970-05-05", **more):
    """A worker of the west enrolled on 1 March 2004, and how it ended."""
    worker = person(nth, born)
    outcome = more or PASSED
    return [
        registered("2004-01-08", worker),
        line("enrol-in-training", "2004-03-01", worker, **COURSE, hours=100),
        line(how, ended, worker, **COURSE, **outcome),
    ]


def hired(nth, day, born="1970-05-05", kind="labour_contract", recorded=None):
    return line("start-employment", day, person(nth, born), recorded, kind=kind)


def test_completed_failed_left_and_placed(ledger):
    lines = [
        *trained(1),
        hired(1, "2004-05-01"),
        *trained(2),
        *trained(3, attended_hours=79, passed=True),
        *trained(4, attended_hours=100, passed=False),
        *trained(5, how="leave-training", reason="病假"),
        *trained(6)[:2],
    ]
    record(ledger, in_order(lines))
    row = rows(ledger, NAME, asked("2004-12-31"))["440703", "all"]
    columns = ("enrolled", "finished", "completed", "failed", "left", "placed")
    assert shown(row, *columns) == (6, 5, 2, 2, 1, 1)
    assert shown(row, "completion_rate", "placement_rate") == ("40.00", "50.00")


@pytest.mark.parametrize(
    ("day", "placed"),
    [("2004-04-29", 0), ("2004-04-30", 1), ("2004-10-30", 1), ("2004-10-31", 0)],
)
def test_a_placement_counts_from_completion_to_six_months_after_it(ledger, day, placed):
    record(ledger, in_order([*trained(1), hired(1, day)]))
    row = rows(ledger, NAME, asked("2004-12-31"))["440703", "all"]
    assert shown(row, "completed", "placed") == (1, placed)


def test_flexible_work_places_on_the_day_from_which_it_counts(ledger):
    record(ledger, in_order([*trained(1), hired(1, "2004-07-31", kind="flexible")]))
    assert rows(ledger, NAME, asked("2004-12-31"))["440703", "all"]["placed"] == 0


def test_who_is_not_placed_yet_is_shown_while_the_months_run(ledger):
    record(ledger, in_order([*trained(1), hired(1, "2004-07-01")]))
    columns = ("completed", "placed", "awaiting_placement")
    june = rows(ledger, NAME, asked("2004-06-30"))["440703", "all"]
    assert shown(june, *columns, "placement_rate") == (1, 0, 1, "0.00")
    december = rows(ledger, NAME, asked("2004-12-31"))["440703", "all"]
    assert shown(december, *columns) == (1, 1, 0)


@pytest.mark.parametrize(("as_of", "awaiting"), [("2004-10-29", 1), ("2004-10-30", 0)])
def test_nobody_is_awaited_once_the_months_are_over(ledger, as_of, awaiting):
    record(ledger, trained(1))
    row = rows(ledger, NAME, asked(as_of))["440703", "all"]
    assert shown(row, "placed", "awaiting_placement") == (0, awaiting)


def test_unit_and_age_are_those_of_the_day(ledger):
    worker = person(1, "1954-04-01")
    lines = trained(1, born="1954-04-01")
    lines.append(line("transfer-case", "2004-04-02", worker, to_station=SOUTH))
    record(ledger, in_order(lines))
    answer = rows(ledger, NAME, asked("2004-12-31", level="street"))
    assert shown(answer[WEST, "all"], "enrolled", "completed") == (1, 0)
    assert shown(answer[WEST, "older"], "enrolled", "completed") == (0, 0)
    assert shown(answer[SOUTH, "older_male"], "enrolled", "completed") == (0, 1)


def test_nobody_is_null(ledger):
    row = rows(ledger, NAME, asked("2004-12-31"))["440700", "all"]
    assert shown(row, "finished", "completion_rate", "placement_rate") == (0, None, None)


def test_late_facts_and_void_registrations(ledger):
    first, second = trained(1), trained(2)
    late = hired(1, "2004-06-01", recorded="2005-02-01")
    void = line("void-registration", "2004-01-08", person(2), "2005-02-01", reason="fraud")
    record(ledger, in_order([*first, *second, late, void]))
    before = asked("2004-12-31", known_at="2005-01-05T23:59:59+08:00")
    then = rows(ledger, NAME, before)["440700", "all"]
    now = rows(ledger, NAME, asked("2004-12-31"))["440700", "all"]
    assert shown(then, "enrolled", "completed", "placed") == (2, 2, 0)
    assert shown(now, "enrolled", "completed", "placed") == (1, 1, 1)


@histories(range(4))
def test_over_random_histories(new_ledger: NewLedger, seed: int):
    """Recounting gives every cell; the parts are the whole; any order of arrival is alike."""
    rng = random.Random(seed)
    lines = random_history(rng, workers=16)
    tracker, other = new_ledger(), new_ledger()
    record(tracker, with_training(lines))
    record(other, with_training(another_order(rng, lines)))
    for ask in (asked("2004-12-31", level="street"), asked("2005-12-31", "2003-01-01")):
        answer = rows(tracker, NAME, ask)
        assert answer == rows(other, NAME, ask)
        for row in answer.values():
            assert row["completed"] + row["failed"] + row["left"] == row["finished"]
            assert row["placed"] + row["awaiting_placement"] <= row["completed"]
    cells = tracker.ask(Recounted(Training(ask)))
    assert {cell.column for cell, count, _ in cells if count} >= {"enrolled", "completed"}
    for cell, count, people in cells:
        assert len(people) == count, cell
