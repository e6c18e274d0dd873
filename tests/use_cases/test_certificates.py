"""The preferential certificate: applied for, refused, issued, reviewed, suspended, withdrawn."""

import pytest

from domain.certificate import errors, events
from domain.certificate.certificates import Standing
from domain.kernel.errors import DomainError
from domain.kernel.fact import Fact
from domain.worker.errors import BeforeRegistration, DayInTheFuture
from tests.oracle.book import day_of
from tests.use_cases.specification import Line, given
from tests.use_cases.words import (
    HE,
    SHE,
    applied,
    issued,
    of_certificate,
    registered,
    replaced,
    reviewed,
)

FIRST = "44070304000001"
REFUSED, SUSPENDED, RESUMED, WITHDRAWN = (
    f"{verb}-certificate" for verb in ("refuse", "suspend", "resume", "withdraw")
)
# How a certificate comes to stand as it does.
WAYS = {
    Standing.NONE: [],
    Standing.APPLIED: [applied("2003-11-03")],
    Standing.REFUSED: [applied("2003-11-03"), of_certificate(REFUSED, "2003-11-10")],
    Standing.IN_FORCE: [applied("2003-11-03"), issued("2003-11-10")],
    Standing.SUSPENDED: [
        applied("2003-11-03"),
        issued("2003-11-10"),
        of_certificate(SUSPENDED, "2004-01-05"),
    ],
    Standing.WITHDRAWN: [
        applied("2003-11-03"),
        issued("2003-11-10"),
        of_certificate(WITHDRAWN, "2004-01-05"),
    ],
}
HELD = (Standing.IN_FORCE, Standing.SUSPENDED)
APPLYING: dict[Standing, type[DomainError]] = {
    Standing.APPLIED: errors.CertificateAlreadyAppliedFor,
    **dict.fromkeys(HELD, errors.CertificateAlreadyHeld),
}
ISSUING: dict[Standing, type[DomainError]] = {
    **dict.fromkeys(WAYS, errors.CertificateNotAppliedFor),
    **dict.fromkeys(HELD, errors.CertificateAlreadyHeld),
}
# What each command records, and what refuses it where; everywhere else it is accepted.
TRANSITIONS: dict[str, tuple[Line, type[Fact], dict[Standing, type[DomainError]]]] = {
    "apply": (applied("2004-02-02"), events.CertificateAppliedFor, APPLYING),
    "issue": (
        issued("2004-02-02", "44070304000009"),
        events.CertificateIssued,
        {s: refusal for s, refusal in ISSUING.items() if s is not Standing.APPLIED},
    ),
    "refuse": (
        of_certificate(REFUSED, "2004-02-02"),
        events.CertificateRefused,
        {s: errors.CertificateNotAppliedFor for s in WAYS if s is not Standing.APPLIED},
    ),
    "review": (
        reviewed("2004-02-02", 2003),
        events.CertificateReviewed,
        {s: errors.CertificateNotInForce for s in WAYS if s not in HELD},
    ),
    "suspend": (
        of_certificate(SUSPENDED, "2004-02-02"),
        events.CertificateSuspended,
        {s: errors.CertificateNotInForce for s in WAYS if s is not Standing.IN_FORCE},
    ),
    "resume": (
        of_certificate(RESUMED, "2004-02-02"),
        events.CertificateResumed,
        {s: errors.CertificateNotSuspended for s in WAYS if s is not Standing.SUSPENDED},
    ),
    "replace": (
        replaced("2004-02-02"),
        events.CertificateReplaced,
        {s: errors.CertificateNotInForce for s in WAYS if s not in HELD},
    ),
    "withdraw": (
        of_certificate(WITHDRAWN, "2004-02-02"),
        events.CertificateWithdrawn,
        {s: errors.CertificateNotInForce for s in WAYS if s not in HELD},
    ),
}


