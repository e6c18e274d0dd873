"""Late facts are ordinary: accepted where the life is still possible, else named with the clash."""

import pytest

from domain.worker import errors
from domain.worker.events import (
    CaseClosed,
    CaseReopened,
    CaseTransferred,
    EmploymentEnded,
    EmploymentStarted,
)
from tests.use_cases.specification import clash, given
from tests.use_cases.words import (
    BAISHA,
    CHAOLIAN,
    HE,
    JIANGNAN,
    closed,
    ended,
    registered,
    reopened,
    started,
    transferred,
)

JOB = [started("2004-02-02"), ended("2004-05-10")]

CLASHES = {
    "a job that still ran when a later one began": (
        [started("2004-03-01")],
        started("2004-02-02"),
        ("already-employed", clash(EmploymentStarted, "2004-03-01", 2)),
    ),
    "an end that leaves nothing for a later end": (
        JOB,
        ended("2004-04-01"),
        ("not-employed", clash(EmploymentEnded, "2004-05-10", 3)),
    ),
    "a closing before a job that began later": (
        JOB,
        closed("2004-01-05"),
        ("case-is-closed", clash(EmploymentStarted, "2004-02-02", 2)),
    ),
    "a closing before an end": (
        JOB,
        closed("2004-05-09"),
        ("case-is-closed", clash(EmploymentEnded, "2004-05-10", 3)),
    ),
    "a closing before a transfer": (
        [transferred("2004-02-02")],
        closed("2004-02-01"),
        ("case-is-closed", clash(CaseTransferred, "2004-02-02", 2)),
    ),
    "a closing before a closing": (
        [closed("2004-05-10")],
        closed("2004-02-01"),
        ("case-is-closed", clash(CaseClosed, "2004-05-10", 2)),
    ),
    "a reopening that takes a later one's closing away": (
        [closed("2004-02-01"), reopened("2004-08-01")],
        reopened("2004-04-01"),
        ("case-not-closed", clash(CaseReopened, "2004-08-01", 3)),
    ),
    "a transfer to where a later transfer leads": (
        [transferred("2004-05-10", CHAOLIAN)],
        transferred("2004-02-02", CHAOLIAN),
        ("already-at-station", clash(CaseTransferred, "2004-05-10", 2)),
    ),
}


@pytest.mark.parametrize(("before", "late", "told"), CLASHES.values(), ids=CLASHES)
def test_a_late_fact_is_refused_that_makes_a_later_one_impossible(before, late, told):
    problem, clashes_with = told
    given(registered(), *before).when(late).then_refused(
        errors.LaterFactImpossible, problem=problem, clashes_with=clashes_with
    )


POSSIBLE = {
    "a job and its end before a later job": (
        [started("2004-06-01"), started("2004-02-02", "flexible")],
        ended("2004-05-10", started_on="2004-02-02"),
    ),
    "a contract before a flexible job that runs": (
        [started("2004-06-01", "flexible")],
        started("2004-02-02"),
    ),
    "a transfer before a later one": (
        [transferred("2004-05-10", CHAOLIAN)],
        transferred("2004-02-02", JIANGNAN),
    ),
    "a closing on the day on which a job ended": (JOB, closed("2004-05-10")),
    "a closing between a reopening and a job": (
        [closed("2004-02-01"), reopened("2004-03-01")],
        closed("2004-04-01"),
    ),
    "a job between two spells off the ledger": (
        [closed("2004-02-01"), reopened("2004-03-01"), closed("2004-08-01")],
        started("2004-04-01"),
    ),
}


@pytest.mark.parametrize(("before", "late"), POSSIBLE.values(), ids=POSSIBLE)
def test_a_late_fact_is_accepted_where_the_life_is_still_possible(before, late):
    result = given(registered(), *before).when(late)
    assert result.refusal is None
    (fact,) = result.facts
    assert fact.command == late["command"]


def test_a_job_recorded_late_may_end_before_the_next_only_when_its_end_is_known():
    ledger = given(registered(), started("2004-06-01"))
    ledger.when(started("2004-02-02")).then_refused(errors.LaterFactImpossible)
    ledger.when(started("2004-02-02", "flexible")).then_of(EmploymentStarted)


@pytest.mark.parametrize(
    "lines",
    [
        [transferred("2004-05-10"), ended("2004-05-10"), started("2004-05-10")],
        [started("2004-05-10"), transferred("2004-05-10"), ended("2004-05-10")],
        [ended("2004-05-10"), started("2004-05-10"), transferred("2004-05-10")],
    ],
)
def test_on_one_day_the_order_of_recording_makes_no_difference(lines):
    # A job that begins before the running one ended, is flexible until the end is known.
    lines = [
        line | {"kind": "flexible"} if line["command"] == "start-employment" else line
        for line in lines
    ]
    result = given(registered(), started("2004-02-02"), *lines).when(closed("2004-05-10"))
    assert result.refusal is None
    first, second = result.ledger.case(HE).worker.life.employments
    assert (first.until, first.end is None) == (second.until, False)
    assert (second.end, second.cut_on) == (None, first.until)


def test_transferred_and_back_are_two_moves_of_different_days():
    ledger = given(registered(station=BAISHA), transferred("2004-05-10", CHAOLIAN))
    ledger.when(transferred("2004-05-10", JIANGNAN)).then_refused(
        errors.TransferredThatDayAlready,
        to_station=CHAOLIAN,
        clashes_with=clash(CaseTransferred, "2004-05-10", 2),
    )
    ledger.when(transferred("2004-05-11", BAISHA)).then_of(CaseTransferred)
