"""The yearly review, lapse and expiry; facts of the certificate that arrive late (domain §3.2)."""

from datetime import date

import pytest

from domain.certificate import errors, events
from domain.certificate.certificates import Standing
from tests.oracle.book import day_of
from tests.use_cases.specification import Result, given
from tests.use_cases.words import (
    HE,
    applied,
    closed,
    issued,
    of_certificate,
    registered,
    replaced,
    reviewed,
    ruled,
)

IN_FORCE = [registered(), applied("2003-11-03"), issued("2003-11-10")]


def standing(result: Result, day: str) -> Standing:
    assert result.refusal is None
    return result.ledger.case(HE).certificates.on(date.fromisoformat(day)).standing


def test_a_passed_review_moves_the_next_one_by_a_year():
    given(*IN_FORCE).when(reviewed("2004-02-02", 2003)).then(
        events.CertificateReviewed(
            effective_on=day_of("2004-02-02"),
            year=2003,
            passed=True,
            review_due_on=day_of("2005-03-31"),
            lapses_on=day_of("2005-07-01"),
        )
    )


@pytest.mark.parametrize(
    ("before", "on", "stands"),
    [
        ([], "2004-06-30", Standing.IN_FORCE),
        ([], "2004-07-01", Standing.LAPSED),
        ([reviewed("2004-06-30", 2003)], "2005-06-30", Standing.IN_FORCE),
        ([reviewed("2004-06-30", 2003, passed=False)], "2004-06-30", Standing.SUSPENDED),
        ([reviewed("2004-06-30", 2003, passed=False)], "2004-07-01", Standing.LAPSED),
        ([of_certificate("suspend-certificate", "2004-01-05")], "2004-07-01", Standing.LAPSED),
    ],
)
def test_without_a_passed_review_the_certificate_lapses(before, on, stands):
    assert standing(given(*IN_FORCE, *before).when(ruled(on, "small_group", "30")), on) is stands


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        ("2004-05-31", Standing.IN_FORCE),
        ("2004-06-01", Standing.EXPIRED),
        ("2004-07-01", Standing.EXPIRED),
    ],
)
def test_a_certificate_expires_after_its_last_day(on, stands):
    lines = [registered(), applied("2003-11-03")]
    result = given(*lines).when(issued("2003-11-10", valid_until="2004-05-31"))
    assert standing(result, on) is stands


def test_a_lapsed_certificate_is_not_reviewed_any_more():
    ledger = given(*IN_FORCE)
    ledger.when(reviewed("2004-07-01", 2003)).then_refused(
        errors.CertificateNotInForce, standing="lapsed"
    )
    ledger.when(reviewed("2004-06-30", 2003)).then_of(events.CertificateReviewed)


def test_after_a_lapse_another_may_be_applied_for():
    ledger = given(*IN_FORCE)
    ledger.when(applied("2004-06-30")).then_refused(errors.CertificateAlreadyHeld)
    ledger.when(applied("2004-07-01")).then_of(events.CertificateAppliedFor)
    ledger.when(issued("2004-07-12", "44070304000002")).then_of(
        events.CertificateIssued, review_due_on="2005-03-31"
    )


def test_the_window_and_the_grace_are_those_of_the_day_of_the_decision():
    rules = [ruled("2004-01-01", "review_window_months", "2")]
    rules.append(ruled("2004-01-01", "review_grace_months", "1"))
    given(*IN_FORCE, *rules).when(reviewed("2004-02-02", 2003)).then_of(
        events.CertificateReviewed, review_due_on="2005-02-28", lapses_on="2005-04-01"
    )
    given(registered(), applied("2003-11-03"), *rules).when(issued("2003-11-10")).then_of(
        events.CertificateIssued, review_due_on="2004-03-31", lapses_on="2004-07-01"
    )


