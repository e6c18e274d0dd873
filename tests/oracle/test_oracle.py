"""The independent calculation is right where the answer was worked by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.book import Line, identity_number, moment_of, number_18
from tests.oracle.clerk import acceptable
from tests.oracle.edge_cases import EDGE_CASES
from tests.oracle.rate import GROUPS, Row, percent, rate
from tests.oracle.units import UNITS, Units

EXAMPLES = Path(__file__).parent.parent / "examples"
EXAMPLE_UNITS: Units = UNITS | {
    "440781": ("county", "440700"),
    "440781001": ("street", "440781"),
}


def asked(lines: list[Line], query: dict[str, Any], units: Units) -> list[Row]:
    arguments = {key: value for key, value in query.items() if key != "rows"}
    return rate(lines, units=units, **arguments)


def assert_answers(lines: list[Line], query: dict[str, Any], units: Units) -> None:
    """Every row as expected, and nobody anywhere else."""
    answer = {(row["unit"], row["group"]): row for row in asked(lines, query, units)}
    expected = {(row["unit"], row["group"]): row for row in query["rows"]}
    assert {key: answer.get(key) for key in expected} == expected
    elsewhere = {key: row for key, row in answer.items() if key not in expected}
    assert not any(row["denominator"] for row in elsewhere.values()), elsewhere


@pytest.mark.parametrize("name", ["E1", "E2", "E5", "E9"])
def test_the_examples_of_the_contract(name: str) -> None:
    text = (EXAMPLES / f"{name}.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(row) for row in text.splitlines() if row]
    expected = json.loads((EXAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    assert expected["queries"]
    for query in expected["queries"]:
        assert_answers(lines, query, EXAMPLE_UNITS)


@pytest.mark.parametrize(
    ("lines", "queries"),
    [pytest.param(lines, queries, id=name) for name, lines, queries in EDGE_CASES],
)
def test_the_edge_cases_of_the_rules(lines: list[Line], queries: list[dict[str, Any]]) -> None:
    for query in queries:
        assert_answers(lines, query, UNITS)


def test_the_edge_cases_are_histories_that_a_ledger_can_take() -> None:
    for name, lines, _ in EDGE_CASES:
        assert acceptable(lines) is not None, name
        moments = [(worker_of(line), moment_of(line["recorded_at"])) for line in lines]
        for worker in dict(moments):
            own = [moment for who, moment in moments if who == worker]
            assert own == sorted(own), name


def worker_of(line: Line) -> str:
    return number_18(line.get("worker") or line["id_number"])


def test_one_row_for_every_unit_and_group() -> None:
    for level, units in {"city": 1, "county": 4, "street": 6, "community": 3}.items():
        rows = rate([], "2004-12-31", level=level)
        assert len({(row["unit"], row["group"]) for row in rows}) == len(rows)
        assert len(rows) == units * len(GROUPS)
        assert {row["rate"] for row in rows} == {None}


def test_percentages_are_rounded_half_up() -> None:
    assert percent(1, 3) == "33.33"
    assert percent(2, 3) == "66.67"
    assert percent(1, 32) == "3.13"
    assert percent(1, 160) == "0.63"
    assert percent(0, 7) == "0.00"


def test_identity_numbers_have_their_check_digit() -> None:
    assert number_18("440703530315021") == "44070319530315021X"
    assert number_18("440705631001046") == "440705196310010466"
    assert identity_number("1953-03-15", "male", 105) == "440703195303153111"
