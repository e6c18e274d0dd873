"""Every indicator is declared in words and asked in one way."""

import pytest

from application.indicators.catalogue import INDICATORS
from domain.policy.book import ParameterUnknown
from tests.indicators.asking import asked

NAMES = [
    "reemployment-rate",
    "stock-and-flow",
    "training",
    "certificates",
    "registered-unemployment-rate",
    "net-new-jobs",
]


def test_the_indicators_of_the_ledger():
    assert list(INDICATORS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_begins_with_its_question(ledger, name):
    indicator = INDICATORS[name]
    answer = ledger.ask(indicator.asked(asked("2004-12-31"), {}))
    assert list(answer) == [
        *("indicator", "rule_set", "rules", "from", "as_of", "known_at", "position", "engine"),
        "rows",
    ]
    assert (answer["indicator"], answer["from"]) == (name, "2004-01-01")
    assert set(answer["rules"]) == set(indicator.definition.rules)
    assert {("unit", "unit_name", "group")} == {tuple(row)[:3] for row in answer["rows"]}
    assert {row["unit"] for row in answer["rows"]} == {"440700", "440703", "440704", "440705"}


@pytest.mark.parametrize("name", NAMES)
def test_a_definition_says_what_is_counted_and_by_which_text(name):
    definition = INDICATORS[name].definition
    assert definition.reference
    for words in (definition.title, definition.numerator, definition.denominator):
        assert words.zh
        assert words.en


@pytest.mark.parametrize("name", NAMES)
def test_a_switch_that_is_none_is_refused_by_name(name):
    with pytest.raises(ParameterUnknown) as refused:
        INDICATORS[name].asked(asked("2004-12-31"), {"flexible_months": "1"})
    assert refused.value.field == "flexible_months"
