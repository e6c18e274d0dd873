"""A job that was entered wrongly is restated; one that never was is voided with its end."""

from decimal import Decimal

import pytest

from domain.worker import errors
from domain.worker.events import (
    CaseClosed,
    EmploymentCorrected,
    EmploymentEnded,
    EmploymentStarted,
)
from domain.worker.vocabulary import EmploymentKind
from tests.oracle.book import day_of
from tests.use_cases.specification import Result, clash, given
from tests.use_cases.words import (
    HE,
    closed,
    ended,
    job_corrected,
    job_voided,
    registered,
    ruled,
    started,
)

JOB = [registered(), started("2004-02-02"), ended("2004-05-10")]
# A contract and flexible work beside it.
TWO_JOBS = [registered(), started("2004-02-02"), started("2004-03-01", "flexible")]


def spells(result: Result) -> list[tuple[str, str | None]]:
    assert result.refusal is None
    jobs = result.ledger.case(HE).worker.life.employments
    return [(str(job.start.on), str(job.until) if job.until else None) for job in jobs]


def test_what_is_not_given_stays_and_what_counts_is_decided_anew():
    given(*JOB).when(job_corrected("2004-02-02", "2004-02-09", monthly_wage="700")).then(
        EmploymentCorrected(
            effective_on=day_of("2004-02-09"),
            started_on=day_of("2004-02-02"),
            reason="日期有误",
            kind=EmploymentKind.LABOUR_CONTRACT,
            monthly_wage=Decimal(700),
            counts_from=day_of("2004-02-09"),
            counted_by="JM-2003 §3.5 (2)",
        )
    )


def test_another_kind_counts_from_another_day():
    given(*JOB).when(job_corrected("2004-02-02", kind="flexible")).then_of(
        EmploymentCorrected, kind="flexible", counts_from="2004-05-02"
    )


def test_another_start_of_flexible_work_counts_by_the_rule_of_that_day():
    given(
        registered(), started("2004-07-05", "flexible"), ruled("2004-07-01", "flexible_months", "5")
    ).when(job_corrected("2004-07-05", "2004-06-30")).then_of(
        EmploymentCorrected, counts_from="2004-09-30"
    )


@pytest.mark.parametrize(
    ("correction", "spell"),
    [
        (job_corrected("2004-02-02", "2004-01-15"), ("2004-01-15", "2004-05-10")),
        (job_corrected("2004-02-02", "2004-05-09"), ("2004-05-09", "2004-05-10")),
        (job_corrected("2004-02-02", ended_on="2004-06-10"), ("2004-02-02", "2004-06-10")),
        (
            job_corrected("2004-02-02", "2004-06-01", ended_on="2004-06-10"),
            ("2004-06-01", "2004-06-10"),
        ),
    ],
)
def test_start_and_end_move(correction, spell):
    assert spells(given(*JOB).when(correction)) == [spell]


def test_an_end_may_come_with_the_correction():
    ledger = given(registered(), started("2004-02-02"))
    correction = job_corrected("2004-02-02", ended_on="2004-05-10", end_reason="resigned")
    result = ledger.when(correction)
    assert spells(result) == [("2004-02-02", "2004-05-10")]
    (job,) = result.ledger.case(HE).worker.life.employments
    assert job.end and job.end.reason == "resigned"
    again = job_corrected("2004-02-02", ended_on="2004-05-12")
    assert spells(ledger.when(again)) == [("2004-02-02", "2004-05-12")]
    assert spells(ledger.when(job_voided("2004-02-02"))) == []


@pytest.mark.parametrize(
    ("given_reason", "reason"), [("resigned", "resigned"), (None, "dismissed")]
)
def test_the_reason_of_the_end_stays_unless_it_is_given(given_reason, reason):
    correction = job_corrected("2004-02-02", ended_on="2004-06-10", end_reason=given_reason)
    result = given(*JOB).when(correction)
    (job,) = result.ledger.case(HE).worker.life.employments
    assert job.end and job.end.reason == reason


def test_the_corrected_job_is_the_one_that_is_named():
    result = given(*TWO_JOBS, ended("2004-05-10", started_on="2004-02-02")).when(
        job_corrected("2004-02-02", "2004-02-09")
    )
    assert spells(result) == [("2004-02-09", "2004-05-10"), ("2004-03-01", None)]


@pytest.mark.parametrize("day", ["2004-05-10", "2004-05-11"])
def test_a_job_cannot_begin_after_its_end(day):
    given(*JOB).when(job_corrected("2004-02-02", day)).then_refused(
        errors.LaterFactImpossible,
        problem="not-employed",
        clashes_with=clash(EmploymentEnded, "2004-05-10", 3),
    )


def test_a_job_cannot_end_before_it_began():
    given(*JOB).when(job_corrected("2004-02-02", ended_on="2004-02-01")).then_refused(
        errors.NotEmployed, on="2004-02-01"
    )


def test_a_corrected_job_must_leave_room_for_the_next():
    ledger = given(*JOB, started("2004-06-01"))
    ledger.when(job_corrected("2004-02-02", ended_on="2004-06-02")).then_refused(
        errors.LaterFactImpossible,
        problem="already-employed",
        clashes_with=clash(EmploymentStarted, "2004-06-01", 4),
    )
    ledger.when(job_corrected("2004-06-01", "2004-05-09")).then_refused(
        errors.AlreadyEmployed, clashes_with=clash(EmploymentStarted, "2004-02-02", 2)
    )
    ledger.when(job_corrected("2004-06-01", "2004-02-02")).then_refused(
        errors.StartedThatDayAlready
    )
    ledger.when(job_corrected("2004-06-01", "2004-05-10")).then_of(EmploymentCorrected)


def test_a_corrected_job_lies_where_the_case_was_open():
    given(registered(), started("2004-02-02"), closed("2004-05-10")).when(
        job_corrected("2004-02-02", "2004-05-11")
    ).then_refused(errors.CaseIsClosed, clashes_with=clash(CaseClosed, "2004-05-10", 3))
    given(*JOB).when(job_corrected("2004-02-02", "2003-10-07")).then_refused(
        errors.BeforeRegistration
    )


def test_only_a_job_that_is_there_is_corrected_or_voided():
    for line in (job_corrected("2004-02-03"), job_voided("2004-02-03")):
        given(*JOB).when(line).then_refused(
            errors.EmploymentNotFound, started_on="2004-02-03", known=["2004-02-02"]
        )


@pytest.mark.parametrize(
    "line",
    [job_corrected("2004-02-02", "2005-07-01"), job_corrected("2004-02-02", ended_on="2005-07-01")],
)
def test_nobody_worked_in_the_future(line):
    given(*JOB, today="2005-06-30").when(line).then_refused(errors.DayInTheFuture, day="2005-07-01")
