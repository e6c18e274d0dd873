"""A registration that was wrong is restated for the whole life."""

import pytest

from application.kernel.claims import Claimed
from domain.assistance.events import AssistanceAppliedFor
from domain.certificate.events import CertificateAppliedFor
from domain.follow_up.follow_ups import FollowUpRecorded
from domain.training.trainings import EnrolledInTraining
from domain.worker import errors
from domain.worker.events import CaseTransferred, EmploymentStarted, WorkerCorrected
from tests.oracle.book import day_of, identity_number
from tests.use_cases.specification import ENDED_STATION, clash, given, id_of
from tests.use_cases.words import (
    BAISHA,
    CHAOLIAN,
    HE,
    JIANGNAN,
    SHE,
    applied,
    corrected,
    enrolled,
    followed_up,
    line,
    merged,
    registered,
    started,
    transferred,
    voided,
)

ANOTHER = identity_number("1953-03-16", "female", 7)


def test_only_what_was_given_is_restated():
    result = given(registered()).when(corrected("2005-01-10", name="陈建华", phone="3912345"))
    result.then(
        WorkerCorrected(
            effective_on=day_of("2005-01-10"), reason="登记有误", name="陈建华", phone="3912345"
        )
    )
    details = result.ledger.case(HE).worker.details
    assert (details["name"], details["id_number"]) == ("陈建华", HE)


def test_a_correction_corrects_something():
    given(registered()).when(corrected()).then_refused(errors.NothingCorrected)


def test_another_number_tells_sex_and_birth_date_anew():
    result = given(registered()).when(corrected(id_number=ANOTHER))
    result.then_of(WorkerCorrected, id_number=ANOTHER, sex="female", birth_date="1953-03-16")


def test_another_number_does_not_tell_what_had_been_overridden():
    explained = registered(HE, birth_date="1954-03-15", override_reason="户口簿登记为准")
    result = given(explained).when(corrected(id_number=ANOTHER))
    result.then_of(WorkerCorrected, sex="female", birth_date="1954-03-15")


def test_another_number_frees_the_old_one():
    result = given(registered(), corrected(id_number=ANOTHER)).when(
        {**registered(HE, "2005-02-01"), "worker": str(id_of("again"))}
    )
    holder = result.ledger.holder
    assert holder(Claimed.IDENTITY_NUMBER, ANOTHER) == id_of(HE)
    assert holder(Claimed.IDENTITY_NUMBER, HE) == id_of("again")


def test_a_number_that_another_holds_is_refused():
    ledger = given(registered(HE), registered(SHE))
    ledger.when(corrected(id_number=SHE)).then_refused(
        errors.WorkerAlreadyRegistered, worker=str(id_of(SHE))
    )


def test_the_same_number_is_no_other():
    given(registered()).when(corrected(id_number=HE)).then_of(WorkerCorrected, id_number=HE)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"sex": "female"}, errors.SexDiffersFromNumber),
        ({"birth_date": "1953-03-16"}, errors.BirthDateDiffersFromNumber),
    ],
)
def test_what_differs_from_the_number_needs_a_reason(said, refusal):
    given(registered()).when(corrected(**said)).then_refused(refusal)
    given(registered()).when(corrected(**said, override_reason="户口簿登记为准")).then_of(
        WorkerCorrected, **said
    )


def test_ages_are_judged_by_the_registration_not_by_the_correction():
    young = identity_number("1988-01-01", "male")
    given(registered()).when(corrected("2005-01-10", id_number=young)).then_refused(
        errors.AgeOutOfBounds, age=15
    )


def test_unemployment_cannot_begin_after_the_registration():
    ledger = given(registered(HE, "2003-10-08"))
    ledger.when(corrected(unemployed_since="2003-10-09")).then_refused(
        errors.UnemployedAfterRegistration, registered_on="2003-10-08"
    )
    ledger.when(corrected(unemployed_since="2003-10-09", registered_on="2003-10-09")).then_of(
        WorkerCorrected
    )


def test_an_earlier_day_of_registration_makes_room_for_earlier_facts():
    result = given(registered(HE, "2003-10-08"), corrected(registered_on="2003-09-01")).when(
        started("2003-09-15")
    )
    result.then_of(EmploymentStarted, effective_on="2003-09-15")


def test_a_later_day_of_registration_must_leave_room_for_what_happened():
    ledger = given(registered(HE, "2003-10-08"), started("2004-02-02"))
    ledger.when(corrected(registered_on="2004-02-03")).then_refused(
        errors.LaterFactImpossible,
        problem="before-registration",
        clashes_with=clash(EmploymentStarted, "2004-02-02", 2),
    )
    ledger.when(corrected(registered_on="2004-02-02")).then_of(WorkerCorrected)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (applied("2004-02-02"), CertificateAppliedFor),
        (enrolled("2004-02-02"), EnrolledInTraining),
        (followed_up("2004-02-02"), FollowUpRecorded),
        (line("apply-for-assistance", "2004-02-02"), AssistanceAppliedFor),
    ],
)
def test_also_for_what_is_no_part_of_the_life(told, kind):
    ledger = given(registered(HE, "2003-10-08"), told, followed_up("2004-05-01"))
    ledger.when(corrected(registered_on="2004-02-03")).then_refused(
        errors.LaterFactImpossible,
        problem="before-registration",
        clashes_with=clash(kind, "2004-02-02", 2),
    )
    ledger.when(corrected(registered_on="2004-02-02")).then_of(WorkerCorrected)


def test_nobody_was_registered_in_the_future():
    result = given(registered(), today="2005-06-30").when(corrected(registered_on="2005-07-01"))
    result.then_refused(errors.DayInTheFuture, day="2005-07-01")
    assert result.refusal and result.refusal.field == "registered_on"


def test_another_first_station_must_leave_room_for_the_transfer():
    ledger = given(registered(station=BAISHA), transferred("2004-03-01", CHAOLIAN))
    ledger.when(corrected(station=CHAOLIAN)).then_refused(
        errors.LaterFactImpossible,
        problem="already-at-station",
        clashes_with=clash(CaseTransferred, "2004-03-01", 2),
    )
    result = ledger.when(corrected(station=JIANGNAN))
    assert result.ledger.case(HE).worker.life.registered.station == JIANGNAN
    assert result.ledger.case(HE).worker.life.station == CHAOLIAN


def test_the_first_station_was_in_force_on_the_day_of_registration():
    given(registered(HE, "2004-07-01")).when(corrected(station=ENDED_STATION)).then_refused(
        errors.UnitNotInForce
    )
    given(registered(HE, "2004-06-30")).when(corrected(station=ENDED_STATION)).then_of(
        WorkerCorrected, station=ENDED_STATION
    )


@pytest.mark.parametrize(
    ("before", "refusal"),
    [
        ([voided()], errors.RegistrationIsVoid),
        ([registered(SHE), merged(HE, SHE)], errors.WorkerIsMerged),
    ],
)
def test_a_registration_that_is_void_or_merged_stays_as_it_is(before, refusal):
    given(registered(), *before).when(corrected(name="陈建华")).then_refused(refusal)
