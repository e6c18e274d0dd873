"""Data quality: what came late, who is silent, which jobs were short."""

from typing import Any

import pytest
from fastapi import FastAPI

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from tests.api.requests import OTHER_STATION
from tests.exports.workbooks import shown as sheet_of
from tests.ledger import record
from tests.web.lives import Line, arrived, person, told
from tests.web.visitor import PASSWORD, Shown, Visitor


def known(line: Line, day: str) -> Line:
    return {**line, "recorded_at": f"{day}T10:00:00+08:00"}


@pytest.fixture
def lines(tracker: CaseTracker) -> list[Line]:
    """甲 and 乙 of the station, 丙 of another county; visited in 2004, some of it told late."""
    one, two = person("甲", 1), person("乙", 2)
    three = person("丙", 3, station="440704001")
    visits = [
        known(told("record-follow-up", of, "2004-12-20", outcome="at_work"), day)
        for of, day in (
            (one, "2004-12-21"),
            (one, "2005-01-19"),
            (one, "2005-02-01"),
            (two, "2005-02-10"),
            (three, "2005-02-20"),
        )
    ]
    job = {"kind": "labour_contract", "employer": "某厂"}
    lines = [
        *(known(each, "2003-10-08") for each in (one, two, three)),
        *visits,
        known(told("start-employment", one, "2005-02-12", **job), "2005-02-22"),
        known(told("end-employment", one, "2005-02-20", reason="dismissed"), "2005-02-23"),
    ]
    record(tracker, lines)
    return lines


@pytest.fixture
def reader(app: FastAPI) -> Visitor:
    """Of the office, who comes to the page at once."""
    visitor = Visitor(app)
    visitor.press(visitor.open("/quality"), "登录", name="office", password=PASSWORD)
    return visitor


def rows(shown: Shown) -> list[list[str]]:
    return [
        [cell.text for cell in row.inside if not isinstance(cell, str)]
        for row in shown.main.one("tbody").all("tr")
    ]


def tabs(shown: Shown) -> list[str]:
    return [each.text for each in shown.main.one("nav", class_="tabs").all("a")]


def test_late_entries_are_counted_by_unit(lines, reader):
    shown = reader.open("/quality")
    assert shown.status == 200
    assert rows(shown) == [
        ["合计", "6", "3", "50.00", "52", "62", "不足 30 件，占比仅供参考"],
        ["蓬江区", "5", "2", "40.00", "43", "52", "不足 30 件，占比仅供参考"],
        ["江海区", "1", "1", "100.00", "62", "62", "不足 30 件，占比仅供参考"],
    ]
    assert "2005-01-01 至 2005-03-01" in shown.text
    assert tabs(shown) == ["迟录 3", "停录机构 0", "疑似重复登记 0", "极短就业 1"]


def test_a_number_of_late_facts_opens_the_facts(lines, reader):
    shown = reader.open(reader.open("/quality").link("2"))
    assert [(row[0], row[1], row[2], row[4]) for row in rows(shown)] == [
        ("乙", "回访", "2004-12-20", "52"),
        ("甲", "回访", "2004-12-20", "43"),
    ]
    person_page = shown.link("乙")
    assert "#t-" in person_page
    assert reader.open(person_page).heading.startswith("乙")
    assert reader.open(shown.link("返回迟录情况")).path.startswith("/quality?")


def test_the_days_may_be_chosen_as_people_write_them(lines, reader):
    shown = reader.press(
        reader.open("/quality"), "查看", **{"from": "20041221", "to": "2004.12.31"}
    )
    assert rows(shown)[0][:3] == ["合计", "1", "0"]
    assert "from=20041221" in shown.path or "from=2004-12-21" in shown.path


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"from": "昨天"}, "日期写法不对"),
        ({"to": "2005-02-30"}, "日期写法不对"),
        ({"from": "2005-02-02", "to": "2005-02-01"}, "起始日期晚于截止日期"),
    ],
)
def test_what_is_wrong_with_the_days_is_said_and_kept(lines, reader, days, said: str):
    shown = reader.open("/quality/short", **days)
    assert shown.status == 422
    assert said in shown.main.one("div", class_="wrong").text
    name, typed = next(iter(days.items()))
    assert shown.form("查看").values()[name] == typed


