"""Who may hold the certificate (粤劳社[2003]12号 第四条)."""

from itertools import product

import pytest

from domain.certificate import errors, events
from domain.worker.vocabulary import Category
from tests.use_cases.specification import given
from tests.use_cases.words import applied, closed, corrected, issued, registered, reopened, ruled

QUALIFYING = ("soe_laid_off", "soe_unemployed", "closed_enterprise", "minimum_living")
ON_MINIMUM = {"category": "minimum_living", "unemployed_since": "2003-01-31"}


@pytest.mark.parametrize(
    ("category", "able", "willing"), list(product(Category, [True, False], [True, False]))
)
def test_four_categories_hold_it_when_able_and_willing(category, able, willing):
    result = given(registered(category=category, able_to_work=able, willing_to_work=willing)).when(
        applied("2004-02-02")
    )
    if category not in QUALIFYING:
        result.then_refused(errors.CategoryDoesNotQualify, category=category, qualifying=QUALIFYING)
    elif not (able and willing):
        result.then_refused(errors.HolderNotAbleOrWilling)
    else:
        result.then_of(events.CertificateAppliedFor, category=category)


@pytest.mark.parametrize(
    ("unemployed_since", "on", "qualifies_on"),
    [
        ("2003-01-31", "2004-01-30", "2004-01-31"),
        ("2003-01-31", "2004-01-31", None),
        ("2003-02-28", "2004-02-27", "2004-02-28"),
        ("2003-02-28", "2004-02-28", None),
        ("2004-02-29", "2005-02-27", "2005-02-28"),
        ("2004-02-29", "2005-02-28", None),
    ],
)
def test_on_minimum_living_after_a_year_without_work(unemployed_since, on, qualifies_on):
    on_minimum = ON_MINIMUM | {"unemployed_since": unemployed_since}
    registered_on = max("2003-10-08", unemployed_since)
    result = given(registered(on=registered_on, **on_minimum)).when(applied(on))
    if qualifies_on:
        result.then_refused(errors.UnemployedTooShort, months=12, qualifies_on=qualifies_on)
    else:
        result.then_of(events.CertificateAppliedFor)


def test_the_months_are_those_of_the_day():
    rule = ruled("2004-01-01", "minimum_living_months", "6")
    late = ON_MINIMUM | {"unemployed_since": "2003-06-30"}
    ledger = given(registered(**late), rule)
    ledger.when(applied("2003-12-31")).then_refused(
        errors.UnemployedTooShort, months=12, qualifies_on="2004-06-30"
    )
    ledger.when(applied("2004-01-01")).then_of(events.CertificateAppliedFor)


@pytest.mark.parametrize(
    ("since", "refused"), [("2004-02-03", True), ("2004-02-02", False), (None, False)]
)
def test_who_is_not_yet_on_minimum_living_does_not_qualify_by_it(since, refused):
    result = given(registered(**ON_MINIMUM, minimum_living_since=since)).when(applied("2004-02-02"))
    if refused:
        result.then_refused(errors.NotOnMinimumLiving, minimum_living_since=since)
    else:
        result.then_of(events.CertificateAppliedFor)


def test_who_qualified_when_applying_must_still_when_it_is_issued():
    ledger = given(registered(), applied("2004-02-02"), corrected(able_to_work=False))
    ledger.when(issued("2004-02-09")).then_refused(errors.HolderNotAbleOrWilling)
    given(registered(), applied("2004-02-02"), corrected(category="other_unemployed")).when(
        issued("2004-02-09")
    ).then_refused(errors.CategoryDoesNotQualify)


@pytest.mark.parametrize("line", [applied("2004-05-10"), issued("2004-05-10")])
def test_the_case_is_open_on_that_day(line):
    before = [] if line["command"].startswith("apply") else [applied("2004-02-02")]
    ledger = given(registered(), *before, closed("2004-05-10"))
    ledger.when(line).then_refused(errors.HolderCaseNotOpen, on="2004-05-10")
    earlier = ledger.when(line | {"effective_on": "2004-05-09"})
    assert earlier.refusal is None


def test_a_reopened_case_is_open_again():
    given(registered(), closed("2004-05-10"), reopened("2004-08-01")).when(
        applied("2004-08-01")
    ).then_of(events.CertificateAppliedFor)
