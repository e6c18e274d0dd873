"""A page of people tells how many there are on all pages, where that is asked for."""

from dataclasses import replace

from application.read_models.search import Search
from tests.read_models.office import Office, day

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
