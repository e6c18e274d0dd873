"""What a number is made of: the same numbers as the answers, by group, category and unit."""

import random

import pytest

from application.indicators.certificates import Certificates
from application.indicators.composition import Below, Composed, Composition
from application.indicators.head_count import HeadCount
from application.indicators.period import Asked
from application.indicators.stock_and_flow import UNMOVED_IN, UNMOVED_OUT, StockAndFlow
from application.indicators.switches import ALL
from application.indicators.training import Training
from application.indicators.units import GROUPS
from application.tracker import CaseTracker
from domain.unit.units import Level
from domain.worker.vocabulary import Category
from tests.databases import histories
from tests.indicators.asking import WEST, asked, registered, rows
from tests.indicators.extras import with_certificates, with_training
from tests.ledger import record
from tests.oracle.histories import random_history

MEASURES: dict[str, type[HeadCount]] = {
    "stock-and-flow": StockAndFlow,
    "training": Training,
    "certificates": Certificates,
}


def lived(ledger: CaseTracker, seed: int) -> CaseTracker:
    lines = random_history(random.Random(seed), workers=8)
    record(ledger, with_certificates(with_training(lines)))
    return ledger


def composed(tracker: CaseTracker, question: HeadCount, unit: str, *whom: str) -> Composed:
    return tracker.ask(Composition(question, unit, *whom))


@pytest.mark.parametrize("name", MEASURES)
@histories(range(4))
def test_every_group_is_a_row_of_the_answer(ledger, name, seed):
    lived(ledger, seed)
    for unit, level in (("440700", "city"), ("440703", "county"), (WEST, "street")):
        period = asked("2004-12-31", level=level)
        answer = rows(ledger, name, period)
        found = composed(ledger, MEASURES[name](period), unit)
        for group in GROUPS:
            key = (unit, group, ALL) if (unit, group, ALL) in answer else (unit, group)
            assert found.numbers(group, ALL).items() <= answer[key].items()


@histories(range(4, 8))
def test_categories_add_up_and_each_is_the_answer_for_it_alone(ledger, seed):
    lived(ledger, seed)
    period = asked("2004-12-31", level="city")
    found = composed(ledger, StockAndFlow(period, by_category=True), "440700")
    for category in Category:
        alone = rows(ledger, "stock-and-flow", period, category=category)
        for group in GROUPS:
            assert found.numbers(group, category).items() <= alone["440700", group].items()
    whole = found.numbers(ALL, ALL)
    parts = [found.numbers(ALL, category) for category in Category]
    assert all(sum(part[column] for part in parts) == whole[column] for column in whole)


@histories(range(8, 12))
@pytest.mark.parametrize("group", ["all", "older_female"])
def test_the_units_below_add_up_but_for_moves_between_them(ledger, seed, group):
    lived(ledger, seed)
    for unit, below in (
        ("440700", Level.COUNTY),
        ("440703", Level.STREET),
        (WEST, Level.COMMUNITY),
    ):
        question = StockAndFlow(Asked(asked("2004-12-31").as_of))
        found = composed(ledger, question, unit, group)
        whole = found.numbers(group, ALL)
        for column in (
            "opening",
            "closing",
            "registered",
            "reemployed",
            UNMOVED_IN,
            UNMOVED_OUT,
        ):
            assert sum(each.numbers[column] for each in found.below) == whole[column]
        answer = rows(ledger, "stock-and-flow", asked("2004-12-31", level=below.value))
        for each in found.below:
            assert each.level is below
            assert each.numbers.items() <= answer[each.unit.code, group].items()


def test_a_streets_own_people_stand_beside_its_communities(ledger):
    record(ledger, [registered("2004-01-05", "44070319530315021X")])
    found = composed(ledger, StockAndFlow(asked("2004-12-31")), WEST)
    assert [each for each in found.below if each.own] == [
        Below(ledger.rules.units[WEST], Level.COMMUNITY, True, found.numbers(ALL, ALL))
    ]


def test_a_community_has_nothing_below(ledger):
    assert composed(ledger, StockAndFlow(asked("2004-12-31")), "440703002101").below == []
