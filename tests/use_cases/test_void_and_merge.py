"""Who should not be there leaves the ledger; a duplicate is merged, and can be released."""

import pytest

from domain.worker import errors
from domain.worker.events import (
    DuplicateAbsorbed,
    DuplicateReleased,
    RegistrationVoided,
    WorkerMerged,
    WorkerUnmerged,
)
from domain.worker.vocabulary import VoidReason
from tests.oracle.book import day_of, identity_number
from tests.use_cases.specification import given, id_of
from tests.use_cases.words import (
    HE,
    SHE,
    applied,
    assessed,
    assistance_applied,
    assistance_returned,
    closed,
    completed,
    confirmed,
    corrected,
    ended,
    enrolled,
    followed_up,
    issued,
    job_corrected,
    job_voided,
    left,
    merged,
    of_certificate,
    registered,
    reopened,
    replaced,
    reviewed,
    ruled_out,
    started,
    transferred,
    unmerged,
    voided,
)

THIRD = identity_number("1960-05-05", "male")
TWO = [registered(HE), registered(SHE)]
BUSY = [started("2004-02-02"), ended("2004-05-10"), closed("2004-06-01"), reopened("2004-07-01")]

EVERY_COMMAND_ON_A_CASE = [
    corrected(name="陈建华"),
    started("2005-03-01"),
    ended("2005-03-01"),
    job_corrected("2004-02-02"),
    job_voided("2004-02-02"),
    transferred("2005-03-01"),
    closed("2005-03-01"),
    confirmed("2004-06-01"),
    reopened("2005-03-01"),
    assessed("2005-03-01"),
    assistance_applied("2005-03-01"),
    assistance_returned("2005-03-01"),
    applied("2005-03-01"),
    issued("2005-03-01"),
    of_certificate("refuse-certificate", "2005-03-01"),
    reviewed("2005-03-01", 2004),
    of_certificate("suspend-certificate", "2005-03-01"),
    of_certificate("resume-certificate", "2005-03-01"),
    of_certificate("withdraw-certificate", "2005-03-01"),
    replaced("2005-03-01"),
    enrolled("2005-03-01"),
    completed("2005-03-01", 0),
    left("2005-03-01"),
    followed_up("2005-03-01"),
    voided("2005-03-01"),
    merged(HE, SHE, "2005-03-01"),
    ruled_out(HE, SHE, "2005-03-01"),
]


def named(line):
    return line["command"]


@pytest.mark.parametrize("line", EVERY_COMMAND_ON_A_CASE, ids=named)
def test_a_void_registration_takes_nothing_more(line):
    given(*TWO, *BUSY, voided("2005-01-10")).when(line).then_refused(
        errors.RegistrationIsVoid, void_since="2005-01-10"
    )


@pytest.mark.parametrize("line", EVERY_COMMAND_ON_A_CASE, ids=named)
def test_a_merged_registration_takes_nothing_more(line):
    given(*TWO, *BUSY, merged(HE, SHE)).when(line).then_refused(
        errors.WorkerIsMerged, into=str(id_of(SHE))
    )


def test_a_registration_is_voided():
    result = given(registered()).when(voided("2005-01-10"))
    result.then(
        RegistrationVoided(effective_on=day_of("2005-01-10"), reason=VoidReason.ENTERED_IN_ERROR)
    )
    assert not result.ledger.case(HE).worker.counted


def test_a_duplicate_is_merged_and_the_other_file_knows_it():
    result = given(*TWO).when(merged(HE, SHE, "2005-01-10"))
    result.then(
        WorkerMerged(effective_on=day_of("2005-01-10"), into=id_of(SHE)),
        DuplicateAbsorbed(effective_on=day_of("2005-01-10"), duplicate=id_of(HE)),
    )
    assert [r.stream for r in result.recorded] == [id_of(HE), id_of(SHE)]
    counted = [result.ledger.case(number).worker.counted for number in (HE, SHE)]
    assert counted == [False, True]


def test_a_merger_is_undone():
    result = given(*TWO, merged()).when(unmerged(HE, SHE, "2005-02-10"))
    result.then(
        WorkerUnmerged(effective_on=day_of("2005-02-10"), into=id_of(SHE)),
        DuplicateReleased(effective_on=day_of("2005-02-10"), duplicate=id_of(HE)),
    )
    assert result.ledger.case(HE).worker.counted


def test_a_worker_is_no_duplicate_of_itself():
    by_number_and_by_id = merged(HE, str(id_of(HE)))
    given(registered()).when(by_number_and_by_id).then_refused(errors.MergeIntoItself)


def test_nobody_is_merged_into_a_void_registration():
    given(*TWO, voided(worker=SHE)).when(merged(HE, SHE)).then_refused(errors.RegistrationIsVoid)


def test_mergers_make_chains_but_no_circles():
    ledger = given(*TWO, registered(THIRD), merged(HE, SHE), merged(SHE, THIRD))
    ledger.when(merged(THIRD, HE)).then_refused(errors.WorkerIsMerged, into=str(id_of(SHE)))
    ledger.when(merged(THIRD, SHE)).then_refused(errors.WorkerIsMerged, into=str(id_of(THIRD)))


def test_in_a_chain_any_merger_is_undone_by_itself():
    ledger = given(*TWO, registered(THIRD), merged(HE, SHE), merged(SHE, THIRD))
    ledger.when(unmerged(HE, THIRD)).then_refused(
        errors.WorkerNotMerged, merged_into=str(id_of(SHE))
    )
    ledger.when(unmerged(HE, SHE)).then(
        WorkerUnmerged(effective_on=day_of("2005-02-10"), into=id_of(SHE)),
        DuplicateReleased(effective_on=day_of("2005-02-10"), duplicate=id_of(HE)),
    )
    merged_into = [ledger.ledger.case(n).worker.merged_into for n in (HE, SHE, THIRD)]
    assert merged_into == [None, id_of(THIRD), None]


def test_only_what_was_merged_is_taken_apart():
    given(*TWO).when(unmerged()).then_refused(errors.WorkerNotMerged, merged_into=None)
    given(*TWO, merged(HE, SHE)).when(unmerged(SHE, HE)).then_refused(errors.WorkerNotMerged)


def test_a_released_duplicate_takes_facts_again():
    result = given(*TWO, merged(), unmerged()).when(transferred("2005-03-01"))
    assert result.refusal is None


@pytest.mark.parametrize(
    "line",
    [
        ruled_out(on="2005-07-01"),
        voided("2005-07-01"),
        merged(on="2005-07-01"),
        unmerged(on="2005-07-01"),
    ],
    ids=named,
)
def test_the_future_is_not_recorded(line):
    given(*TWO, today="2005-06-30").when(line).then_refused(errors.DayInTheFuture)
