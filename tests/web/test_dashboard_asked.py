"""What the dashboard is asked: a period, and the moment up to which the record is read."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from application.tracker import CaseTracker
from tests.ledger import record
from tests.web.figures_at_hand import BOOKS, board_lines, people_of_2004
from tests.web.visitor import Visitor

AT = f"/dashboard?as_of={BOOKS}"


@pytest.fixture
def told(tracker: CaseTracker) -> CaseTracker:
    record(tracker, people_of_2004())
    return tracker


@pytest.fixture
def desk(told: CaseTracker, signed_in: Callable[[str], Visitor]) -> Visitor:
    return signed_in("office")


def test_the_figure_of_a_past_moment_of_knowledge(desk: Visitor):
    then = desk.open(f"{AT}&known_at=2005-01-05")
    assert board_lines(then)["江门市合计"][1:3] == ["6", "2"]
    assert "只计 2005-01-05 23:59 前已入帐的记录" in then.text
    assert board_lines(desk.open(AT))["江门市合计"][1:3] == ["6", "3"]


def test_the_closing_of_the_books_is_offered(desk: Visitor):
    href = desk.open(AT).link("2005-01-05 截止")
    query = parse_qs(urlsplit(href).query)
    assert (query["known_at"], query["as_of"]) == (["2005-01-05 23:59"], [BOOKS])


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("half_year", "2004-07-01 至 2004-12-31"),
        ("quarter", "2004-10-01 至 2004-12-31"),
        ("month", "2004-12-01 至 2004-12-31"),
        ("own_period", "2004-01-01 至 2004-12-31"),
    ],
)
def test_a_period_of_another_kind(desk: Visitor, period: str, days: str):
    page = desk.press(desk.open(AT), "查询", period=period)
    assert days in page.text


def test_a_period_of_ones_own(desk: Visitor):
    page = desk.open(f"{AT}&period=own_period")
    page = desk.press(page, "查询", None, **{"from": "20040301"})
    assert "2004-03-01 至 2004-12-31" in page.text


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("as_of", "2004-13-01", "请写成 2005-06-30"),
        ("as_of", "2005-03-02", "不能晚于今天 2005-03-01。"),
        ("known_at", "昨天", "请写成 2005-07-05"),
    ],
)
def test_what_is_no_day_is_told_at_the_field_and_kept(desk: Visitor, field, typed, words):
    page = desk.press(desk.open(AT), "查询", None, **{field: typed})
    assert page.status == 422
    assert words in page.page.one("div", class_="wrong").text
    box = page.page.one("input", id=field)
    assert box.attributes["value"] == typed
    assert words in page.page.one("span", id=box.attributes["aria-describedby"]).text


def test_the_end_before_the_beginning_is_refused(desk: Visitor):
    page = desk.open(f"{AT}&period=own_period&from=2005-01-01")
    assert page.status == 422
    assert "晚于" in page.page.one("div", class_="wrong").text
