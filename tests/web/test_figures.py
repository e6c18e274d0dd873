"""The people behind a number, and the reports behind a figure from outside."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from fastapi import FastAPI

from application.tracker import CaseTracker
from interfaces.web.figures import people_behind
from tests.exports.workbooks import shown
from tests.indicators.asking import SOUTH, WEST
from tests.ledger import record
from tests.web.figures_at_hand import BOOKS, people_of_2004, reported
from tests.web.lives import arrived
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
RATE = f"/figures/reemployment-rate/people?as_of={BOOKS}"
FLOW = f"/figures/stock-and-flow/people?as_of={BOOKS}"


@pytest.fixture
def desk(tracker: CaseTracker, signed_in: SignIn) -> Visitor:
    record(tracker, people_of_2004())
    return signed_in("office")


def people(page: Shown) -> list[str]:
    tables = page.page.all("table", class_="behind")
    return [row.one("th").text for table in tables for row in table.one("tbody").all("tr")]


def test_recounting_the_list_gives_the_figure(desk: Visitor):
    page = desk.open(f"{RATE}&unit={WEST}")
    assert page.heading.endswith("下岗失业人员数：4 人")
    assert "再就业率 50.00% ＝ 2 / 4 人" in page.text
    assert sorted(people(page)) == sorted(["李小梅", "陈大姐", "赵明", "黄强"])
    assert sorted(people(desk.open(page.link("再就业人数")))) == sorted(["李小梅", "陈大姐"])
    assert sorted(people(desk.open(page.link("尚未再就业")))) == sorted(["赵明", "黄强"])
    assert people(desk.open(page.link("大龄"))) == ["陈大姐"]


def test_a_streets_own_people_are_called_so(desk: Visitor):
    page = desk.open(f"{RATE}&unit={WEST}&level=community")
    assert "（本级） · 下岗失业人员数：3 人" in page.heading


def test_a_person_is_told_with_part_rule_facts_and_by_whom(desk: Visitor):
    page = desk.open(f"{RATE}&unit={WEST}&column=numerator&group=older")
    [row] = page.page.one("table", class_="behind").one("tbody").all("tr")
    assert "分子、分母 R3 期内实现再就业；R5 年龄、R6 单位" in row.text
    assert "2004-12-20 就业 2005-02-01 20:00 tests 入帐" in row.text
    hired = next(link for link in row.all("a") if "2004-12-20" in link.text)
    assert hired.attributes["href"].endswith("#t-2")
    assert desk.open(hired.attributes["href"]).status == 200


def test_the_list_is_of_the_moment_of_knowledge_asked_for(desk: Visitor):
    page = desk.open(f"{RATE}&unit={WEST}&column=numerator&known_at=2005-01-05")
    assert people(page) == ["李小梅"]
    assert "只计 2005-01-05 23:59 前已入帐的记录" in page.text


def test_long_lists_come_in_pages(desk: Visitor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(people_behind, "A_PAGE", 4)
    for address in (RATE, f"{FLOW}&column=inflow"):
        first = desk.open(address)
        assert "第 1–4 条，共 6 条" in first.text
        second = desk.open(first.link("下一页"))
        assert "第 5–6 条，共 6 条" in second.text
        assert len({*people(first), *people(second)}) == 6
        assert people(desk.open(second.link("回到第一页"))) == people(first)


def test_the_whole_list_leaves_as_a_workbook(desk: Visitor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(people_behind, "A_PAGE", 2)
    answer = desk.client.get(desk.open(f"{RATE}&unit=440703").link("导出Excel"))
    sheet = shown(answer.content)
    names = [row[0] for row in sheet if len(row) > 4 and row[4] and row[1] in ("男", "女")]
    assert sorted(map(str, names)) == sorted(["李小梅", "陈大姐", "赵明", "黄强", "周文"])


@pytest.mark.parametrize(
    ("language", "address", "name"),
    [
        ("zh", "/composition?as_of=2005-03-01&format=xlsx", "江门市：失业人员结存与增减2005-03-01"),
        (
            "en",
            "/composition?as_of=2005-03-01&format=xlsx",
            "江门市 - Stock and flow of unemployed persons 2005-03-01",
        ),
        ("en", f"{RATE}&format=xlsx", "江门市 · Laid-off and unemployed - people 2004-12-31"),
    ],
)
def test_a_file_has_a_name_that_every_computer_takes(
    desk: Visitor, language: str, address: str, name: str
):
    desk.post("/language", to=language)
    kept = desk.client.get(address).headers["content-disposition"]
    assert unquote(kept).endswith(f"''{name}.xlsx")


def test_a_workbook_that_cannot_hold_all_says_so(desk: Visitor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(people_behind, "MOST_EXPORTED", 5)
    for address in (RATE, f"{FLOW}&column=inflow"):
        sheet = shown(desk.client.get(f"{address}&format=xlsx").content)
        assert any("最多导出 5 人" in f"{cell}" for row in sheet for cell in row)


def test_a_number_of_stock_and_flow_opens_to_its_people(desk: Visitor):
    page = desk.open(f"{FLOW}&unit={WEST}&column=reemployed")
    assert page.heading.endswith("再就业：2 人次")
    assert sorted(people(page)) == sorted(["李小梅", "陈大姐"])
    of_one_category = desk.open(f"{FLOW}&unit={WEST}&column=registered&category=soe_unemployed")
    assert "没有这样的人员。" in of_one_category.text


def test_other_rules_are_marked_on_the_list(desk: Visitor):
    page = desk.open(f"{RATE}&numerator=current")
    assert "口径：分子：期末仍在岗（非默认）" in page.text
    assert "非默认" not in desk.open(f"{RATE}&numerator=ever").text


@pytest.mark.parametrize("address", [f"{RATE}&group=children", f"{FLOW}&column=income"])
def test_a_number_that_there_is_not_is_refused_in_words(desk: Visitor, address: str):
    page = desk.open(address)
    assert page.status == 422
    assert "没有这" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/figures/net-new-jobs/people",
        "/figures/happiness/people",
        f"{RATE}&after=nobody",
        f"{RATE}&level=moon",
        "/figures/reemployment-rate/reports",
        "/figures/happiness/reports",
    ],
)
def test_a_list_that_there_is_not(desk: Visitor, address: str):
    assert desk.open(address).status == 404


def test_an_area_sees_its_own_people_alone(desk: Visitor, signed_in: SignIn):
    clerk = signed_in("clerk")
    assert len(people(clerk.open(RATE))) == 4
    for unit in ("440700", "440703", SOUTH):
        assert clerk.open(f"{RATE}&unit={unit}").status == 403
        assert clerk.open(f"{FLOW}&unit={unit}&column=inflow").status == 403


def test_who_may_not_read_people_is_told(app: FastAPI):
    assert arrived(app, "admin", RATE).status == 403


def test_the_reports_behind_a_figure_from_outside(desk: Visitor, tracker: CaseTracker):
    record(tracker, [reported("employed_total", BOOKS, 96_155)])
    record(tracker, [reported("registered_unemployed", BOOKS, 3_845)])
    page = desk.open(f"/figures/registered-unemployment-rate/reports?as_of={BOOKS}")
    assert "3.85% ＝ 3,845 / 100,000 人（2004-12-31），本级上报" in page.text
    rows = [row.text for row in page.page.one("tbody").all("tr")]
    assert len(rows) == 2
    assert "统计局 2005-01-02 10:00 tests" in rows[0]
    answer = desk.client.get(page.link("导出Excel"))
    row = next(row for row in shown(answer.content) if "登记失业人员" in row)
    assert row[0] == "江门市"
    assert row[2:5] == ["登记失业人员", 3845.0, "统计局"]


def test_without_reports_there_is_none_behind(desk: Visitor):
    page = desk.open(f"/figures/net-new-jobs/reports?as_of={BOOKS}")
    assert "未上报" in page.text
    assert "该期没有上报数。" in page.text
