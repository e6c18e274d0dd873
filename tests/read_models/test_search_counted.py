"""A page of people tells how many there are on all pages, where that is asked for."""

from dataclasses import replace

import pytest

from application.read_models import search
from application.read_models.search import Search
from tests.read_models.office import ELSEWHERE, STATION, Office, day

TODAY = day("2004-12-31")


def test_how_many_are_found_on_all_pages_together(office: Office):
    for name in ("陈建国", "陈小红", "李四"):
        office.register(name)
    for q, limit, count in (
        ("陈", 1, 2),
        ("", 1, 3),
        ("陈", 2, 2),
        ("陈建", 2, 1),
        ("字" * 300, 1, 0),
    ):
        page = office.ask(Search(q, TODAY, counted=True, limit=limit))
        assert page.total == count
        assert len(page.items) == min(count, limit)
        while page.cursor:
            page = office.ask(Search(q, TODAY, counted=True, limit=limit, cursor=page.cursor))
            assert page.total == count
    assert office.ask(Search("陈", TODAY)).total is None


def test_how_many_there_are_is_known_where_a_page_has_nobody_any_more(office: Office):
    _, other = office.register("陈建国"), office.register("陈小红")
    asked = Search("陈", TODAY, counted=True, limit=1)
    cursor = office.ask(asked).cursor
    office.tell("correct-worker", "2004-02-01", worker=other, name="李小红", reason="按户口簿")
    page = office.ask(replace(asked, cursor=cursor))
    assert (page.items, page.total) == ([], 1)


@pytest.fixture
def two_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_ENOUGH", 3)


@pytest.mark.parametrize("whole_first", [True, False])
@pytest.mark.parametrize(
    ("q", "whole", "other"),
    [("安", "安", "李安"), ("l", "李", "马李"), ("李安妮", "李安妮", "李安妮儿")],
)
def test_of_many_no_more_is_told_and_whole_words_come_first(
    office: Office, two_are_many: None, q: str, whole: str, other: str, whole_first: bool
):
    names = [whole] * 2 + [other] * 5
    for registered, name in enumerate(names if whole_first else reversed(names), start=1):
        office.register(name)
        # Asked each time, so that they lie in the index in this order.
        page = office.ask(Search(q, TODAY, counted=True))
        assert page.total == min(registered, 3)
    assert [card["name"] for card in page.items[:2]] == [whole, whole]
    assert page.items[2]["name"] == other
    assert len(office.ask(Search(q, TODAY)).items) == 7


def test_of_many_in_a_station_all_are_listed(office: Office, two_are_many: None):
    for station in (STATION, STATION, STATION, STATION, ELSEWHERE):
        office.register(station=station)
    page = office.ask(Search("陈", TODAY, stations=(STATION,), counted=True))
    assert (page.total, len(page.items)) == (3, 4)
