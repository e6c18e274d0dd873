"""Days, months and ages by the calendar (domain §3.3, §3.5)."""

from datetime import date

import pytest

from domain.kernel.calendar import age_on, day_of, full_months, months_after, reaches_age_on, ymd


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2004-03-31", 3, "2004-06-30"),
        ("2003-11-30", 3, "2004-02-29"),
        ("2004-11-30", 3, "2005-02-28"),
        ("2004-02-29", 12, "2005-02-28"),
        ("2004-02-29", 48, "2008-02-29"),
        ("2003-12-31", 1, "2004-01-31"),
        ("2003-10-15", 3, "2004-01-15"),
        ("2004-01-31", 1, "2004-02-29"),
        ("2004-06-15", 0, "2004-06-15"),
        ("2004-12-01", 12, "2005-12-01"),
    ],
)
def test_months_go_to_the_same_day_or_the_last_of_the_month(day, months, later):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("1954-05-10", "2004-05-09", 49),
        ("1954-05-10", "2004-05-10", 50),
        ("1954-12-31", "2004-12-31", 50),
        ("1955-01-01", "2004-12-31", 49),
        ("1964-02-29", "2004-02-28", 39),
        ("1964-02-29", "2004-02-29", 40),
        ("1964-02-29", "2005-02-28", 40),
        ("1964-02-29", "2005-03-01", 41),
        ("2004-05-10", "2004-05-10", 0),
        ("2004-05-10", "2004-05-09", -1),
    ],
)
def test_a_year_of_age_is_complete_on_the_birthday(born, on, age):
    assert age_on(date.fromisoformat(born), date.fromisoformat(on)) == age


@pytest.mark.parametrize(
    ("born", "years", "on"),
    [
        ("1954-05-10", 50, "2004-05-10"),
        ("1964-02-29", 40, "2004-02-29"),
        ("1964-02-29", 41, "2005-03-01"),
        ("1964-03-01", 41, "2005-03-01"),
    ],
)
def test_an_age_is_reached_on_the_first_day_on_which_one_has_it(born, years, on):
    reached = reaches_age_on(date.fromisoformat(born), years)
    assert reached == date.fromisoformat(on)
    assert age_on(date.fromisoformat(born), reached) == years
    assert age_on(date.fromisoformat(born), date.fromordinal(reached.toordinal() - 1)) == years - 1


@pytest.mark.parametrize("day", ["0001-01-01", "2004-02-29", "9999-12-31"])
def test_a_day_is_a_number_and_back(day):
    assert ymd(date.fromisoformat(day)) == int(day.replace("-", ""))
    assert day_of(ymd(date.fromisoformat(day))) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "later", "months"),
    [
        (date(2004, 1, 31), date(2004, 1, 31), 0),
        (date(2004, 1, 31), date(2004, 2, 28), 0),
        (date(2004, 1, 31), date(2004, 2, 29), 1),
        (date(2004, 1, 15), date(2004, 2, 14), 0),
        (date(2004, 1, 15), date(2005, 1, 15), 12),
        (date(2003, 12, 31), date(2004, 6, 30), 6),
    ],
)
def test_months_are_full_when_the_same_day_has_come(day: date, later: date, months: int):
    assert full_months(day, later) == months
