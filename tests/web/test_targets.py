"""Targets and figures from outside: tables by unit, forms of the office, sums that are checked."""

from io import BytesIO

import pytest
from fastapi import FastAPI
from python_calamine import CalamineWorkbook

from application.tracker import CaseTracker
from domain.target.targets import NET_NEW_JOBS
from tests.ledger import record
from tests.use_cases.words import reported, target
from tests.web.test_rules import entered, rows
from tests.web.visitor import Shown, Visitor

COUNTIES = ("440703", "440704", "440705", "440781", "440783", "440784", "440785")


@pytest.fixture
def office_(app: FastAPI) -> Visitor:
    """Somebody of the office."""
    return entered(app, "office")


def jobs(unit: str, value: int) -> dict[str, object]:
    return target(unit, indicator=NET_NEW_JOBS, value=str(value), year=2005)


def lamps(shown: Shown) -> list[str]:
    return [each.text for each in shown.main.all("span", class_="lamp")]


def test_targets_stand_by_unit_with_what_holds_from_above(office_: Visitor, tracker: CaseTracker):
    record(tracker, [target(value="62.5", year=2005)])
    shown = rows(office_.open("/rules/targets"))
    assert shown["江门市"] == ["60.00", "50.00", "15,000", "3.50", "—"]
    assert shown["蓬江区"] == ["62.50", "50.00", "—", "3.50", "大龄人员再就业率、城镇登记失业率"]
    assert shown["江海区"] == ["60.00", "50.00", "—", "3.50", "各项比率"]
    assert rows(office_.open("/rules/targets", year="2009"))["江门市"] == ["—"] * 5


def test_the_parts_are_checked_against_the_whole(office_: Visitor, tracker: CaseTracker):
    shown = office_.open("/rules/targets")
    assert lamps(shown) == ["▲ 还没有分解完"]
    assert "还有 7 个单位没有设" in shown.text
    record(tracker, [jobs(code, 2_000) for code in COUNTIES])
    assert lamps(office_.open("/rules/targets")) == ["■ 分解不足"]
    record(tracker, [jobs("440703", 3_000)])
    enough = office_.open("/rules/targets")
    assert lamps(enough) == ["● 已分解"]
    assert "下级之和 15,000，应不少于 江门市 15,000" in enough.text


def test_a_county_is_looked_at_with_its_streets(office_: Visitor):
    county = office_.press(office_.open("/rules/targets"), "查看", unit="440703", year="2005")
    assert list(rows(county))[:2] == ["蓬江区", "白沙街道"]


def test_targets_leave_with_real_numbers(office_: Visitor):
    book = office_.open(office_.open("/rules/targets").link("导出Excel")).response.content
    cells = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert any(15000.0 in row and 60.0 in row for row in cells)


def test_a_target_is_set_after_a_last_check(office_: Visitor, tracker: CaseTracker):
    page = office_.open("/rules/targets/440703", year="2005")
    typed = {"indicator": NET_NEW_JOBS, "value": "3,000", "reference": "蓬江府[2005]1号"}
    check = office_.press(page, "下一步：核对", None, **typed)
    assert "蓬江区" in check.text and "净增就业岗位" in check.text and "3000" in check.text
    assert "还没有设定" in page.text
    done = office_.press(check, "设定目标")
    assert rows(done)["净增就业岗位"][0] == "3,000"
    assert "office的帐号" in rows(done)["净增就业岗位"]
    assert rows(office_.open("/rules/targets", year="2005"))["蓬江区"][2] == "3,000"
    refused = office_.press(done, "下一步：核对", None, **typed | {"value": "很多"})
    assert (refused.status, "至多两位小数的数" in refused.text) == (422, True)


def test_the_notices_own_targets_are_shown_with_their_clause(office_: Visitor):
    history = rows(office_.open("/rules/targets/440700", year="2004"))
    assert history["再就业率"][:3] == ["60", "开始", "江府[2003]43号 三(一)"]


def test_figures_are_reported_one_after_another(office_: Visitor, tracker: CaseTracker):
    page = office_.open("/rules/figures/440703")
    typed = {"period_end": "20041231", "figure": "employed_total", "value": "９，６５０"}
    saved = office_.press(page, "保存数据", None, **typed, source="统计局")
    assert rows(saved)["2004-12-31"][:3] == ["就业人员总数", "9,650", "统计局"]
    kept = saved.form("保存数据").values()
    assert (kept["period_end"], kept["source"], kept["value"]) == ("2004-12-31", "统计局", "")
    next_one = office_.press(saved, "保存数据", figure="registered_unemployed", value="420")
    shown = rows(office_.open("/rules/figures"))
    assert shown["蓬江区"] == ["9,650", "—", "—", "—", "420", "—", "—"]
    refused = office_.press(next_one, "保存数据", figure="employed_total", value="-1")
    assert (refused.status, "超出允许的范围" in refused.text) == (422, True)
    ahead = {"figure": "employed_total", "value": "1", "period_end": "20060101"}
    assert "尚未结束" in office_.press(refused, "保存数据", None, **ahead).text


def test_figures_are_checked_that_they_add_up(office_: Visitor, tracker: CaseTracker):
    record(tracker, [reported("440700", value=700)])
    record(tracker, [reported(code, value=100) for code in COUNTIES[:6]])
    assert lamps(office_.open("/rules/figures")) == ["▲ 未报齐"]
    record(tracker, [reported(COUNTIES[6], value=99)])
    shown = office_.open("/rules/figures")
    assert lamps(shown) == ["■ 不相符"]
    assert "就业人员总数：江门市 700，下级之和 699" in shown.text
    record(tracker, [reported(COUNTIES[6], value=100)])
    assert lamps(office_.open("/rules/figures")) == ["● 相符"]


def test_a_period_is_chosen_among_those_reported(office_: Visitor, tracker: CaseTracker):
    record(tracker, [reported(value=5), reported(value=4, period_end="2004-06-30")])
    begin = office_.open("/rules/figures")
    assert rows(begin)["蓬江区"][0] == "5"
    assert rows(office_.press(begin, "查看", period_end="2004-06-30"))["蓬江区"][0] == "4"


@pytest.mark.parametrize("name", ["clerk", "reviewer", "auditor"])
def test_who_sees_figures_looks_at_the_own_area_and_sets_nothing(app: FastAPI, name: str):
    visitor = entered(app, name)
    own = {"clerk": "440703002", "reviewer": "440703", "auditor": "440700"}[name]
    for kind in ("targets", "figures"):
        assert visitor.open(f"/rules/{kind}").status == 200
        page = visitor.open(f"/rules/{kind}/{own}")
        posts = [each for each in page.main.all("form") if each.attributes["method"] == "post"]
        assert (page.status, posts) == (200, [])
        assert visitor.post(f"/rules/{kind}/{own}", checked="1").status == 403
        beyond = visitor.open(f"/rules/{kind}", unit="440704")
        assert beyond.status == (200 if name == "auditor" else 403)


def test_a_station_sees_which_targets_it_works_towards(app: FastAPI):
    shown = rows(entered(app, "clerk").open("/rules/targets"))
    assert shown == {"白沙街道": ["60.00", "50.00", "—", "3.50", "各项比率"]}
