"""Registering somebody: the identity number first, and what it tells."""

from typing import Any

import pytest

from application.read_models.search import FindByNumber
from application.tracker import CaseTracker
from tests.api.requests import CHEN, LI, OTHER_STATION, STATION, registration
from tests.ledger import record
from tests.oracle.book import identity_number
from tests.web.cases import registered
from tests.web.visitor import Shown, Visitor

CHEN_15 = "440703530315021"
MINE: dict[str, Any] = {
    "id_number": CHEN,
    "name": "陈建国",
    "station": STATION,
    "category": "soe_laid_off",
    "unemployed_since": "20030930",
}


def filled(clerk: Visitor, button: str, **typed: Any) -> Shown:
    return clerk.press(clerk.open("/register"), button, **typed)


def summary(page: Shown) -> list[str]:
    """What has to be corrected, in the order in which it is told."""
    return [each.text for each in page.main.one("div", id="wrong").all("li")]


def known(tracker: CaseTracker, number: str) -> list[dict[str, Any]]:
    return tracker.ask(FindByNumber(number, tracker.clock.now().date()))


def test_saving_leads_to_the_persons_file(clerk: Visitor, tracker: CaseTracker):
    page = filled(clerk, "保存登记", **MINE)
    (person,) = known(tracker, CHEN)
    assert page.path == f"/workers/{person['worker']}?done=register-worker"
    assert "已保存：登记" in page.main.one("p", role="status").text
    assert person["registered_on"].isoformat() == "2005-03-01"


def test_the_next_person_begins_with_what_both_share(clerk: Visitor, tracker: CaseTracker):
    page = filled(clerk, "保存并登记下一人", **MINE, effective_on="2005-02-28")
    values = page.form("保存登记").values()
    assert values["station"] == STATION
    assert values["category"] == "soe_laid_off"
    assert values["effective_on"] == "2005-02-28"
    assert values["id_number"] == values["name"] == ""
    assert "刚才登记的是陈建国" in page.text
    (person,) = known(tracker, CHEN)
    assert page.link("查看档案") == f"/workers/{person['worker']}"


def test_the_street_chosen_last_is_offered_again(clerk: Visitor):
    filled(clerk, "保存登记", **{**MINE, "station": "440703002101"})
    assert clerk.open("/register").form("保存登记").values()["station"] == "440703002101"


def test_only_stations_of_ones_own_area_can_be_chosen(clerk: Visitor, reviewer: Visitor):
    def choices(visitor: Visitor) -> set[str]:
        chooser = visitor.open("/register").page.one("select", id="station")
        return {option.attributes["value"] for option in chooser.all("option")}

    assert {STATION, "440703002101"} < choices(clerk)
    assert OTHER_STATION not in choices(clerk)
    assert {STATION, OTHER_STATION} < choices(reviewer)
    assert filled(clerk, "保存登记", **{**MINE, "station": OTHER_STATION}).status == 403


def test_the_number_tells_sex_birth_age_and_when_one_is_older(clerk: Visitor):
    strip = filled(clerk, "核对号码", id_number=CHEN).main.one("div", id="told").text
    assert "性别： 男" in strip
    assert "出生日期： 1953-03-15" in strip
    assert "年龄： 51周岁" in strip
    assert "大龄： 是 （2003-03-15已满50周岁）" in strip
    young = identity_number("1970-06-01", "female")
    strip = filled(clerk, "核对号码", id_number=young).main.one("div", id="told").text
    assert "大龄： 否 （2010-06-01满40周岁）" in strip


def test_the_age_is_that_of_the_day_of_registration(clerk: Visitor):
    page = filled(clerk, "核对号码", id_number=CHEN, effective_on="20030314")
    assert "年龄： 49周岁 大龄： 否 （2003-03-15满50周岁）" in page.text


def test_an_old_number_is_shown_as_it_will_be_kept(clerk: Visitor):
    page = filled(clerk, "核对号码", id_number=CHEN_15)
    assert f"18位号码： {CHEN}" in page.text
    assert page.form("保存登记").values()["id_number"] == CHEN_15


def test_a_wrong_number_is_told_before_saving(clerk: Visitor):
    page = filled(clerk, "核对号码", id_number=CHEN[:-1] + "1")
    assert "校验" in page.main.one("div", id="told").text