@pytest.mark.parametrize("standing", WAYS)
@pytest.mark.parametrize("verb", TRANSITIONS)
def test_from_every_standing_every_command_is_recorded_or_refused(verb, standing):
    line, recorded, refused = TRANSITIONS[verb]
    result = given(registered(), *WAYS[standing]).when(line)
    if refusal := refused.get(standing):
        result.then_refused(refusal)
    else:
        result.then_of(recorded, effective_on="2004-02-02")


def test_a_certificate_is_issued_with_the_days_until_which_it_holds():
    given(registered(), applied("2003-11-03")).when(
        issued("2003-11-10", FIRST, valid_until="2005-12-31")
    ).then(
        events.CertificateIssued(
            effective_on=day_of("2003-11-10"),
            certificate_no=FIRST,
            category="soe_laid_off",
            valid_until=day_of("2005-12-31"),
            review_due_on=day_of("2004-03-31"),
            lapses_on=day_of("2004-07-01"),
        )
    )


def test_a_certificate_may_be_valid_for_its_first_day_but_not_less():
    ledger = given(registered(), applied("2003-11-03"))
    ledger.when(issued("2003-11-10", valid_until="2003-11-09")).then_refused(
        errors.ValidUntilBeforeIssue, valid_until="2003-11-09", effective_on="2003-11-10"
    )
    ledger.when(issued("2003-11-10", valid_until="2003-11-10")).then_of(events.CertificateIssued)


def test_one_certificate_of_a_worker_is_live():
    given(registered(), *WAYS[Standing.IN_FORCE]).when(applied("2004-02-02")).then_refused(
        errors.CertificateAlreadyHeld, certificate_no=FIRST
    )


@pytest.mark.parametrize("number", [FIRST, "yz-0001", "YZ-0001"])
def test_a_number_is_given_once_whoever_has_it(number):
    mine = [registered(), applied("2003-11-03"), issued("2003-11-10", number.upper())]
    hers = [registered(SHE), applied("2004-02-02", SHE)]
    given(*mine, *hers).when(issued("2004-02-09", number, SHE)).then_refused(
        errors.CertificateNumberTaken, certificate_no=number.upper()
    )


def test_a_number_is_not_given_again_to_who_had_it():
    before = [*WAYS[Standing.WITHDRAWN], applied("2004-02-02")]
    given(registered(), *before).when(issued("2004-02-09", FIRST)).then_refused(
        errors.CertificateNumberTaken
    )
    given(registered(), *WAYS[Standing.IN_FORCE]).when(replaced("2004-02-02", FIRST)).then_refused(
        errors.CertificateNumberTaken
    )


def test_a_replaced_number_is_dead():
    result = given(registered(), *WAYS[Standing.IN_FORCE]).when(
        replaced("2004-02-02", "44070304000002")
    )
    result.then(
        events.CertificateReplaced(
            effective_on=day_of("2004-02-02"),
            reason="遗失",
            certificate_no="44070304000002",
            old_certificate_no=FIRST,
        )
    )
    certificates = result.ledger.case(HE).certificates
    assert certificates.on(day_of("2004-02-01")).certificate_no == FIRST
    assert certificates.on(day_of("2004-02-02")).certificate_no == "44070304000002"


def test_a_replacement_needs_its_number():
    given(registered(), *WAYS[Standing.IN_FORCE]).when(replaced("2004-02-02", None)).then_refused(
        errors.CertificateNumberMissing
    )


@pytest.mark.parametrize("verb", TRANSITIONS)
def test_nothing_is_before_the_registration_or_in_the_future(verb):
    line, _, _ = TRANSITIONS[verb]
    ledger = given(registered(), *WAYS[Standing.IN_FORCE], today="2005-06-30")
    ledger.when(line | {"effective_on": "2005-07-01"}).then_refused(DayInTheFuture)
    ledger.when(line | {"effective_on": "2003-10-07"}).then_refused(BeforeRegistration)
