"""The policy book: dated values, each with its reference and within its bounds."""

from datetime import date, timedelta

import pytest

from domain.policy.book import (
    ParameterOutOfBounds,
    ParameterSet,
    ParameterUnknown,
    PolicyBook,
    parameter,
    parameter_set,
)
from domain.policy.parameters import PARAMETERS

DAY = timedelta(days=1)
JULY = date(2004, 7, 1)


def ruling(name: str, value: str, since: date = JULY, reference: str = "文号") -> ParameterSet:
    return ParameterSet(name=name, value=value, reference=reference, effective_on=since)


def book_of(*facts: ParameterSet) -> PolicyBook:
    book = PolicyBook()
    for fact in facts:
        book.take(fact)
    return book


def test_the_book_opens_with_the_values_of_the_notice():
    opened = {p.name: (PolicyBook().on(p.name, date.min).value, p.reference) for p in PARAMETERS}
    assert opened["older_male"] == (50, "江府[2003]43号 三(二)1(4)")
    assert opened["older_female"] == (40, "江府[2003]43号 三(二)1(4)")
    assert opened["flexible_months"][0] == 3
    assert opened["minimum_living_months"] == (12, "粤劳社[2003]12号 第四条")
    assert [opened[rule][0] for rule in ("denominator", "attribution", "age_at", "numerator")] == [
        "net",
        "event",
        "event",
        "ever",
    ]


def test_every_parameter_opens_within_its_bounds_with_unit_and_reference():
    for each in PARAMETERS:
        assert each.reads(str(each.opening)) == each.opening
        assert each.reference
        assert each.unit or each.choices


def test_a_value_holds_from_its_day_and_the_days_before_keep_theirs():
    book = book_of(ruling("older_female", "45", reference="江劳社[2004]7号"))
    before, since = book.on("older_female", JULY - DAY), book.on("older_female", JULY)
    assert (before.value, before.reference) == (40, "江府[2003]43号 三(二)1(4)")
    assert (since.value, since.reference) == (45, "江劳社[2004]7号")
    assert book.number("older_female", date.max) == 45


@pytest.mark.parametrize("first", [0, 1])
def test_rulings_hold_in_the_order_of_their_days_whatever_the_order_of_recording(first):
    facts = [ruling("older_female", "45"), ruling("older_female", "42", date(2004, 1, 1))]
    book = book_of(facts[first], facts[1 - first])
    days = [date(2003, 12, 31), date(2004, 1, 1), JULY - DAY, JULY]
    assert [book.number("older_female", day) for day in days] == [40, 42, 42, 45]


def test_of_one_day_the_last_recorded_holds():
    book = book_of(
        ruling("older_female", "45"), ruling("older_female", "46"), ruling("older_female", "44")
    )
    assert book.number("older_female", JULY) == 44
    assert book.number("older_female", JULY - DAY) == 40


def test_a_fork_leaves_the_book_as_it_was():
    book = PolicyBook()
    book.fork().take(ruling("older_female", "45"))
    assert book.number("older_female", JULY) == 40


@pytest.mark.parametrize(
    ("name", "value", "reads"),
    [
        ("older_male", "16", 16),
        ("older_male", "100", 100),
        ("older_male", "15", None),
        ("older_male", "101", None),
        ("older_male", "-50", None),
        ("older_male", "5０", None),
        ("older_male", "50.0", None),
        ("older_male", "", None),
        ("older_male", "0000000050", None),
        ("flexible_months", "0", 0),
        ("flexible_months", "24", 24),
        ("flexible_months", "25", None),
        ("denominator", "classic", "classic"),
        ("denominator", "Classic", None),
        ("denominator", "1", None),
    ],
)
def test_a_value_is_read_within_its_bounds_or_refused(name, value, reads):
    assert parameter(name).reads(value) == reads
    if reads is None:
        with pytest.raises(ParameterOutOfBounds) as refused:
            parameter_set(name, value, "文号", JULY, None)
        assert refused.value.facts["name"] == name
        assert refused.value.facts["bounds"] == parameter(name).bounds
    else:
        parameter_set(name, value, "文号", JULY, None)


def test_a_zero_is_a_value():
    assert book_of(ruling("flexible_months", "0")).number("flexible_months", JULY) == 0


def test_an_unknown_parameter_is_refused_with_those_there_are():
    with pytest.raises(ParameterUnknown) as refused:
        parameter_set("older", "45", "文号", JULY, None)
    assert refused.value.facts["known"] == sorted(p.name for p in PARAMETERS)


def test_no_name_stands_twice_in_the_book():
    assert len({p.name for p in PARAMETERS}) == len(PARAMETERS)
