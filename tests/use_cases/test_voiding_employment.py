"""A job that was entered in error never was: it is voided together with its end."""

import pytest

from domain.worker.events import EmploymentVoided
from domain.worker.vocabulary import VoidReason
from tests.oracle.book import day_of
from tests.use_cases.specification import given
from tests.use_cases.test_correcting_employment import JOB, TWO_JOBS, spells
from tests.use_cases.words import closed, ended, job_voided, registered, started


def test_a_voided_job_takes_its_end_with_it():
    result = given(*JOB).when(job_voided("2004-02-02", on="2005-06-01"))
    result.then(
        EmploymentVoided(
            effective_on=day_of("2005-06-01"),
            started_on=day_of("2004-02-02"),
            reason=VoidReason.ENTERED_IN_ERROR,
            ended_on=day_of("2004-05-10"),
        )
    )
    assert spells(result) == []


def test_after_a_voided_job_another_may_begin_on_its_day():
    assert spells(given(*JOB, job_voided("2004-02-02")).when(started("2004-02-02"))) == [
        ("2004-02-02", None)
    ]


@pytest.mark.parametrize(
    ("wrong", "left"), [("2004-02-02", "2004-03-01"), ("2004-03-01", "2004-02-02")]
)
@pytest.mark.parametrize("first_named", ["2004-02-02", "2004-03-01"])
def test_of_two_jobs_that_ended_on_one_day_the_other_keeps_its_end(wrong, left, first_named):
    second_named = {"2004-02-02": "2004-03-01", "2004-03-01": "2004-02-02"}[first_named]
    ends = [ended("2004-05-10", started_on=day) for day in (first_named, second_named)]
    result = given(*TWO_JOBS, *ends).when(job_voided(wrong))
    assert spells(result) == [(left, "2004-05-10")]


def test_a_voided_job_leaves_the_unnamed_end_of_the_other():
    ends = [ended("2004-05-10"), ended("2004-06-10")]
    assert spells(given(*TWO_JOBS, *ends).when(job_voided("2004-02-02"))) == [
        ("2004-03-01", "2004-05-10")
    ]
    assert spells(given(*TWO_JOBS, *ends).when(job_voided("2004-03-01"))) == [
        ("2004-02-02", "2004-06-10")
    ]


def test_a_job_that_closing_cut_is_voided_without_an_end():
    result = given(registered(), started("2004-02-02"), closed("2004-05-10")).when(
        job_voided("2004-02-02")
    )
    result.then_of(EmploymentVoided, ended_on=None)
    assert spells(result) == []
