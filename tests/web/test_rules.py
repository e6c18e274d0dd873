"""Parameters and definitions: looked at by whoever sees figures, set by the office."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from fastapi import FastAPI
from python_calamine import CalamineWorkbook

from application.tracker import CaseTracker
from domain.policy.parameters import PARAMETERS
from tests.ledger import record
from tests.use_cases.words import ruled
from tests.web.visitor import PASSWORD, Shown, Visitor

AGE = "大龄：女满多少周岁"


def entered(app: FastAPI, name: str) -> Visitor:
    visitor = Visitor(app)
    visitor.press(visitor.open("/sign-in"), "登录", name=name, password=PASSWORD)
    return visitor


@pytest.fixture
def office_(app: FastAPI) -> Visitor:
    """Somebody of the office."""
    return entered(app, "office")


def rows(shown: Shown) -> dict[str, list[str]]:
    """The cells of each row of the first table, by its first cell."""
    found: dict[str, list[str]] = {}
    for row in shown.main.all("tbody")[0].all("tr"):
        name, *cells = (part.text for part in row.inside if not isinstance(part, str))
        found.setdefault(name, cells)
    return found


def written(visitor: Visitor, value: str, name: str = "older_female", **typed: str) -> Shown:
    given = {"effective_on": "20050701", "value": value, "reference": "江劳社[2005]9号"}
    page = visitor.open(f"/rules/parameters/{name}")
    return visitor.press(page, "下一步：核对", None, **given | typed)


def test_every_parameter_is_shown_with_its_value_on_a_day(office_: Visitor, tracker: CaseTracker):
    record(tracker, [ruled("2004-07-01", "older_female", "45")])
    today = rows(office_.open("/rules"))
    assert len(today) == len(PARAMETERS)
    assert today[AGE] == ["45 周岁", "2004-07-01", "16–100", "江劳社[2004]7号"]
    assert today["再就业率分母（R4）"][:3] == ["净口径", "开始", "净口径 / 毛口径"]
    before = office_.press(office_.open("/rules"), "查看", on="20040630")
    assert rows(before)[AGE][:2] == ["40 周岁", "开始"]


def test_what_is_no_day_is_told_and_today_shown(office_: Visitor):
    shown = office_.open("/rules", on="2005-02-30")
    assert "日期不对" in shown.text
    assert "2005-03-01执行的规则参数" in shown.text


def test_the_parameters_leave_as_a_workbook(office_: Visitor):
    book = office_.open(office_.open("/rules").link("导出Excel")).response.content
    cells = str(CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python())
    assert AGE in cells and "40 周岁" in cells


def test_a_new_value_is_looked_at_and_then_holds_from_its_day(
    office_: Visitor, tracker: CaseTracker
):
    check = written(office_, "４５")
    assert "该日现值 40 周岁" in check.text and "新值 45 周岁" in check.text
    assert "江劳社[2005]9号" in check.text
    assert tracker.rules.policy.number("older_female", _day("2005-07-01")) == 40
    done = office_.press(check, "设定参数")
    assert "已保存：设定规则参数" in done.main.one("p", class_="done").text
    assert rows(done)["2005-07-01"][:2] == ["45 周岁", "江劳社[2005]9号"]
    assert "2005-03-01 12:00" in rows(done)["2005-07-01"]
    assert "office的帐号" in rows(done)["2005-07-01"]
    assert rows(done)["开始"][0] == "40 周岁"
    assert tracker.rules.policy.number("older_female", _day("2005-06-30")) == 40
    assert tracker.rules.policy.number("older_female", _day("2005-07-01")) == 45


def _day(text: str) -> date:

    return date.fromisoformat(text)


def test_going_back_from_the_check_keeps_what_was_typed(office_: Visitor):
    back = office_.press(written(office_, "45"), "返回修改")
    assert back.form("下一步：核对").values()["value"] == "45"


@pytest.mark.parametrize(
    ("value", "typed", "words"),
    [
        ("101", {}, "参数值超出允许的范围（16–100）"),
        ("四十五", {}, "参数值超出允许的范围（16–100）"),
        ("", {}, "请填写数值"),
        ("45", {"reference": ""}, "请填写文件依据"),
        ("45", {"effective_on": "明天"}, "日期不对"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    office_: Visitor, value: str, typed: dict[str, str], words: str
):
    refused = written(office_, value, **typed)
    assert refused.status == 422
    assert words in refused.main.one("div", class_="wrong").text
    assert refused.main.one("p", class_="fault").text.startswith(words[:4])


def test_a_choice_is_chosen_by_its_words(office_: Visitor, tracker: CaseTracker):
    check = written(office_, "classic", "denominator")
    assert "新值 毛口径" in check.text
    office_.press(check, "设定参数")
    assert tracker.rules.policy.on("denominator", _day("2005-07-01")).value == "classic"


@pytest.mark.parametrize("name", ["clerk", "reviewer", "auditor"])
def test_who_sees_figures_looks_and_the_office_alone_sets(app: FastAPI, name: str):
    visitor = entered(app, name)
    shown = visitor.open("/rules/parameters/older_female")
    assert shown.status == 200
    assert not [form for form in shown.main.all("form") if form.attributes.get("method") == "post"]
    answer = visitor.post(
        "/rules/parameters/older_female",
        effective_on="2005-07-01",
        value="45",
        reference="x",
        checked="1",
    )
    assert answer.status == 403
    assert rows(visitor.open("/rules"))[AGE][0] == "40 周岁"


def test_an_administrator_of_accounts_sees_no_rules(app: FastAPI):
    assert entered(app, "admin").open("/rules").status == 403


def test_what_is_no_parameter_is_not_there(office_: Visitor):
    assert office_.open("/rules/parameters/older_people").status == 404
    assert office_.post("/rules/parameters/older_people", value="1").status == 404


def test_every_indicator_is_told_with_the_parameters_that_it_reads(
    office_: Visitor, signed_in: Callable[[str], Visitor]
):
    shown = office_.open(office_.open("/rules").link("指标口径"))
    assert "下岗失业人员再就业率" in shown.text and "江府[2003]43号" in shown.text
    assert office_.open(shown.link(AGE)).heading == AGE
    clerk = signed_in("clerk")
    clerk.post("/language", to="en")
    english = clerk.open("/rules/definitions")
    assert "Older: from which full age, women" in english.text
