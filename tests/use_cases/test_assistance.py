"""Who is to be assisted (江府[2003]43号 三(二)1(4)): the decision and its rule are kept."""

import pytest

from domain.assistance.events import AssistanceDeclined, AssistanceGranted
from domain.worker import errors
from tests.oracle.book import day_of, identity_number
from tests.use_cases.specification import given
from tests.use_cases.words import assessed, closed, registered, ruled

MAN = identity_number("1954-05-10", "male")
WOMAN = identity_number("1964-05-10", "female")
LEAP = identity_number("1964-02-29", "female")
NOTICE = "江府[2003]43号 三(二)1(4)"


def test_the_rule_that_was_applied_is_kept_with_the_decision():
    given(registered(MAN)).when(assessed("2004-05-10", MAN)).then(
        AssistanceGranted(
            effective_on=day_of("2004-05-10"),
            hard_to_place=True,
            age=50,
            older_age=50,
            reference=NOTICE,
        )
    )


def test_a_refusal_names_what_was_not_met():
    unable = registered(WOMAN, able_to_work=False, willing_to_work=False)
    given(unable).when(assessed("2004-05-09", WOMAN, hard_to_place=False)).then(
        AssistanceDeclined(
            effective_on=day_of("2004-05-09"),
            hard_to_place=False,
            age=39,
            older_age=40,
            reference=NOTICE,
            unmet=("age", "able_to_work", "willing_to_work", "hard_to_place"),
        )
    )


@pytest.mark.parametrize(
    ("worker", "on", "unmet"),
    [
        (MAN, "2004-05-09", ["age"]),
        (MAN, "2004-05-10", None),
        (WOMAN, "2004-05-09", ["age"]),
        (WOMAN, "2004-05-10", None),
        (LEAP, "2004-02-28", ["age"]),
        (LEAP, "2004-02-29", None),
    ],
)
def test_men_of_50_and_women_of_40_full_years(worker, on, unmet):
    result = given(registered(worker)).when(assessed(on, worker))
    if unmet:
        result.then_of(AssistanceDeclined, unmet=unmet)
    else:
        result.then_of(AssistanceGranted)


@pytest.mark.parametrize(
    ("registration", "hard_to_place", "unmet"),
    [
        ({"able_to_work": False}, True, ["able_to_work"]),
        ({"willing_to_work": False}, True, ["willing_to_work"]),
        ({}, False, ["hard_to_place"]),
    ],
)
def test_who_is_old_enough_must_be_able_willing_and_hard_to_place(
    registration, hard_to_place, unmet
):
    given(registered(MAN, **registration)).when(assessed("2004-05-10", MAN, hard_to_place)).then_of(
        AssistanceDeclined, unmet=unmet, hard_to_place=hard_to_place
    )


@pytest.mark.parametrize(
    ("on", "older_age", "reference", "granted"),
    [
        ("2004-06-30", 40, NOTICE, True),
        ("2004-07-01", 45, "江劳社[2004]7号", False),
    ],
)
def test_the_rule_is_that_of_the_day(on, older_age, reference, granted):
    ledger = given(registered(WOMAN), ruled("2004-07-01", "older_female", "45"))
    ledger.when(assessed(on, WOMAN)).then_of(
        AssistanceGranted if granted else AssistanceDeclined,
        age=40,
        older_age=older_age,
        reference=reference,
    )


def test_another_age_for_women_is_none_for_men():
    given(registered(MAN), ruled("2004-01-01", "older_female", "60")).when(
        assessed("2004-05-10", MAN)
    ).then_of(AssistanceGranted, older_age=50)


def test_an_open_case_is_assessed():
    ledger = given(registered(MAN), closed("2004-05-11") | {"worker": MAN})
    ledger.when(assessed("2004-05-11", MAN)).then_refused(errors.CaseIsClosed, on="2004-05-11")
    ledger.when(assessed("2003-10-07", MAN)).then_refused(errors.BeforeRegistration)
    ledger.when(assessed("2005-07-01", MAN)).then_refused(errors.DayInTheFuture)
