"""The conditions of 江府[2003]43号 三(二)1(4), each with value, limit and clause."""

from datetime import date

import pytest

from domain.assistance.rules import conditions
from domain.assistance.vocabulary import Condition
from domain.policy.book import PolicyBook, parameter_set
from domain.policy.conditions import Line

NOTICE = "江府[2003]43号 三(二)1(4)"
BORN = date(1964, 2, 29)


def details(sex="female", able=True, willing=True):
    return {"sex": sex, "birth_date": BORN, "able_to_work": able, "willing_to_work": willing}


def test_each_condition_has_its_value_its_limit_and_its_clause():
    told = conditions(details(able=False), date(2004, 2, 28), PolicyBook(), hard_to_place=True)
    assert told == (
        Line(Condition.AGE, 39, 40, NOTICE, False),
        Line(Condition.ABLE_TO_WORK, False, True, NOTICE, False),
        Line(Condition.WILLING_TO_WORK, True, True, NOTICE, True),
        Line(Condition.HARD_TO_PLACE, True, True, NOTICE, True),
    )


@pytest.mark.parametrize(("judged", "met"), [(None, None), (True, True), (False, False)])
def test_before_the_judgement_being_hard_to_place_is_open(judged, met):
    line = conditions(details(), date(2004, 3, 1), PolicyBook(), judged)[-1]
    assert (line.value, line.met) == (judged, met)


@pytest.mark.parametrize(
    ("sex", "on", "value", "limit", "reference", "met"),
    [
        ("female", date(2004, 2, 29), 40, 40, NOTICE, True),
        ("female", date(2004, 7, 1), 40, 45, "江劳社[2004]7号", False),
        ("male", date(2004, 7, 1), 40, 50, NOTICE, False),
        ("male", date(2014, 3, 1), 50, 50, NOTICE, True),
    ],
)
def test_the_age_is_held_against_the_rule_of_the_day(sex, on, value, limit, reference, met):
    book = PolicyBook()
    book.take(parameter_set("older_female", "45", "江劳社[2004]7号", date(2004, 7, 1), None))
    line = conditions(details(sex), on, book)[0]
    assert (line.value, line.limit, line.reference, line.met) == (value, limit, reference, met)