def test_a_station_sees_its_own_part(lines, clerk: Visitor):
    shown = clerk.open("/quality")
    assert rows(shown)[0][:3] == ["合计", "5", "2"]
    assert clerk.open("/quality", unit="440704").status == 403
    assert clerk.open("/quality/late", unit="440704001").status == 403
    assert clerk.open("/quality/late", unit="999999").status == 422


def test_a_unit_is_opened_by_its_name(lines, reader):
    shown = reader.open(reader.open("/quality").link("蓬江区"))
    assert [row[0] for row in rows(shown)] == ["合计", "白沙街道"]


def test_a_silent_station_is_named_with_its_people(lines, app: FastAPI, clock: FixedClock):
    clock.at = clock.at.replace(month=4, day=1)
    reader = Visitor(app)
    door = reader.open("/quality/silent")
    shown = reader.press(door, "登录", name="office", password=PASSWORD)
    assert rows(shown) == [
        ["江海区江南街道", "1", "0", "2005-02-20", "40"],
        ["蓬江区白沙街道", "2", "0", "2005-02-23", "37"],
    ]
    people = reader.open(shown.link("2"))
    assert people.status == 200
    assert "甲" in people.text and "乙" in people.text


def test_a_short_job_is_told_with_the_figures_it_was_counted_in(lines, reader):
    shown = reader.open("/quality/short")
    assert rows(shown) == [
        [
            *("甲", "蓬江区白沙街道", "劳动合同就业", "某厂", "2005-02-12", "2005-02-20", "8"),
            *("被解除劳动关系", "2005年再就业率"),
        ]
    ]


def test_a_job_that_was_counted_elsewhere_says_where(lines, reader, tracker: CaseTracker):
    record(tracker, [told("transfer-case", lines[0], "2005-02-25", to_station=OTHER_STATION)])
    (row,) = rows(reader.open("/quality/short"))
    assert (row[1], row[-1]) == ("蓬江区潮连街道", "2005年再就业率（蓬江区白沙街道）")


@pytest.mark.parametrize(
    ("path", "title", "first"),
    [
        ("/quality", "迟录情况", "合计"),
        ("/quality/late", "迟录明细", "丙"),
        ("/quality/short", "极短就业", "甲"),
    ],
)
def test_every_list_leaves_as_a_workbook(lines, reader, path: str, title: str, first: str):
    answer = reader.open(reader.open(path).link("导出Excel")).response
    cells: list[Any] = sheet_of(answer.content)
    assert cells[0][0] == title
    assert first in [row[0] for row in cells]


def test_an_empty_list_says_so(reader):
    for path, said in (
        ("/quality", "这段日期内没有记入事项。"),
        ("/quality/late", "这段日期内没有迟录。"),
        ("/quality/silent", "没有停录的机构。"),
        ("/quality/duplicates", "没有疑似重复的登记。"),
        ("/quality/short", "这段日期内没有极短就业。"),
    ):
        shown = reader.open(path)
        assert said in shown.text
        assert reader.open(path, format="xlsx").status == 200


def test_who_manages_accounts_sees_nobody(app: FastAPI):
    assert arrived(app, "admin", "/quality").status == 403


def test_whoever_moved_away_is_not_named(lines, clerk: Visitor, tracker: CaseTracker):
    record(tracker, [told("transfer-case", lines[1], "2005-02-25", to_station=OTHER_STATION)])
    late = rows(clerk.open("/quality/late"))
    assert [row[0] for row in late] == ["现属其他机构", "甲"]
