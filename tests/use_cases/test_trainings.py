"""Training: enrolled, attended and passed, or left (domain C12); follow-ups."""

import pytest

from domain.follow_up.follow_ups import FollowUpRecorded, NextBeforeFollowUp
from domain.training import trainings as training
from domain.worker.errors import BeforeRegistration, CaseIsClosed, DayInTheFuture
from tests.oracle.book import day_of
from tests.use_cases.specification import given
from tests.use_cases.words import (
    closed,
    completed,
    enrolled,
    followed_up,
    left,
    registered,
    ruled,
)

COURSE = "家政服务"
ATTENDING = [registered(), enrolled("2004-02-02", hours=60)]


def test_an_enrolment_is_recorded_as_it_was_told():
    given(registered()).when(enrolled("2004-02-02", hours=60, provider="市就业训练中心")).then(
        training.EnrolledInTraining(
            effective_on=day_of("2004-02-02"), course=COURSE, hours=60, provider="市就业训练中心"
        )
    )


def test_who_attended_and_passed_completed_and_may_be_placed_for_six_months():
    given(*ATTENDING).when(completed("2004-03-31", 48)).then(
        training.TrainingCompleted(
            effective_on=day_of("2004-03-31"),
            course=COURSE,
            attended_hours=48,
            passed=True,
            required_hours=48,
            placement_until=day_of("2004-09-30"),
        )
    )


@pytest.mark.parametrize(
    ("hours", "attended", "passed", "required", "outcome"),
    [
        (60, 48, True, 48, training.TrainingCompleted),
        (60, 47, True, 48, training.TrainingFailed),
        (60, 60, False, 48, training.TrainingFailed),
        (61, 49, True, 49, training.TrainingCompleted),
        (61, 48, True, 49, training.TrainingFailed),
        (None, 0, True, 0, training.TrainingCompleted),
        (None, 500, False, 0, training.TrainingFailed),
    ],
)
def test_four_fifths_are_attended_and_the_test_is_passed(
    hours, attended, passed, required, outcome
):
    given(registered(), enrolled("2004-02-02", hours=hours)).when(
        completed("2004-03-31", attended, passed)
    ).then_of(outcome, attended_hours=attended, passed=passed, required_hours=required)


def test_attendance_and_placement_are_by_the_rules_of_the_day():
    rules = [
        ruled("2004-03-31", "training_attendance_percent", "90"),
        ruled("2004-03-31", "placement_months", "3"),
    ]
    ledger = given(*ATTENDING, *rules)
    ledger.when(completed("2004-03-30", 48)).then_of(
        training.TrainingCompleted, required_hours=48, placement_until="2004-09-30"
    )
    given(*ATTENDING, *rules).when(completed("2004-03-31", 54)).then_of(
        training.TrainingCompleted, required_hours=54, placement_until="2004-06-30"
    )


def test_nobody_attends_more_than_was_held():
    given(*ATTENDING).when(completed("2004-03-31", 61)).then_refused(
        training.AttendedMoreThanHeld, attended_hours=61, hours=60
    )


def test_the_hours_are_those_of_the_course_that_was_attended_that_day():
    again = [left("2004-04-01"), enrolled("2004-05-10", hours=100)]
    ledger = given(*ATTENDING, enrolled("2004-02-09", "电工", hours=200), *again)
    ledger.when(completed("2004-03-31", 61)).then_refused(training.AttendedMoreThanHeld, hours=60)
    ledger.when(completed("2004-06-30", 101)).then_refused(training.AttendedMoreThanHeld, hours=100)
    ledger.when(completed("2004-05-10", 79)).then_of(training.TrainingFailed, required_hours=80)


