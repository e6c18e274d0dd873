"""Certificates: worked by hand, and the identity over random histories."""

import random

import pytest

from application.indicators.certificates import OUT, Certificates
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
from tests.indicators.extras import with_certificates
from tests.ledger import record
from tests.oracle.histories import another_order, random_history

NAME = "certificates"
WHY = {"reason": "遗失"}


def issued(nth, day, born="1970-05-05", category="soe_laid_off", **more):
    worker = person(nth, born)
    number = f"44070304{nth:06}"
    return [
        registered("2003-10-08", worker, category=category),
        line("apply-for-certificate", day, worker),
        line("issue-certificate", day, worker, certificate_no=number, **more),
    ]


def reviewed(nth, day, year, passed=True):
    return line("review-certificate", day, person(nth), year=year, passed=passed)


def row_of(ledger, as_of, from_=None, group="all", category="all", unit="440703", **more):
    return rows(ledger, NAME, asked(as_of, from_, **more))[unit, group, category]


def test_stock_issued_and_out(ledger):
    lines = [
        *issued(1, "2003-11-01"),
        *issued(2, "2003-12-31", category="closed_enterprise"),
        *issued(3, "2004-01-01"),
        *issued(4, "2004-05-01", valid_until="2004-06-30"),
        *issued(5, "2004-05-01"),
        *(reviewed(nth, "2004-02-01", 2003) for nth in (1, 2)),
        line("withdraw-certificate", "2004-07-01", person(1), **WHY),
        line("close-case", "2004-08-01", person(5), reason="retired"),
    ]
    record(ledger, in_order(lines))
    row = row_of(ledger, "2004-12-31")
    columns = ("stock_start", "issued", "reviewed", *OUT, "out", "stock_end")
    assert shown(row, *columns) == (2, 3, 2, 1, 1, 0, 1, 3, 2)
    part = row_of(ledger, "2004-12-31", category="closed_enterprise")
    assert shown(part, *columns) == (1, 0, 1, 0, 0, 0, 0, 0, 1)


def test_withdrawn_on_the_first_day_it_was_held_at_the_start(ledger):
    withdrawn = line("withdraw-certificate", "2004-01-01", person(1), **WHY)
    record(ledger, in_order([*issued(1, "2003-11-01"), withdrawn]))
    columns = ("stock_start", "withdrawn", "stock_end")
    assert shown(row_of(ledger, "2004-12-31"), *columns) == (1, 1, 0)


def test_a_replacement_is_no_issue(ledger):
    other = line("replace-certificate", "2004-03-01", person(1), certificate_no="4407-NEW", **WHY)
    record(ledger, in_order([*issued(1, "2003-11-01"), other]))
    assert shown(row_of(ledger, "2004-03-31"), "stock_start", "issued", "stock_end") == (1, 0, 1)


@pytest.mark.parametrize(
    ("as_of", "suspended", "lapsed", "stock"),
    [
        ("2004-03-31", 0, 0, 1),
        ("2004-04-01", 1, 0, 1),
        ("2004-06-30", 1, 0, 1),
        ("2004-07-01", 0, 1, 0),
    ],
)
def test_unreviewed_it_is_suspended_and_lapses(ledger, as_of, suspended, lapsed, stock):
    """Issued in 2003 under the review of 2002: due to the end of March 2004."""
    record(ledger, in_order(issued(1, "2003-11-01")))
    row = row_of(ledger, as_of)
    assert shown(row, "suspended", "lapsed", "stock_end") == (suspended, lapsed, stock)


@pytest.mark.parametrize(
    ("valid_until", "as_of", "expired", "lapsed"),
    [
        ("2004-02-10", "2004-02-10", 0, 0),
        ("2004-02-10", "2004-02-11", 1, 0),
        ("2004-02-10", "2004-07-01", 1, 0),
        ("2004-06-30", "2004-07-01", 1, 0),
        ("2004-07-01", "2004-07-02", 0, 1),
    ],
)
def test_it_expires_after_its_last_day_unless_it_lapsed_before(
    ledger, valid_until, as_of, expired, lapsed
):
    record(ledger, in_order(issued(1, "2003-11-01", valid_until=valid_until)))
    gone = expired + lapsed
    columns = ("expired", "lapsed", "stock_end")
    assert shown(row_of(ledger, as_of), *columns) == (expired, lapsed, 1 - gone)


