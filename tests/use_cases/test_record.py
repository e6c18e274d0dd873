"""What the record itself asks: order of recording, versions seen, command ids."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.kernel.clock import microseconds
from application.kernel.writing.desk import RecordedBackwards, RecordedInTheFuture, StaleVersion
from application.kernel.writing.rules_in_force import FIGURES, POLICY, TARGETS, UNITS
from application.kernel.writing.sitting import CommandIdReused
from domain.follow_up.follow_ups import FollowUpRecorded
from domain.worker.errors import WorkerAlreadyRegistered, WorkerNotFound
from tests.use_cases.specification import given, id_of, moment
from tests.use_cases.words import (
    HE,
    SHE,
    followed_up,
    merged,
    registered,
    reported,
    ruled,
    target,
    transferred,
)

EVENING = moment("2003-10-08", 18)
SECOND = timedelta(seconds=1)
SAME = UUID(int=77)


def test_who_recorded_what_and_when_is_kept():
    result = given().when(registered(), recorded_at=EVENING)
    (envelope,) = {recorded.envelope for recorded in result.recorded}
    assert (envelope.recorded_at, envelope.recorded_by) == (microseconds(EVENING), "tests")
    assert envelope.command_id == UUID(int=1)


def test_per_worker_the_record_does_not_go_backwards():
    ledger = given()
    ledger.when(registered(), recorded_at=EVENING)
    late = followed_up("2003-10-08")
    ledger.when(late, recorded_at=EVENING - SECOND).then_refused(RecordedBackwards)
    ledger.when(late, recorded_at=EVENING).then_of(FollowUpRecorded)


def test_another_worker_may_be_recorded_before():
    ledger = given()
    ledger.when(registered(HE), recorded_at=EVENING)
    assert ledger.when(registered(SHE), recorded_at=EVENING - SECOND).refusal is None
    ledger.when(merged(HE, SHE, "2003-10-08"), recorded_at=EVENING - SECOND).then_refused(
        RecordedBackwards
    )


def test_nothing_was_recorded_in_the_future():
    now = moment("2005-06-30")
    ledger = given(today="2005-06-30")
    ledger.when(registered(), recorded_at=now + SECOND).then_refused(RecordedInTheFuture)
    assert ledger.when(registered(), recorded_at=now).refusal is None


def test_a_clock_that_was_put_back_does_not_put_the_record_back():
    ledger = given(registered(), today="2005-06-30")
    ledger.ledger.today = "2005-06-01"
    (recorded,) = ledger.when(followed_up("2004-02-02")).recorded
    assert recorded.envelope.recorded_at == microseconds(moment("2005-06-30"))


def test_who_has_seen_an_older_case_looks_again():
    ledger = given(registered())
    ledger.when(followed_up("2004-02-02"), expected_version=1).then_of(FollowUpRecorded)
    ledger.when(followed_up("2004-02-03"), expected_version=1).then_refused(
        StaleVersion, version=2, expected=1
    )


def test_the_version_that_was_seen_is_that_of_the_worker_not_of_the_other():
    ledger = given(registered(HE), followed_up("2004-02-02"), registered(SHE))
    result = ledger.when(merged(HE, SHE), expected_version=2)
    assert result.outcome and (result.outcome.worker, result.outcome.version) == (id_of(HE), 3)


def test_the_same_command_is_answered_once_and_recorded_once():
    ledger = given(registered())
    line = followed_up("2004-02-02")
    first, again = ledger.when(line, command_id=SAME), ledger.when(line, command_id=SAME)
    assert first.outcome and again.outcome
    assert (first.outcome.replayed, again.outcome.replayed) == (False, True)
    assert (again.outcome.worker, again.outcome.version) == (id_of(HE), 2)
    assert again.recorded == []


def test_a_command_id_belongs_to_one_body():
    ledger = given(registered())
    ledger.when(followed_up("2004-02-02"), command_id=SAME)
    ledger.when(followed_up("2004-02-03"), command_id=SAME).then_refused(CommandIdReused)
    ledger.when(followed_up("2004-02-02", note="电话"), command_id=SAME).then_refused(
        CommandIdReused
    )


def test_a_refused_command_may_come_again_with_its_id():
    ledger = given()
    ledger.when(followed_up("2004-02-02"), command_id=SAME).then_refused(WorkerNotFound)
    ledger.when(registered())
    ledger.when(followed_up("2004-02-02"), command_id=SAME).then_of(FollowUpRecorded)


@pytest.mark.parametrize("stream", [POLICY, UNITS, TARGETS, FIGURES])
def test_the_office_s_own_streams_are_nobody_s_case(stream):
    office = [ruled("2004-07-01", "small_group", "20"), target(), reported()]
    line = transferred("2004-02-02", worker=str(stream))
    given(registered(), *office).when(line).then_refused(WorkerNotFound)
    given(*office).when({**registered(), "worker": str(stream)}).then_refused(
        WorkerAlreadyRegistered
    )
