"""Who may hold the certificate, line by line: what is shown agrees with what is decided."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from domain.certificate.rules import HOLDERS, HolderCondition, check_holder, holder_conditions
from domain.kernel.errors import DomainError
from domain.policy.book import PolicyBook
from domain.policy.conditions import Line
from domain.worker.vocabulary import Category

ON = date(2005, 3, 1)


def details(**fields: Any) -> dict[str, Any]:
    given = {
        "category": "minimum_living",
        "able_to_work": True,
        "willing_to_work": True,
        "minimum_living_since": date(2004, 1, 1),
        "unemployed_since": date(2004, 2, 28),
    }
    return given | fields


def test_each_condition_has_its_value_its_limit_and_its_clause():
    assert holder_conditions(details(able_to_work=False), ON, PolicyBook()) == [
        Line(HolderCondition.CATEGORY, "minimum_living", True, HOLDERS, True),
        Line(HolderCondition.ABLE_TO_WORK, False, True, HOLDERS, False),
        Line(HolderCondition.WILLING_TO_WORK, True, True, HOLDERS, True),
        Line(HolderCondition.MINIMUM_LIVING_SINCE, date(2004, 1, 1), ON, HOLDERS, True),
        Line(HolderCondition.UNEMPLOYED_MONTHS, 12, 12, HOLDERS, True),
    ]


def test_only_those_on_the_minimum_are_asked_since_when():
    lines = holder_conditions(details(category="soe_laid_off"), ON, PolicyBook())
    assert [line.condition.value for line in lines] == [
        "category",
        "able_to_work",
        "willing_to_work",
    ]


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize(
    ("able", "willing", "living", "unemployed"),
    list(
        product(
            (True, False),
            (True, False),
            (None, date(2005, 3, 1), date(2005, 3, 2)),
            (date(2004, 3, 1), date(2004, 3, 2), date(2005, 3, 1)),
        )
    ),
)
def test_all_are_met_when_and_only_when_the_certificate_may_be_held(
    category: Category, able: bool, willing: bool, living: date | None, unemployed: date
):
    given = details(
        category=category.value,
        able_to_work=able,
        willing_to_work=willing,
        minimum_living_since=living,
        unemployed_since=unemployed,
    )
    lines = holder_conditions(given, ON, PolicyBook())
    try:
        check_holder(given, ON, PolicyBook())
    except DomainError:
        assert not all(line.met for line in lines)
    else:
        assert all(line.met for line in lines)
