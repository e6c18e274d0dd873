"""Work found and lost; what counts as re-employment, and from when (domain §3.5)."""

from decimal import Decimal

import pytest

from domain.worker import errors
from domain.worker.events import (
    CaseClosed,
    EmploymentEnded,
    EmploymentStarted,
    WorkerRegistered,
)
from domain.worker.vocabulary import EmploymentKind
from tests.oracle.book import day_of
from tests.use_cases.specification import clash, given
from tests.use_cases.words import HE, closed, ended, registered, reopened, ruled, started


def test_a_job_is_recorded_with_the_rule_by_which_it_counts():
    said = started("2004-02-02", employer="蓬江电子厂", contract_months=12, monthly_wage="650.50")
    given(registered()).when(said).then(
        EmploymentStarted(
            effective_on=day_of("2004-02-02"),
            kind=EmploymentKind.LABOUR_CONTRACT,
            employer="蓬江电子厂",
            contract_months=12,
            monthly_wage=Decimal("650.50"),
            counts_from=day_of("2004-02-02"),
            counted_by="JM-2003 §3.5 (2)",
        )
    )


@pytest.mark.parametrize(
    ("kind", "on", "counts_from", "rule"),
    [
        ("self_employment", "2004-03-31", "2004-03-31", "JM-2003 §3.5 (1)"),
        ("labour_contract", "2004-03-31", "2004-03-31", "JM-2003 §3.5 (2)"),
        ("public_welfare_post", "2004-03-31", "2004-03-31", "JM-2003 §3.5 (3)"),
        ("flexible", "2004-03-31", "2004-06-30", "JM-2003 §3.5 (4) +3"),
        ("flexible", "2003-11-30", "2004-02-29", "JM-2003 §3.5 (4) +3"),
        ("flexible", "2004-11-30", "2005-02-28", "JM-2003 §3.5 (4) +3"),
    ],
)
def test_each_kind_counts_from_its_day(kind, on, counts_from, rule):
    given(registered()).when(started(on, kind)).then_of(
        EmploymentStarted, kind=kind, counts_from=counts_from, counted_by=rule
    )


@pytest.mark.parametrize(
    ("on", "counts_from"), [("2004-06-30", "2004-09-30"), ("2004-07-01", "2004-12-01")]
)
def test_flexible_work_counts_by_the_rule_of_its_start(on, counts_from):
    given(registered(), ruled("2004-07-01", "flexible_months", "5")).when(
        started(on, "flexible")
    ).then_of(EmploymentStarted, counts_from=counts_from)


def test_a_rule_that_comes_later_leaves_what_was_decided():
    result = given(registered(), started("2004-03-31", "flexible")).when(
        ruled("2004-01-01", "flexible_months", "5")
    )
    case = result.ledger.case(HE)
    assert case.worker.employment(day_of("2004-03-31")).counts_from == day_of("2004-06-30")


@pytest.mark.parametrize("first", list(EmploymentKind))
@pytest.mark.parametrize("second", list(EmploymentKind))
def test_jobs_overlap_only_where_one_is_flexible(first, second):
    result = given(registered(), started("2004-02-02", first)).when(started("2004-03-01", second))
    if EmploymentKind.FLEXIBLE in (first, second):
        result.then_of(EmploymentStarted)
    else:
        result.then_refused(
            errors.AlreadyEmployed,
            started_on="2004-02-02",
            kind=first,
            clashes_with=clash(EmploymentStarted, "2004-02-02", 2),
        )


def test_two_jobs_that_overlap_do_not_begin_on_one_day():
    given(registered(), started("2004-02-02", "flexible")).when(started("2004-02-02")).then_refused(
        errors.StartedThatDayAlready,
        started_on="2004-02-02",
        clashes_with=clash(EmploymentStarted, "2004-02-02", 2),
    )


