"""What is to be done today at a station."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from tests.api.requests import OTHER_COUNTY, OTHER_STATION, STATION
from tests.exports.workbooks import shown as sheet_of
from tests.ledger import record
from tests.web.conftest import NOW
from tests.web.lives import Line, arrived, certified, person, told
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]


def everything() -> list[Line]:
    """Something on each list of 2005-03-01 (noon in the city), one person each."""
    names = ("补正", "年检", "回访", "灵活", "超时", "转入", "撤回")
    returned, review, follow, flexible, pending, moved, withdrawn = (
        person(name, nth, **({"station": OTHER_STATION} if name == "转入" else {}))
        for nth, name in enumerate(names)
    )
    older = person("大龄", 1, born="1955-03-20")
    return [
        returned,
        review,
        follow,
        flexible,
        pending,
        moved,
        withdrawn,
        older,
        told("apply-for-assistance", returned, "2005-02-01"),
        told("return-assistance", returned, "2005-02-03", reason="缺社区证明"),
        *certified(review, "2003-11-01", "44070303000001"),
        told("review-certificate", review, "2004-02-01", year=2003, passed=True),
        told("record-follow-up", follow, "2004-12-01", outcome="at_work", next_on="2005-02-25"),
        told("start-employment", flexible, "2004-12-20", kind="flexible", employer="早餐档"),
        told("apply-for-certificate", pending, "2005-02-07"),
        told("transfer-case", moved, "2005-02-20", to_station=STATION),
        told("close-case", withdrawn, "2005-02-21", reason="wish_withdrawn"),
    ]


@pytest.fixture
def busy(tracker: CaseTracker) -> None:
    record(tracker, everything())


def section(shown: Shown, title: str) -> list[list[str]]:
    """The cells of each row under a title."""
    for each in shown.main.all("section"):
        if any(h.text.startswith(title) for h in each.all("h2")):
            rows = each.one("tbody").all("tr")
            return [[c.text for c in row.inside if not isinstance(c, str)] for row in rows]
    return []


def count_of(shown: Shown, entry: str) -> str:
    """What stands beside an entry of the menu; empty for nothing."""
    found = [a for a in shown.page.one("nav", class_="menu").all("a") if a.text.startswith(entry)]
    return found[0].text.removeprefix(entry).removeprefix(" 待办").strip()


def test_each_list_shows_who_and_the_one_next_step(busy: None, clerk: Visitor):
    shown = clerk.open("/today")
    assert section(shown, "援助申请退回补正") == [
        ["补正", "", "2005-02-03", "缺社区证明", "重新申请 ：补正"]
    ]
    assert section(shown, "优惠证年检将到期") == [
        ["年检", "", "44070303000001", "2005-03-31", "剩 30 天", "查看档案 ：年检"]
    ]
    assert section(shown, "到期回访") == [
        ["回访", "", "", "2005-02-25", "已逾期 4 天", "回访 ：回访"]
    ]
    assert section(shown, "灵活就业将满期限") == [
        ["灵活", "", "早餐档", "2004-12-20", "2005-03-20", "剩 19 天", "回访 ：灵活"]
    ]
    assert section(shown, "本月满大龄") == [
        ["大龄", "", "男", "2005-03-20", "50", "申请援助认定 ：大龄"]
    ]
    assert section(shown, "近期转入的档案") == [
        ["转入", "", "国有企业下岗职工", "2005-02-20", "潮连街道", "查看档案 ：转入"]
    ]
    assert shown.link("申请援助认定 ：大龄").endswith("/apply-for-assistance")


def test_the_second_pair_of_eyes_finds_its_own_steps(busy: None, reviewer: Visitor):
    shown = reviewer.open("/today")
    assert section(shown, "撤回求职愿望")[0][-1] == "确认退出 ：撤回"
    assert section(shown, "优惠证年检将到期")[0][-1] == "年检 ：年检"
    # The district is over several stations, so each row says which.
    assert section(shown, "到期回访")[0][1] == "白沙街道"
    # The case never left the district.
    assert section(shown, "近期转入的档案") == []


def test_an_application_is_too_old_by_working_days(
    busy: None, reviewer: Visitor, clock: FixedClock
):
    """Applied for on Monday 2005-02-07; the Spring Festival took three days of that week."""
    assert section(reviewer.open("/today"), "优惠证申请超过时限") == [
        ["超时", "白沙街道", "", "2005-02-07", "13 个工作日（时限 11）", "核发 ：超时"]
    ]
    clock.at = NOW.replace(month=2, day=25)
    assert section(reviewer.open("/today"), "优惠证申请超过时限") == []


def test_what_is_found_on_the_page_stands_beside_the_menu(
    busy: None, clerk: Visitor, reviewer: Visitor
):
    shown = clerk.open("/people")
    assert count_of(shown, "今日待办") == "7"
    assert "共 7 项" in clerk.open("/today").text
    assert count_of(shown, "跟踪回访") == "1"
    assert count_of(shown, "资格审核") == "1"
    assert count_of(shown, "优惠证核发") == ""
    assert count_of(reviewer.open("/people"), "优惠证核发") == "1"


def test_the_counts_follow_what_is_recorded_and_the_day(
    tracker: CaseTracker, clerk: Visitor, signed_in: SignIn, clock: FixedClock
):
    chen = person("陈建国", 1)
    record(tracker, [chen])
    assert count_of(clerk.open("/people"), "跟踪回访") == ""
    record(
        tracker,
        [told("record-follow-up", chen, "2005-02-01", outcome="at_work", next_on="2005-03-02")],
    )
    assert count_of(clerk.open("/people"), "跟踪回访") == ""
    clock.at = NOW.replace(day=2)
    assert count_of(signed_in("clerk").open("/people"), "跟踪回访") == "1"


def test_nothing_waits_for_those_who_only_look(busy: None, app: FastAPI):
    shown = arrived(app, "auditor", "/today")
    assert count_of(shown, "今日待办") == ""
    assert section(shown, "撤回求职愿望")[0][-1] == "查看档案 ：撤回"


def test_another_street_sees_nothing_of_it(busy: None, signed_in: SignIn):
    shown = signed_in("stranger").open("/today")
    assert "今天没有待办。" in shown.text
    assert signed_in("elsewhere").open("/today").main.all("tbody") == []
    assert OTHER_COUNTY not in shown.text


def test_a_list_opens_as_a_whole_in_pages_and_as_a_workbook(tracker: CaseTracker, clerk: Visitor):
    people = [person(f"陈建国{nth}", nth) for nth in range(60)]
    visits = [
        told("record-follow-up", each, "2004-12-01", outcome="at_work", next_on="2005-01-20")
        for each in people
    ]
    record(tracker, people + visits)
    shown = clerk.open("/today/follow-ups")
    assert shown.heading == "到期回访"
    assert len(shown.main.one("tbody").all("tr")) == 50
    rest = clerk.open(f"/today/follow-ups{shown.link('下一页')}")
    assert len(rest.main.one("tbody").all("tr")) == 10
    sheet = clerk.open("/today/follow-ups?format=xlsx").response.content
    assert sum(str(row[0]).startswith("陈建国") for row in sheet_of(sheet)) == 60


def test_a_list_without_anybody_says_so_and_an_unknown_one_is_not_found(clerk: Visitor):
    assert "三十天内没有转入的档案。" in clerk.open("/today/handed-over").text
    assert clerk.open("/today/unknown").status == 404
    assert clerk.open("/today/closings").status == 404
