"""The people behind a figure: recounting them gives it."""

from typing import Any

import pytest

from tests.api.requests import LI, Desk

PERIOD = {"as_of": "2004-12-31"}


@pytest.fixture
def chen(reviewer: Desk) -> str:
    return reviewer.register()


def pages_of(desk: Desk, path: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    pages = [desk.get(path, **asked).json()]
    while cursor := pages[-1]["next_cursor"]:
        pages.append(desk.get(path, **asked, cursor=cursor).json())
    return pages


def test_the_people_behind_a_figure_recount_it(reviewer: Desk, chen: str):
    told = reviewer.get("indicators/reemployment-rate/people", **PERIOD, unit="440703").json()
    assert [person["worker"] for person in told["people"]] == [chen]
    assert told["denominator"] == len(told["people"])
    assert told["numerator"] == sum(person["in_numerator"] for person in told["people"])


def test_the_people_behind_a_number_recount_it(reviewer: Desk, chen: str):
    """Every number of stock and flow, with one of two people a page."""
    reviewer.register(LI, name="李红")
    told = reviewer.get("indicators/stock-and-flow", **PERIOD).json()["rows"]
    row = next(row for row in told if row["unit"] == "440703" and row["group"] == "all")
    assert row["closing"] == 2
    for column in ("opening", "registered", "inflow", "outflow", "closing"):
        asked = PERIOD | {"unit": "440703", "column": column, "limit": 1}
        pages = pages_of(reviewer, "indicators/stock-and-flow/people", asked)
        assert {page["count"] for page in pages} == {row[column]}
        seen = [person["worker"] for page in pages for person in page["people"]]
        assert len(seen) == len(set(seen)) == row[column]
        assert all(len(page["people"]) <= 1 for page in pages)


def test_a_number_that_is_not_in_the_answer_cannot_be_opened(reviewer: Desk):
    for wrong in ({"column": "colour"}, {"column": "closing", "group": "young"}):
        asked = PERIOD | {"unit": "440703"} | wrong
        refused = reviewer.get("indicators/stock-and-flow/people", **asked)
        assert (refused.status_code, refused.json()["code"]) == (422, "cell-unknown")
