"""Why a street's figure changed between two days on which it was known, down to the person."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from application.tracker import CaseTracker
from interfaces.web.figures import changes
from tests.exports.workbooks import formulas, shown
from tests.indicators.asking import SOUTH, WEST, line, person, registered
from tests.ledger import record
from tests.web.figures_at_hand import BOOKS, people_of_2004
from tests.web.lives import arrived
from tests.web.reading import Element
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
AT = f"/figures/reemployment-rate/changes?as_of={BOOKS}"


@pytest.fixture
def desk(tracker: CaseTracker, signed_in: SignIn) -> Visitor:
    late = registered("2004-12-01", person(8), WEST, name="迟到") | {
        "recorded_at": "2005-01-20T09:00:00+08:00"
    }
    void = line("void-registration", "2004-02-10", person(3), "2005-02-10", reason="fraud")
    record(tracker, [*people_of_2004(), late, void])
    return signed_in("office")


def rows(page: Shown, title: str) -> list[list[str]]:
    region = page.page.one("div", role="region", aria_label=title)
    return [
        [cell.text for cell in row.inside if isinstance(cell, Element)]
        for row in region.one("tbody").all("tr")
    ]


def test_from_a_streets_row_to_the_people_who_changed_its_figure(desk: Visitor):
    board = desk.open(f"/dashboard?as_of={BOOKS}&open=440703").page.one("table", class_="board")
    row = next(r for r in board.all("tr") if WEST in r.attributes.get("id", ""))
    page = desk.open(row.all("a")[-1].attributes["href"])
    first, second, difference = rows(page, "两个时点的数字")
    assert first[2:] == ["2005-01-05 23:59", "1", "4", "25.00%"]
    assert second[3:] == ["2", "4", "50.00%"]
    assert difference[3:] == ["+1", "0", "+25.00 百分点"]
    assert rows(page, "按原因归类")[0] == ["合计", "3", "+1", "0"]
    told = {cells[0]: cells[1:] for cells in rows(page, "进出的人员")}
    assert told["陈大姐"][:3] == ["+1", "0", "就业"]
    assert told["陈大姐"][3] == "2004-12-20 就业 2005-02-01 20:00 tests 入帐 迟 43 天"
    assert told["迟到"][:3] == ["0", "+1", "登记"]
    assert told["赵明"][:3] == ["0", "-1", "作废登记"]


def test_the_fact_opens_in_the_persons_file(desk: Visitor):
    page = desk.open(f"{AT}&unit={WEST}&known_at=2005-01-05")
    link = page.link("2004-12-20 就业")
    assert link.endswith("#t-2")
    assert desk.open(link).status == 200


def test_any_two_moments_are_compared(desk: Visitor):
    page = desk.open(f"{AT}&unit={WEST}")
    page = desk.press(page, "比较", known_at="2005-01-21", known_at_2="2005-02-05 08:00")
    assert [cells[0] for cells in rows(page, "进出的人员")] == ["陈大姐"]
    page = desk.press(page, "比较", known_at="2005-02-20", known_at_2="")
    assert "两个时点之间没有人进出。" in page.text


def test_two_days_are_compared(desk: Visitor):
    page = desk.press(desk.open(f"{AT}&unit={WEST}"), "比较", as_of="20040531", known_at="")
    told = {cells[0]: cells[1:4] for cells in rows(page, "进出的人员")}
    assert told == {
        "李小梅": ["+1", "0", "就业"],
        "陈大姐": ["+1", "0", "就业"],
        "迟到": ["0", "+1", "登记"],
    }


def test_what_is_no_moment_is_told_at_the_field_and_kept(desk: Visitor):
    page = desk.press(desk.open(AT), "比较", known_at_2="改日")
    assert page.status == 422
    assert "第二时点记录截至" in page.page.one("div", class_="wrong").text
    assert page.page.one("input", id="known_at_2").attributes["value"] == "改日"


def test_another_rule_is_marked(desk: Visitor):
    marked = "口径：分子：期末仍在岗（非默认）"
    page = desk.open(f"{AT}&numerator=current")
    assert marked in page.text
    assert [marked] in [row[:1] for row in shown(desk.client.get(page.link("导出Excel")).content)]
    assert "非默认" not in desk.open(f"{AT}&numerator=ever").text


def test_many_people_come_in_pages_and_the_sums_stay_whole(
    desk: Visitor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(changes, "A_PAGE", 2)
    first = desk.open(f"{AT}&unit={WEST}&known_at=2005-01-05")
    second = desk.open(first.link("下一页"))
    assert [len(rows(page, "进出的人员")) for page in (first, second)] == [2, 1]
    assert rows(first, "按原因归类") == rows(second, "按原因归类")


def test_the_change_leaves_as_a_workbook_with_its_sums(desk: Visitor):
    page = desk.open(f"{AT}&unit={WEST}&known_at=2005-01-05")
    answer = desk.client.get(page.link("导出Excel"))
    sheet = shown(answer.content)
    total = next(row for row in sheet if row[0] == "合计")
    assert total[1:3] == [1.0, 0.0]
    assert len([row for row in sheet if row[0] in ("陈大姐", "迟到", "赵明")]) == 3
    assert len(formulas(answer.content)) == 2


def test_an_area_compares_its_own_figures_alone(desk: Visitor, signed_in: SignIn, app: FastAPI):
    clerk = signed_in("clerk")
    assert clerk.open(AT).status == 200
    for unit in ("440700", "440703", SOUTH):
        assert clerk.open(f"{AT}&unit={unit}").status == 403
    assert arrived(app, "admin", AT).status == 403