def test_a_review_not_passed_suspends_and_is_not_counted(ledger):
    lines = [*issued(1, "2003-11-01"), reviewed(1, "2004-02-01", 2003, passed=False)]
    record(ledger, in_order(lines))
    assert shown(row_of(ledger, "2004-02-28"), "reviewed", "suspended", "stock_end") == (0, 1, 1)


def test_suspended_and_resumed(ledger):
    lines = [
        *issued(1, "2004-01-05"),
        line("suspend-certificate", "2004-02-01", person(1), **WHY),
        line("resume-certificate", "2004-02-20", person(1), **WHY),
    ]
    record(ledger, in_order(lines))
    days = ("2004-01-31", "2004-02-01", "2004-02-19", "2004-02-20")
    assert [row_of(ledger, day)["suspended"] for day in days] == [0, 1, 1, 0]


def test_all_of_a_certificate_is_where_its_holder_is_on_the_as_of_date(ledger):
    moved = line("transfer-case", "2004-05-10", person(1, "1954-04-01"), to_station=SOUTH)
    record(ledger, in_order([*issued(1, "2003-11-01", "1954-04-01"), moved]))
    columns = ("stock_start", "lapsed", "stock_end")
    answer = rows(ledger, NAME, asked("2004-12-31", level="street"))
    assert shown(answer[WEST, "all", "all"], *columns) == (0, 0, 0)
    assert shown(answer[SOUTH, "older_male", "all"], *columns) == (1, 1, 0)


def test_late_facts_and_void_registrations(ledger):
    late = line("withdraw-certificate", "2004-03-01", person(1), "2005-02-01", **WHY)
    void = line("void-registration", "2003-10-08", person(2), "2005-02-01", reason="fraud")
    first, second = issued(1, "2003-11-01"), issued(2, "2003-11-01")
    record(ledger, in_order([*first, *second, late, void]))
    known_at = "2005-01-05T23:59:59+08:00"
    columns = ("stock_start", "withdrawn", "lapsed", "stock_end")
    assert shown(row_of(ledger, "2004-12-31", known_at=known_at), *columns) == (2, 0, 2, 0)
    assert shown(row_of(ledger, "2004-12-31"), *columns) == (1, 1, 0, 0)


@histories(range(4))
def test_over_random_histories(new_ledger: NewLedger, seed: int):
    """The identity holds, recounting gives every cell, any order of arrival is alike."""
    rng = random.Random(seed)
    lines = random_history(rng, workers=20)
    tracker, other = new_ledger(), new_ledger()
    record(tracker, with_certificates(lines))
    record(other, with_certificates(another_order(rng, lines)))
    for ask in (asked("2004-12-31", level="street"), asked("2005-03-01", "2003-06-01")):
        answer = rows(tracker, NAME, ask)
        assert answer == rows(other, NAME, ask)
        for key, row in answer.items():
            assert row["stock_start"] + row["issued"] - row["out"] == row["stock_end"], key
            assert row["suspended"] <= row["stock_end"]
    cells = tracker.ask(Recounted(Certificates(ask)))
    assert {cell.column for cell, count, _ in cells if count} >= {"issued", "lapsed"}
    for cell, count, people in cells:
        assert len(people) == count, cell


def test_categories_add_up(new_ledger: NewLedger):
    tracker = new_ledger()
    record(tracker, with_certificates(random_history(random.Random(9), workers=20)))
    answer = rows(tracker, NAME, asked("2005-12-31", "2003-06-01"))
    parts = [row for (_, _, category), row in answer.items() if category != "all"]
    whole = [row for (_, _, category), row in answer.items() if category == "all"]
    for column in Certificates.columns:
        assert sum(row[column] for row in parts) == sum(row[column] for row in whole)
