"""The office sets dated rules, targets, and figures from outside."""

from decimal import Decimal

import pytest

from application.kernel.writing.rules_in_force import FIGURES, POLICY, TARGETS
from domain.figure.figures import Figure, FigureOutOfBounds, FigureReported, PeriodNotOver
from domain.policy.book import ParameterOutOfBounds, ParameterSet, ParameterUnknown
from domain.target.targets import TargetIndicatorUnknown, TargetOutOfBounds, TargetSet
from domain.unit.units import UnitUnknown
from tests.oracle.book import day_of
from tests.use_cases.specification import given
from tests.use_cases.words import reported, ruled, target


def test_a_rule_is_set_from_a_day_on_with_its_reference():
    result = given().when(ruled("2004-07-01", "older_female", "45"))
    result.then(
        ParameterSet(
            effective_on=day_of("2004-07-01"),
            name="older_female",
            value="45",
            reference="江劳社[2004]7号",
        )
    )
    assert [r.stream for r in result.recorded] == [POLICY]
    policy = result.ledger.shelf().policy
    assert policy.number("older_female", day_of("2004-06-30")) == 40
    assert policy.number("older_female", day_of("2004-07-01")) == 45


def test_a_rule_may_be_set_ahead():
    given(today="2004-01-05").when(ruled("2004-07-01", "older_female", "45")).then_of(ParameterSet)


def test_only_what_the_book_has_is_set_and_within_its_bounds():
    result = given().when(ruled("2004-07-01", "older_people", "45"))
    result.then_refused(ParameterUnknown, name="older_people")
    assert result.refusal and "older_male" in result.refusal.facts["known"]
    given().when(ruled("2004-07-01", "older_male", "101")).then_refused(
        ParameterOutOfBounds, name="older_male", value="101", bounds="16–100"
    )
    given().when(ruled("2004-07-01", "denominator", "gross")).then_refused(
        ParameterOutOfBounds, bounds="net / classic"
    )


def test_a_target_is_set_for_a_unit_and_a_year():
    result = given().when(target(value="62.5"))
    result.then(
        TargetSet(
            effective_on=day_of("2004-01-15"),
            unit="440703",
            year=2004,
            indicator="reemployment-rate",
            value=Decimal("62.5"),
            reference="蓬江府[2004]3号",
        )
    )
    assert [r.stream for r in result.recorded] == [TARGETS]


@pytest.mark.parametrize(
    ("indicator", "value", "fine"),
    [
        ("reemployment-rate", "0", True),
        ("reemployment-rate", "100", True),
        ("reemployment-rate", "100.01", False),
        ("reemployment-rate", "-0.01", False),
        ("reemployment-rate", "62.55", True),
        ("reemployment-rate", "62.555", False),
        ("reemployment-rate", "62.550", True),
        ("reemployment-rate", "NaN", False),
        ("reemployment-rate", "Infinity", False),
        ("reemployment-rate", "六十", False),
        ("older-reemployment-rate", "100.01", False),
        ("registered-unemployment-rate", "3.5", True),
        ("net-new-jobs", "100000000", True),
        ("net-new-jobs", "100000001", False),
    ],
)
def test_a_target_lies_within_its_bounds(indicator, value, fine):
    result = given().when(target(indicator=indicator, value=value))
    if fine:
        result.then_of(TargetSet)
    else:
        result.then_refused(TargetOutOfBounds, value=value, lowest=0)


def test_a_target_is_of_an_indicator_and_a_unit_that_there_are():
    result = given().when(target(indicator="happiness"))
    result.then_refused(TargetIndicatorUnknown, indicator="happiness")
    given().when(target("440799")).then_refused(UnitUnknown, unit="440799")


def test_a_figure_is_reported_with_its_source():
    result = given().when(reported(value=9650))
    result.then(
        FigureReported(
            effective_on=day_of("2005-01-05"),
            unit="440703",
            period_end=day_of("2004-12-31"),
            figure=Figure.EMPLOYED_TOTAL,
            value=9650,
            source="统计局",
        )
    )
    assert [r.stream for r in result.recorded] == [FIGURES]


@pytest.mark.parametrize(
    ("value", "fine"), [(-1, False), (0, True), (10_000_000_000, True), (10_000_000_001, False)]
)
def test_a_figure_lies_within_its_bounds(value, fine):
    result = given().when(reported(value=value))
    if fine:
        result.then_of(FigureReported, value=value)
    else:
        result.then_refused(FigureOutOfBounds, value=value)


def test_a_figure_is_of_a_period_that_is_over_on_the_day_of_the_report():
    given(today="2004-12-31").when(reported(period_end="2004-12-31")).then_of(FigureReported)
    given(today="2004-12-30").when(reported(period_end="2004-12-31")).then_refused(
        PeriodNotOver, period_end="2004-12-31", today="2004-12-30"
    )


def test_a_figure_is_of_a_unit_that_there_is():
    given().when(reported("440799")).then_refused(UnitUnknown, unit="440799")
