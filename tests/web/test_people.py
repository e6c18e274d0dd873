"""Finding people: the page where a station's day begins."""

from typing import Any
from urllib.parse import unquote

import pytest

from application.read_models import search
from application.tracker import CaseTracker
from interfaces.web.station import finding
from tests.api.requests import CHEN, LI, OTHER_STATION
from tests.exports.workbooks import shown
from tests.ledger import record
from tests.oracle.book import identity_number
from tests.web.cases import of, registered
from tests.web.visitor import Shown, Visitor

CHEN_15 = "440703530315021"
NOBODYS = "440703196310010460"


MENDED: dict[str, Any] = {"reason": "地址有误", "household_address": "白沙大道1号"}


def found(page: Shown) -> list[str]:
    """The names in the list."""
    return [each.text for each in page.main.one("div", id="found").all("a")]


@pytest.fixture(autouse=True)
def people(tracker: CaseTracker) -> None:
    lines = [
        registered(phone="13800138000"),
        registered(id_number=LI, name="李小红", category="minimum_living", station="440703002101"),
        registered(id_number="440705196310010466", name="陈远方", station=OTHER_STATION),
        {
            "command": "close-case",
            "worker": LI,
            "reason": "left_city",
            "effective_on": "2004-05-01",
        },
    ]
    record(tracker, lines)


@pytest.mark.parametrize("q", ["陈", "c", "cjg", "chenjianguo", "1380013", CHEN, CHEN_15])
def test_one_box_finds_a_person_however_it_is_typed(clerk: Visitor, q: str):
    page = clerk.press(clerk.open("/people"), "查询", q=q)
    assert found(page) == ["陈建国"]
    assert "找到 1 人" in page.main.one("p", role="status").text


@pytest.mark.parametrize("q", [CHEN, CHEN_15, "13800138000"])
def test_no_number_of_a_person_gets_into_an_address(clerk: Visitor, q: str):
    assert clerk.press(clerk.open("/people"), "查询", q=q).path == "/people"


def test_words_stand_in_the_address_so_that_one_can_go_back_to_them(clerk: Visitor):
    page = clerk.press(clerk.open("/people"), "查询", q="chen", status="unemployed")
    assert page.path == "/people?q=chen&status=unemployed"
    assert found(clerk.open(page.path)) == ["陈建国"]


def test_nobody_of_another_area_is_found(clerk: Visitor, reviewer: Visitor):
    assert found(clerk.open("/people", q="cyf")) == []
    assert found(reviewer.open("/people", q="cyf")) == ["陈远方"]


def test_of_thousands_it_tells_that_there_are_more(
    reviewer: Visitor, tracker: CaseTracker, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(search, "_ENOUGH", 2)
    monkeypatch.setattr(finding, "MOST_FOUND", 1)
    told = reviewer.open("/people", q="陈").main.one("p", role="status").text
    assert told == "超过 1 人，请多输入几个字。"
    for nothing in ("", "-"):
        assert "找到 3 人" in reviewer.press(reviewer.open("/people"), "查询", q=nothing).text


def test_before_anything_is_asked_nobody_is_listed(clerk: Visitor):
    assert found(clerk.open("/people")) == []
    assert found(clerk.press(clerk.open("/people"), "查询")) == ["陈建国", "李小红"]


def test_the_day_goes_on_where_the_account_left_off(clerk: Visitor, tracker: CaseTracker):
    for number in (CHEN, LI):
        clerk.press(clerk.open(f"{of(tracker, number)}/correct-worker"), "保存更正", **MENDED)
    page = clerk.open("/people")
    assert "最近办理" in page.text
    assert found(page) == ["李小红", "陈建国"]
    assert "最近办理" in typed(clerk, q="").response.text
    assert "最近办理" not in clerk.open("/people", q="chen").text


@pytest.mark.parametrize(
    ("narrowed", "names"),
    [
        ({"status": "closed"}, ["李小红"]),
        ({"category": "soe_laid_off"}, ["陈建国"]),
        ({"standing": "none"}, ["陈建国", "李小红"]),
        ({"standing": "in_force"}, []),
        ({"unit": "440703002101"}, ["李小红"]),
        ({"status": "no-such-status"}, ["陈建国", "李小红"]),
    ],
)
def test_a_search_is_narrowed_by_lists(clerk: Visitor, narrowed: dict[str, str], names: list[str]):
    assert found(clerk.open("/people", q="", **narrowed)) == names


def test_a_unit_outside_the_area_is_refused(clerk: Visitor):
    assert clerk.open("/people", unit=OTHER_STATION).status == 403
    assert clerk.open("/people", unit="999999").status == 422


def test_a_wrong_identity_number_is_told_so(clerk: Visitor):
    page = clerk.press(clerk.open("/people"), "查询", q=NOBODYS)
    assert "校验" in page.main.one("div", id="found").text


def test_more_than_a_page_goes_on_page_by_page(clerk: Visitor, tracker: CaseTracker):
    numbers = (identity_number("1960-01-01", "female", sequence) for sequence in range(25))
    record(tracker, (registered(id_number=number, name="陈小娟") for number in numbers))
    first = clerk.open("/people", q="chen")
    assert "找到 26 人" in first.text
    assert found(first) == ["陈建国", *["陈小娟"] * 19]
    second = clerk.press(first, "下一页")
    assert len(found(second)) == 6
    assert "找到 26 人" in second.text


def test_who_is_not_found_can_be_registered_with_what_was_typed(clerk: Visitor):
    form = clerk.press(clerk.open("/people"), "查询", q="王小明").form("登记此人")
    assert form.values()["name"] == "王小明"


def test_scripts_get_the_results_alone_and_the_address_that_shows_them(clerk: Visitor):
    part = typed(clerk, q="chen")
    assert "陈建国" in part.response.text
    assert "<main" not in part.response.text
    assert part.response.headers["HX-Replace-Url"] == "/people?q=chen"
    assert typed(clerk, q=CHEN).response.headers["HX-Replace-Url"] == "/people"


def typed(visitor: Visitor, **fields: str) -> Shown:
    """What scripts ask for while somebody types on the page."""
    base = str(visitor.client.base_url)
    headers = {"Origin": base, "HX-Request": "true", "HX-Current-URL": f"{base}/people?q=x"}
    return Shown(visitor.client.post("/people", data=fields, headers=headers))


def test_the_box_finds_the_person_first_for_a_command(clerk: Visitor):
    page = clerk.press(clerk.open("/people", then="enrol-in-training"), "查询", q="陈")
    link = page.main.one("div", id="found").one("a")
    assert link.attributes["href"].endswith("/enrol-in-training")


def test_what_is_found_leaves_as_a_workbook_of_all_pages(clerk: Visitor):
    searched = clerk.press(clerk.open("/people"), "查询", q=CHEN)
    rows = shown(clerk.press(searched, "导出Excel").response.content)
    assert "陈建国" in rows[-1]
    assert "13800138000" in rows[-1]
    everybody = clerk.press(clerk.open("/people", q=""), "导出Excel")
    assert "人员查询结果" in unquote(everybody.response.headers["content-disposition"])
    names = [row[0] for row in shown(everybody.response.content)]
    assert names[-2:] == ["陈建国", "李小红"]
