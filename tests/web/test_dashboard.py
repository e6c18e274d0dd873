"""目标完成情况, as the office and a station open it."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from application.tracker import CaseTracker
from tests.exports.workbooks import formulas, shown
from tests.indicators.asking import SOUTH, WEST
from tests.ledger import rate_rows, record
from tests.web.figures_at_hand import BOOKS, board_lines, people_of_2004, reported, ruled, target
from tests.web.lives import arrived
from tests.web.reading import Element
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
AT = f"/dashboard?as_of={BOOKS}"


@pytest.fixture
def told(tracker: CaseTracker) -> CaseTracker:
    record(tracker, people_of_2004())
    return tracker


@pytest.fixture
def desk(told: CaseTracker, signed_in: SignIn) -> Visitor:
    return signed_in("office")


def tile(page: Shown, title: str) -> Element:
    return page.page.one("section", aria_label=title)


def test_every_line_says_what_the_indicator_answers(desk: Visitor, told: CaseTracker):
    shown_lines = board_lines(desk.open(AT))
    names = {"江门市合计": "440700", "蓬江区": "440703", "江海区": "440704", "恩平市": "440785"}
    for name, unit in names.items():
        _, persons, hired, rate, _, _, older, older_hired, older_rate, *_ = shown_lines[name]
        rows = rate_rows(told, BOOKS)
        for group, cells in (
            ("all", (persons, hired, rate)),
            ("older", (older, older_hired, older_rate)),
        ):
            row = rows[unit, group]
            percent = f"{row['rate']}% ※ （人数少）" if row["rate"] else "—"
            assert cells == (f"{row['denominator']}", f"{row['numerator']}", percent)


def test_the_tiles_show_rate_target_part_done_and_change(desk: Visitor):
    words = tile(desk.open(AT), "下岗失业人员再就业率").text
    assert "50.00%" in words
    assert "3 / 6 人" in words
    assert "目标 60.00%" in words
    assert "完成 83.33%" in words
    assert "■ 未达" in words


def test_reported_targets_have_tiles_and_open_to_their_reports(desk: Visitor, told: CaseTracker):
    day_before, day = "2003-12-31", BOOKS
    figures = [("employed_total", day_before, 100_000), ("employed_total", day, 116_240)]
    record(told, [reported(*each) for each in figures])
    record(told, [reported("registered_unemployed", day, 3_845)])
    page = desk.open(AT)
    jobs = tile(page, "净增就业岗位")
    assert "16,240 ● 达标" in jobs.text
    assert "完成 108.27%" in jobs.text
    unemployment = tile(page, "城镇登记失业率")
    assert "3.20% ● 控制在目标内" in unemployment.text
    assert "控制在 3.50% 以内" in unemployment.text
    reports = desk.open(jobs.one("a", class_="figure").attributes["href"])
    assert "净增 16,240 ＝ 期末从业 116,240（2004-12-31）－期初从业 100,000" in reports.text


def test_units_are_ranked_by_what_they_reached_of_their_target(desk: Visitor, told: CaseTracker):
    record(told, [target("reemployment-rate", "40", "440703")])
    shown_lines = board_lines(desk.open(AT))
    ranks = {name: cells[0] for name, cells in shown_lines.items()}
    assert (ranks["江海区"], ranks["蓬江区"]) == ("1", "2")
    assert (ranks["江门市合计"], ranks["恩平市"]) == ("", "")
    assert shown_lines["蓬江区"][5] == "100.00%"
    assert shown_lines["蓬江区"][12] == "● 达标"


def test_a_part_done_is_marked_where_the_target_is_missed(desk: Visitor, told: CaseTracker):
    before = [cell.text for cell in desk.open(AT).page.all("td", class_="short")]
    assert before[0] == board_lines(desk.open(AT))["江门市合计"][5] == "83.33%"
    record(told, [target("reemployment-rate", "50")])
    assert "100.00%" not in [cell.text for cell in desk.open(AT).page.all("td", class_="short")]


def test_a_unit_opens_in_place_and_closes_again(desk: Visitor):
    page = desk.open(AT)
    link = page.page.one("a", id="open-440703")
    assert link.attributes["aria-expanded"] == "false"
    opened = desk.open(link.attributes["href"])
    assert board_lines(opened)["环市街道"][1:3] == ["0", "0"]
    link = opened.page.one("a", id="open-440703")
    assert link.attributes["aria-expanded"] == "true"
    assert "环市街道" not in board_lines(desk.open(link.attributes["href"]))


def test_a_street_shows_its_communities_with_people_and_its_own_people(desk: Visitor):
    shown_lines = board_lines(desk.open(f"{AT}&open=440703,{WEST}"))
    names = [name for name in shown_lines if name.endswith("（本级）")]
    assert [shown_lines[name][1] for name in names] == ["3"]
    assert sum(int(cells[1]) for name, cells in shown_lines.items() if name == "蓬江区") == 5


def test_every_number_opens_to_as_many_people(desk: Visitor):
    table = desk.open(f"{AT}&open=440703,{WEST}").page.one("table", class_="board")
    links = [
        link
        for cell in table.all("td", class_="n")
        for link in cell.all("a")
        if "/people" in link.attributes["href"]
    ]
    assert len(links) > 10
    for link in links:
        heading = desk.open(link.attributes["href"]).heading
        assert heading.endswith(f"：{link.text} 人"), link.attributes["href"]


def test_another_rule_is_marked_wherever_figures_are(desk: Visitor):
    page = desk.open(f"{AT}&numerator=current")
    assert "口径：分子：期末仍在岗（非默认）" in page.text
    assert page.text.count("非默认口径") == 2
    assert "口径：JM-2003 默认" in desk.open(page.link("恢复默认口径")).text


def test_the_course_is_drawn_and_told_in_a_table(desk: Visitor):
    page = desk.open(AT)
    drawing = page.page.one("svg", class_="trend")
    assert drawing.attributes["role"] == "img"
    assert drawing.one("title").text == "再就业率走势"
    months = page.page.one("details").one("tbody").all("tr")
    assert len(months) == 12
    assert "3 / 6" in months[-1].text


def test_small_groups_are_marked_by_the_parameter(desk: Visitor, told: CaseTracker):
    record(told, [ruled("small_group", "2")])
    assert board_lines(desk.open(AT))["蓬江区"][3] == "40.00%"


def test_a_station_sees_its_own_unit_and_no_other(told: CaseTracker, signed_in: SignIn):
    clerk = signed_in("clerk")
    page = clerk.open(AT)
    assert next(iter(board_lines(page).values()))[1:3] == ["4", "2"]
    assert clerk.open(f"{AT}&unit=440703").status == 403
    assert clerk.open(f"{AT}&unit={SOUTH}").status == 403


def test_who_may_not_read_figures_is_told(app: FastAPI):
    assert arrived(app, "admin", AT).status == 403


def test_the_table_leaves_as_a_workbook_with_sums_and_what_it_rests_on(desk: Visitor):
    answer = desk.client.get(desk.open(f"{AT}&open=440703").link("导出Excel"))
    sheet = shown(answer.content)
    flat = [cell for row in sheet for cell in row]
    assert "江门市再就业目标完成情况表" in flat
    assert "报表期：2004-01-01 至 2004-12-31 · 年初至今累计" in flat
    total = next(row for row in sheet if "江门市合计" in row)
    assert total[2:7] == [6.0, 3.0, 50.0, 60.0, 83.33]
    assert any(formula.startswith("SUM(") for formula in formulas(answer.content).values())
    assert any("台帐至 " in f"{cell}" for cell in flat)