@pytest.mark.parametrize("line", [completed("2004-03-31", 0), left("2004-03-31")])
def test_only_who_is_enrolled_ends_a_course(line):
    given(registered()).when(line).then_refused(training.NotEnrolled, course=COURSE)
    given(registered(), enrolled("2004-02-02", "电工")).when(line).then_refused(
        training.NotEnrolled, course=COURSE
    )
    given(*ATTENDING, left("2004-03-01")).when(line).then_refused(training.NotEnrolled)
    given(registered(), enrolled("2004-04-01")).when(line).then_refused(training.NotEnrolled)


def test_one_enrols_once_until_the_course_is_over():
    given(*ATTENDING).when(enrolled("2004-03-01")).then_refused(
        training.AlreadyEnrolled, course=COURSE, enrolled_on="2004-02-02"
    )
    given(*ATTENDING).when(enrolled("2004-03-01", "电工")).then_of(training.EnrolledInTraining)
    given(*ATTENDING, completed("2004-03-31", 10)).when(enrolled("2004-04-01")).then_of(
        training.EnrolledInTraining
    )


def test_who_left_is_recorded_with_the_reason():
    given(*ATTENDING).when(left("2004-03-01")).then(
        training.TrainingLeft(effective_on=day_of("2004-03-01"), course=COURSE, reason="找到工作")
    )


def test_one_may_enrol_and_leave_on_one_day():
    given(*ATTENDING).when(left("2004-02-02")).then_of(training.TrainingLeft)


@pytest.mark.parametrize(
    ("late", "problem", "clashes_with"),
    [
        (
            enrolled("2004-01-05"),
            "already-enrolled",
            {"fact": "training.enrolled", "effective_on": "2004-02-02"},
        ),
        (
            left("2004-03-01"),
            "not-enrolled",
            {"fact": "training.completed", "effective_on": "2004-03-31"},
        ),
    ],
)
def test_a_late_fact_must_leave_room_for_later_ones(late, problem, clashes_with):
    given(*ATTENDING, completed("2004-03-31", 48)).when(late).then_refused(
        training.LaterTrainingFactImpossible,
        course=COURSE,
        problem=problem,
        clashes_with=clashes_with,
    )


@pytest.mark.parametrize(
    "line",
    [
        enrolled("2005-07-01"),
        completed("2005-07-01", 0),
        left("2005-07-01"),
        followed_up("2005-07-01"),
    ],
)
def test_nothing_is_in_the_future_or_before_the_registration(line):
    ledger = given(*ATTENDING, today="2005-06-30")
    ledger.when(line).then_refused(DayInTheFuture)
    ledger.when(line | {"effective_on": "2003-10-07"}).then_refused(BeforeRegistration)


def test_who_is_off_the_ledger_does_not_enrol_but_may_finish():
    ledger = given(*ATTENDING, closed("2004-03-01"))
    ledger.when(enrolled("2004-03-01", "电工")).then_refused(CaseIsClosed, on="2004-03-01")
    ledger.when(enrolled("2004-02-29", "电工")).then_of(training.EnrolledInTraining)
    ledger.when(completed("2004-03-31", 48)).then_of(training.TrainingCompleted)


@pytest.mark.parametrize("outcome", ["at_work", "left_job", "not_reached"])
def test_a_follow_up_tells_how_the_worker_was_found(outcome):
    given(registered()).when(
        followed_up("2004-05-10", outcome=outcome, next_on="2004-05-11", note="电话")
    ).then(
        FollowUpRecorded(
            effective_on=day_of("2004-05-10"),
            outcome=outcome,
            next_on=day_of("2004-05-11"),
            note="电话",
        )
    )


@pytest.mark.parametrize("next_on", ["2004-05-09", "2004-05-10"])
def test_the_next_follow_up_comes_after_this_one(next_on):
    given(registered()).when(followed_up("2004-05-10", next_on=next_on)).then_refused(
        NextBeforeFollowUp, next_on=next_on, effective_on="2004-05-10"
    )


def test_there_need_be_no_next_follow_up_and_the_case_need_not_be_open():
    given(registered(), closed("2004-05-01")).when(followed_up("2004-05-10")).then_of(
        FollowUpRecorded, next_on=None
    )