def test_a_duplicate_of_ones_own_area_is_told_with_a_link(clerk: Visitor, tracker: CaseTracker):
    record(tracker, [registered()])
    page = filled(clerk, "核对号码", id_number=CHEN)
    (person,) = known(tracker, CHEN)
    assert "陈建国已于2003-10-08在蓬江区白沙街道登记" in page.text
    assert page.link("查看档案") == f"/workers/{person['worker']}"


def test_of_a_duplicate_elsewhere_only_place_and_day_are_told(clerk: Visitor, tracker: CaseTracker):
    record(tracker, [registered(station=OTHER_STATION)])
    page = filled(clerk, "核对号码", id_number=CHEN)
    assert "此号码已于2003-10-08在蓬江区潮连街道登记" in page.text
    assert "陈建国" not in page.response.text
    assert str(known(tracker, CHEN)[0]["worker"]) not in page.response.text


@pytest.mark.parametrize("station", [STATION, OTHER_STATION])
def test_who_has_the_same_name_and_birth_date_is_pointed_out(
    clerk: Visitor, tracker: CaseTracker, station: str
):
    twin = identity_number("1953-03-15", "male", 7)
    record(tracker, [registered(id_number=twin, station=station)])
    page = filled(clerk, "核对号码", id_number=CHEN, name="陈建国")
    assert "可能重复" in page.text
    assert ("查看档案" in page.text) is (station == STATION)
    assert "可能重复" not in filled(clerk, "核对号码", id_number=CHEN, name="陈建").text
    assert "可能重复" not in filled(clerk, "核对号码", id_number=LI, name="陈建国").text


def test_everything_wrong_is_told_in_the_order_of_the_form(clerk: Visitor, tracker: CaseTracker):
    record(tracker, [registered()])
    page = filled(clerk, "保存登记", id_number=CHEN, phone="0750-3301234", effective_on="20050230")
    assert page.status == 422
    told = summary(page)
    assert [line.partition("：")[0] for line in told] == [
        "公民身份号码",
        "姓名",
        "劳动保障机构",
        "人员类别",
        "失业日期",
        "登记日期",
    ]
    assert told[1] == "姓名：请填写姓名。"
    assert told[3] == "人员类别：请选择人员类别。"
    assert page.link(told[3]) == "#category"
    assert page.page.one("select", id="category").attributes["aria-invalid"] == "true"
    assert page.page.one("p", id="category-fault").text == "请选择人员类别。"
    assert page.form("保存登记").values()["phone"] == "07503301234"


def test_a_refusal_of_the_ledger_stands_at_its_field(clerk: Visitor, tracker: CaseTracker):
    record(tracker, [registered(station=OTHER_STATION)])
    page = filled(clerk, "保存登记", **MINE)
    assert page.status == 409
    assert summary(page) == [
        "公民身份号码：此人已在台帐上（2003-10-08登记，劳动保障机构蓬江区潮连街道）。"
        "请在原登记上办理，需要时先转移。"
    ]


def test_pressing_twice_registers_once(clerk: Visitor, tracker: CaseTracker):
    form = clerk.open("/register")
    first = clerk.press(form, "保存登记", **MINE)
    second = clerk.press(form, "保存登记", **MINE)
    assert first.path == second.path
    assert len(known(tracker, CHEN)) == 1


def test_what_a_search_was_for_fills_the_form(clerk: Visitor):
    for q, field in ((LI, "id_number"), ("王小明", "name"), ("13800138000", "phone")):
        searched = clerk.press(clerk.open("/people"), "查询", q=q)
        values = clerk.press(searched, "登记此人").form("保存登记").values()
        assert values[field] == q
        assert values["effective_on"] == "2005-03-01"
        assert values["able_to_work"] == "true"


def test_scripts_are_told_while_the_number_is_typed(clerk: Visitor):
    fields = {**registration(), "id_number": CHEN[:17]}
    assert "周岁" not in clerk.post("/register/told", **fields).response.text
    fields["id_number"] = CHEN
    assert "50周岁" in clerk.post("/register/told", **fields).response.text


def test_a_sex_that_differs_from_the_number_needs_its_reason(clerk: Visitor):
    page = filled(clerk, "保存登记", **MINE, sex="female")
    assert page.status == 409
    assert "open" in page.page.one("details", class_="seldom").attributes
    assert clerk.press(page, "保存登记", override_reason="户口簿登记为女").status == 200
