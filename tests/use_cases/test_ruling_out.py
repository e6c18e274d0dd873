"""Two registrations that look like one person are found to be two people."""

import pytest

from application.kernel.actors import OutsideArea
from domain.worker import errors
from domain.worker.events import DuplicateRuledOut, RuledOutAsDuplicate
from tests.oracle.book import day_of
from tests.use_cases.specification import given, id_of
from tests.use_cases.test_areas import clerk
from tests.use_cases.words import HE, JIANGNAN, SHE, merged, registered, ruled_out, unmerged, voided

TWO = [registered(HE), registered(SHE)]


def test_two_people_are_told_apart_and_both_files_know_it():
    result = given(*TWO).when(ruled_out(HE, SHE, "2005-01-10"))
    result.then(
        DuplicateRuledOut(effective_on=day_of("2005-01-10"), other=id_of(SHE)),
        RuledOutAsDuplicate(effective_on=day_of("2005-01-10"), other=id_of(HE)),
    )
    assert [r.stream for r in result.recorded] == [id_of(HE), id_of(SHE)]


@pytest.mark.parametrize("again", [ruled_out(HE, SHE), ruled_out(SHE, HE)], ids=["same", "turned"])
def test_who_was_told_apart_need_not_be_again(again):
    given(*TWO, ruled_out(HE, SHE, "2005-01-09")).when(again).then_refused(
        errors.AlreadyRuledOut, on="2005-01-09"
    )


def test_who_was_told_apart_in_error_is_merged_all_the_same():
    result = given(*TWO, ruled_out()).when(merged())
    assert result.refusal is None
    held = [result.ledger.case(number).worker.ruled_out for number in (HE, SHE)]
    assert held == [{}, {}]


def test_undoing_a_merger_tells_the_two_apart():
    ledger = given(*TWO, merged(), unmerged(HE, SHE, "2005-02-10"))
    for again in (ruled_out(HE, SHE), ruled_out(SHE, HE)):
        ledger.when(again).then_refused(errors.AlreadyRuledOut, on="2005-02-10")


def test_nobody_is_told_apart_from_themselves():
    given(registered()).when(ruled_out(HE, str(id_of(HE)))).then_refused(errors.AnotherThanItself)


def test_a_void_registration_needs_no_telling_apart():
    ledger = given(*TWO, voided(worker=SHE))
    ledger.when(ruled_out(HE, SHE)).then_refused(errors.RegistrationIsVoid)


def test_both_are_in_the_own_part():
    ledger = given(registered(HE), registered(SHE, station=JIANGNAN))
    for area in ("440703", "440704"):
        ledger.when(ruled_out(), clerk(area)).then_refused(OutsideArea, area=area)
    assert ledger.when(ruled_out(), clerk("440700")).refusal is None