def test_a_year_is_reviewed_once_unless_it_was_not_passed():
    given(*IN_FORCE, reviewed("2004-02-02", 2003)).when(reviewed("2004-03-01", 2003)).then_refused(
        errors.YearAlreadyReviewed, year=2003
    )
    failed = reviewed("2004-02-02", 2003, passed=False)
    result = given(*IN_FORCE, failed).when(reviewed("2004-03-01", 2003))
    assert standing(result, "2004-03-01") is Standing.SUSPENDED
    assert standing(result, "2005-06-30") is Standing.SUSPENDED


def test_a_year_that_has_not_begun_is_not_reviewed():
    ledger = given(*IN_FORCE)
    ledger.when(reviewed("2004-02-02", 2005)).then_refused(
        errors.ReviewYearOutOfBounds, year=2005, highest=2004
    )
    ledger.when(reviewed("2004-02-02", 2004)).then_of(events.CertificateReviewed)


@pytest.mark.parametrize("year", [2000, 2002])
def test_the_review_of_an_earlier_year_takes_no_time_away(year):
    result = given(*IN_FORCE, reviewed("2004-02-02", 2003)).when(reviewed("2004-03-01", year))
    assert standing(result, "2005-06-30") is Standing.IN_FORCE
    assert standing(result, "2005-07-01") is Standing.LAPSED


@pytest.mark.parametrize("command", ["suspend-certificate", "withdraw-certificate"])
def test_a_late_fact_must_leave_room_for_later_ones(command):
    ledger = given(*IN_FORCE, of_certificate("suspend-certificate", "2004-03-01"))
    ledger.when(of_certificate(command, "2004-02-02")).then_refused(
        errors.LaterCertificateFactImpossible,
        problem="certificate-not-in-force",
        clashes_with={"fact": "certificate.suspended", "effective_on": "2004-03-01"},
    )


def test_a_late_fact_is_accepted_where_later_ones_are_still_possible():
    suspended = of_certificate("suspend-certificate", "2004-03-01")
    given(*IN_FORCE, suspended).when(reviewed("2004-02-02", 2003)).then_of(
        events.CertificateReviewed
    )
    given(*IN_FORCE, suspended).when(replaced("2004-02-02")).then_of(events.CertificateReplaced)


@pytest.mark.parametrize("reason", ["died", "retired"])
@pytest.mark.parametrize("before", [IN_FORCE[:2], IN_FORCE])
def test_death_and_retirement_end_the_certificate(before, reason):
    result = given(*before).when(closed("2004-05-10", reason))
    assert result.facts[1:] == [
        events.CertificateEnded(effective_on=day_of("2004-05-10"), reason=reason)
    ]
    assert standing(result, "2004-05-10") is Standing.ENDED


@pytest.mark.parametrize("reason", ["left_city", "enlisted", "imprisoned", "wish_withdrawn"])
def test_leaving_otherwise_does_not(reason):
    result = given(*IN_FORCE).when(closed("2004-05-10", reason))
    assert len(result.facts) == 1
    assert standing(result, "2004-05-10") is Standing.IN_FORCE


def test_a_death_that_becomes_known_late_ends_it_after_its_last_fact():
    result = given(*IN_FORCE, reviewed("2004-06-01", 2003)).when(closed("2004-05-10", "died"))
    assert result.facts[1:] == [
        events.CertificateEnded(effective_on=day_of("2004-06-01"), reason="died")
    ]


@pytest.mark.parametrize(
    "before", [[registered()], [*IN_FORCE, of_certificate("withdraw-certificate", "2004-01-05")]]
)
def test_what_is_over_does_not_end_again(before):
    assert len(given(*before).when(closed("2004-05-10", "died")).facts) == 1


def test_what_has_lapsed_does_not_end_again():
    assert len(given(*IN_FORCE).when(closed("2004-07-01", "died")).facts) == 1
    assert len(given(*IN_FORCE).when(closed("2004-06-30", "died")).facts) == 2


def test_a_certificate_that_is_recorded_after_the_death_ends_with_it():
    dead = [registered(), closed("2004-05-10", "died"), applied("2003-11-03")]
    result = given(*dead).when(issued("2003-11-10"))
    assert standing(result, "2004-05-10") is Standing.ENDED
