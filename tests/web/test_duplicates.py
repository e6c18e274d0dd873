"""Two registrations that may be one person: found, compared, merged or told apart."""

import pytest
from fastapi import FastAPI

from application.tracker import CaseTracker
from domain.kernel.identity_number import normalised
from tests.api.requests import OTHER_STATION
from tests.exports.workbooks import shown as sheet_of
from tests.ledger import record
from tests.web.lives import arrived, person
from tests.web.test_quality import rows, tabs
from tests.web.visitor import Shown, Visitor

LIST = "/quality/duplicates"
ONE, OTHER = (normalised(f"440703600505{sequence}") for sequence in ("123", "125"))


@pytest.fixture
def alike(tracker: CaseTracker) -> None:
    """陈建国 at two stations of the district, with numbers a slip apart; 区伟 in two districts."""
    first = {"phone": "0750-3912345", "previous_employer": "江门农药厂"}
    record(
        tracker,
        [
            person("陈建国", 1) | {"id_number": ONE} | first,
            person("陈建国", 1, station=OTHER_STATION, effective_on="2004-02-02")
            | {"id_number": OTHER, "phone": "0750-3912345"},
            person("区伟", 1),
            person("区伟", 2, station="440704001"),
        ],
    )


def compared(reviewer: Visitor) -> Shown:
    return reviewer.open(reviewer.open(LIST).link("比对"))


def test_pairs_are_listed_with_what_they_have_in_common(alike, reviewer: Visitor):
    shown = reviewer.open(LIST)
    assert rows(shown) == [
        [
            *("陈建国", "白沙街道", "2003-10-08", "陈建国", "潮连街道", "2004-02-02"),
            *("号码差一处、同名、同出生日期、同电话", "比对"),
        ]
    ]
    assert "疑似重复登记 1" in tabs(shown)
    assert "另有 1 对一方在本辖区、一方在辖区以外，由上级机构核对。" in shown.text


def test_the_level_above_sees_pairs_across_districts(alike, app: FastAPI):
    shown = arrived(app, "office", LIST)
    assert [row[0] for row in rows(shown)] == ["陈建国", "区伟"]
    assert "另有" not in shown.text


def test_a_station_is_told_only_that_there_is_somebody(alike, clerk: Visitor, reviewer: Visitor):
    shown = clerk.open(LIST)
    assert "没有疑似重复的登记。" in shown.text
    assert "另有 2 对" in shown.text
    assert clerk.open(reviewer.open(LIST).link("比对")).status == 403


def test_the_list_leaves_as_a_workbook_without_the_way_to_compare(alike, reviewer: Visitor):
    cells = sheet_of(reviewer.open(reviewer.open(LIST).link("导出Excel")).response.content)
    assert cells[0][0] == "疑似重复登记"
    assert "比对" not in [cell for row in cells for cell in row]


def test_both_stand_side_by_side_and_differences_have_words(alike, reviewer: Visitor):
    shown = compared(reviewer)
    said = {row[0]: row[1:] for row in rows(shown)}
    assert [text.replace(" ", "") for text in said["公民身份号码"]] == [ONE, OTHER, "≠不同"]
    assert said["姓名"] == ["陈建国", "陈建国", "＝ 相同"]
    assert said["原工作单位"] == ["江门农药厂", "—", "○ 一方未填"]
    assert said["登记日期"] == ["2003-10-08", "2004-02-02", ""]
    marked = [mark.text for mark in shown.main.all("mark")]
    assert marked == [ONE[16], ONE[17], OTHER[16], OTHER[17]]
    assert [tag.text for tag in shown.main.all("span", class_="tag")] == [
        "号码差一处",
        "同名",
        "同出生日期",
        "同电话",
    ]


def kept(shown: Shown, nth: int) -> str:
    radios = [each for each in shown.main.all("input") if each.attributes.get("name") == "kept"]
    return radios[nth].attributes["value"]


@pytest.mark.parametrize("nth", [0, 1])
def test_after_a_last_check_one_is_merged_into_the_one_that_is_kept(
    alike, reviewer: Visitor, nth: int
):
    shown = compared(reviewer)
    stays, goes = kept(shown, nth), kept(shown, 1 - nth)
    check = reviewer.press(shown, "下一步：合并", kept=stays, note="身份证核对")
    assert "最后核对：合并重复登记" in check.text
    assert "身份证核对" in check.text
    done = reviewer.press(check, "合并重复登记")
    assert done.path == f"{LIST}?done=merge-worker"
    assert "没有疑似重复的登记。" in done.text
    assert "并入另一登记" in reviewer.open(f"/workers/{goes}").text
    assert "并入重复登记" in reviewer.open(f"/workers/{stays}").text


def test_a_merger_needs_to_know_which_one_is_kept(alike, reviewer: Visitor):
    shown = reviewer.press(compared(reviewer), "下一步：合并")
    assert shown.status == 422
    assert "请选择保留哪一个登记。" in shown.main.one("div", class_="wrong").text


def test_after_a_last_check_the_two_are_told_apart_for_good(alike, reviewer: Visitor):
    shown = compared(reviewer)
    check = reviewer.press(shown, "下一步：不是同一人", note="双胞胎")
    assert "最后核对：认定不是同一人" in check.text
    done = reviewer.press(check, "不是同一人")
    assert done.path == f"{LIST}?done=rule-out-duplicate"
    assert "没有疑似重复的登记。" in done.text
    again = reviewer.open(shown.path)
    assert "已认定不是同一人" in again.text
    assert "下一步：不是同一人" not in again.text


def test_from_the_last_check_one_may_go_back(alike, reviewer: Visitor):
    shown = compared(reviewer)
    check = reviewer.press(shown, "下一步：合并", kept=kept(shown, 0), note="再看")
    back = reviewer.press(check, "返回修改")
    assert back.form("下一步：合并").values()["note"] == "再看"
    assert back.form("下一步：合并").values()["kept"] == kept(shown, 0)
    assert rows(reviewer.open(LIST))


def test_what_is_wrong_is_said_and_kept(alike, reviewer: Visitor):
    shown = compared(reviewer)
    wrong = reviewer.press(shown, "下一步：不是同一人", effective_on="2005-03-02", note="双胞胎")
    assert wrong.status == 422
    assert "晚于今天" in wrong.main.one("div", class_="wrong").text
    assert wrong.form("下一步：合并").values()["note"] == "双胞胎"


def test_whoever_only_reads_decides_nothing(alike, app: FastAPI, reviewer: Visitor):
    address = reviewer.open(LIST).link("比对")
    shown = arrived(app, "auditor", address)
    assert shown.status == 200
    assert "核对结果" not in shown.text


def test_a_merged_registration_is_no_longer_decided_on(alike, reviewer: Visitor):
    shown = compared(reviewer)
    check = reviewer.press(shown, "下一步：合并", kept=kept(shown, 0))
    reviewer.press(check, "合并重复登记")
    again = reviewer.open(shown.path)
    assert "核对结果" not in again.text
    assert "陈建国的登记（2004-02-02）：已并入另一登记。" in again.text


def test_a_clerk_may_not_decide(alike, reviewer: Visitor, clerk: Visitor):
    address = reviewer.open(LIST).link("比对")
    assert clerk.post(address, decision="rule-out", effective_on="2005-03-01").status == 403
