"""The people behind a figure: recounting them gives it."""

from typing import Any

import pytest

from tests.api.requests import Desk

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
    """Every number of stock and flow, however many people a page shows."""
    told = reviewer.get("indicators/stock-and-flow", **PERIOD).json()["rows"]
    row = next(row for row in told if row["unit"] == "440703" and row["group"] == "all")
    assert row["closing"] > 0
    for column in ("opening", "registered", "inflow", "outflow", "closing"):
        asked = PERIOD | {"unit": "440703", "column": column, "limit": 1}
        pages = pages_of(reviewer, "indicators/stock-and-flow/people", asked)
        assert {page["count"] for page in pages} == {row[column]}
        assert sum(len(page["people"]) for page in pages) == row[column]


def test_a_number_that_is_not_in_the_answer_cannot_be_opened(reviewer: Desk):
    for wrong in ({"column": "colour"}, {"column": "closing", "group": "young"}):
        asked = PERIOD | {"unit": "440703"} | wrong
        refused = reviewer.get("indicators/stock-and-flow/people", **asked)
        assert (refused.status_code, refused.json()["code"]) == (422, "cell-unknown")
