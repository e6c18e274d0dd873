"""Working days by 国务院令第270号: weekends, statutory holidays and their made-up days."""

from datetime import date

import pytest

from domain.policy.working_days import is_working_day, working_days_before, working_days_between


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "working"),
    [
        ("2005-03-04", True),
        ("2005-03-05", False),
        ("2005-03-06", False),
        ("2005-02-08", True),
        ("2005-02-09", False),
        ("2005-02-11", False),
        ("2005-02-14", True),
        # New Year was a Saturday, and 1 May a Sunday: made up on the next working days.
        ("2005-01-03", False),
        ("2005-01-04", True),
        ("2005-05-04", False),
        ("2005-05-05", True),
        # 1–3 October were Friday to Sunday.
        ("2004-10-05", False),
        ("2004-10-06", True),
        # Of later years weekends alone are known.
        ("2012-10-01", True),
    ],
)
def test_a_day_is_a_working_day_or_not(on: str, working: bool):
    assert is_working_day(day(on)) is working


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2005-03-01", "2005-03-01", 0),
        ("2005-03-01", "2005-03-02", 1),
        ("2005-03-04", "2005-03-07", 1),
        ("2005-03-01", "2005-03-15", 10),
        # A week of which three days are the Spring Festival.
        ("2005-02-04", "2005-02-14", 3),
        ("2005-03-15", "2005-03-01", 0),
    ],
)
def test_working_days_are_counted_after_the_first_day(first: str, last: str, count: int):
    assert working_days_between(day(first), day(last)) == count


@pytest.mark.parametrize("count", [1, 5, 11, 40])
@pytest.mark.parametrize("on", ["2005-02-14", "2005-03-06", "2005-05-05"])
def test_counting_back_finds_the_last_day_from_which_so_many_have_passed(on: str, count: int):
    before = working_days_before(day(on), count)
    assert working_days_between(before, day(on)) == count
    assert working_days_between(date.fromordinal(before.toordinal() + 1), day(on)) == count - 1