def test_a_new_job_may_begin_on_the_day_on_which_the_old_one_ended():
    given(registered(), started("2004-02-02"), ended("2004-05-10")).when(
        started("2004-05-10")
    ).then_of(EmploymentStarted)
    given(registered(), started("2004-02-02"), ended("2004-05-10")).when(
        started("2004-05-09")
    ).then_refused(errors.AlreadyEmployed, started_on="2004-02-02")


def test_an_end_is_recorded_as_it_was_told():
    given(registered(), started("2004-02-02")).when(ended("2004-05-10", reason="resigned")).then_of(
        EmploymentEnded, effective_on="2004-05-10", reason="resigned", started_on=None
    )


def test_only_a_running_job_ends():
    given(registered()).when(ended("2004-05-10")).then_refused(
        errors.NotEmployed, on="2004-05-10", last_started_on=None, clashes_with=None
    )
    given(registered(), started("2004-02-02"), ended("2004-05-10")).when(
        ended("2004-06-01")
    ).then_refused(
        errors.NotEmployed,
        last_started_on="2004-02-02",
        clashes_with=clash(EmploymentEnded, "2004-05-10", 3),
    )


def test_on_one_day_an_end_comes_before_a_start_so_a_job_lasts_to_the_next_day():
    ledger = given(registered(), started("2004-02-02"))
    ledger.when(ended("2004-02-02")).then_refused(errors.NotEmployed)
    ledger.when(ended("2004-02-03")).then_of(EmploymentEnded)


def test_of_several_running_jobs_the_latest_ends():
    result = given(registered(), started("2004-02-02"), started("2004-03-01", "flexible")).when(
        ended("2004-05-10")
    )
    jobs = result.ledger.case(HE).worker.life.employments
    assert [job.until for job in jobs] == [None, day_of("2004-05-10")]


def test_of_several_running_jobs_the_one_that_is_named_ends():
    ledger = given(registered(), started("2004-02-02"), started("2004-03-01", "flexible"))
    result = ledger.when(ended("2004-05-10", started_on="2004-02-02"))
    jobs = result.ledger.case(HE).worker.life.employments
    assert [job.until for job in jobs] == [day_of("2004-05-10"), None]
    ledger.when(ended("2004-06-10", started_on="2004-02-02")).then_refused(errors.NotEmployed)


@pytest.mark.parametrize("line", [started("2003-10-07"), ended("2003-10-07")])
def test_nothing_happens_before_the_registration(line):
    given(registered()).when(line).then_refused(
        errors.BeforeRegistration,
        registered_on="2003-10-08",
        clashes_with=clash(WorkerRegistered, "2003-10-08", 1),
    )


def test_a_job_may_begin_on_the_day_of_registration():
    given(registered()).when(started("2003-10-08")).then_of(EmploymentStarted)


def test_a_closed_case_has_no_new_job_and_a_reopened_one_has():
    ledger = given(registered(), closed("2004-05-10", "left_city"))
    ledger.when(started("2004-05-11")).then_refused(
        errors.CaseIsClosed,
        closed_on="2004-05-10",
        reason="left_city",
        clashes_with=clash(CaseClosed, "2004-05-10", 2),
    )
    given(registered(), closed("2004-05-10"), reopened("2004-08-01")).when(
        started("2004-08-01")
    ).then_of(EmploymentStarted)


def test_closing_ends_every_running_job():
    result = given(registered(), started("2004-02-02"), closed("2004-05-10")).when(
        ended("2004-05-11")
    )
    result.then_refused(errors.CaseIsClosed, closed_on="2004-05-10")
    (job,) = result.ledger.case(HE).worker.life.employments
    assert (job.end, job.until) == (None, day_of("2004-05-10"))


@pytest.mark.parametrize("line", [started("2005-07-01"), ended("2005-07-01")])
def test_the_future_is_not_recorded(line):
    given(registered(), today="2005-06-30").when(line).then_refused(
        errors.DayInTheFuture, day="2005-07-01"
    )
