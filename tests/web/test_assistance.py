"""Judging who is to be assisted: the queue, each condition on its line, and the next in turn."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from application.read_models.worker_file import WorkerFile
from application.tracker import CaseTracker
from tests.api.requests import OTHER_STATION
from tests.exports.workbooks import shown as sheet_of
from tests.ledger import record
from tests.web.conftest import NOW
from tests.web.lives import Line, person, told
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]


@pytest.fixture
def waiting(tracker: CaseTracker) -> list[Line]:
    """Three who wait, in this order: old enough, old enough at another street, too young."""
    people = [
        person("够龄", 1, born="1954-06-01"),
        person("外街", 2, born="1954-06-01", station=OTHER_STATION),
        person("未满", 3, born="1963-06-01"),
    ]
    applied = [
        told("apply-for-assistance", each, f"2005-02-1{nth}", evidence="社区证明")
        for nth, each in enumerate(people)
    ]
    record(tracker, people + applied)
    return people


def names(shown: Shown) -> list[str]:
    return [each.text for row in shown.main.all("th", scope="row") for each in row.all("a")]


def rows(shown: Shown) -> list[list[str]]:
    """The conditions of the page, cell by cell."""
    body = shown.main.all("tbody")[0]
    return [[cell.text for cell in row.all("th") + row.all("td")] for row in body.all("tr")]


def file_of(tracker: CaseTracker, path: str) -> dict[str, object]:
    worker = UUID(path.rpartition("/")[2].partition("?")[0])
    return tracker.ask(WorkerFile(worker, None, NOW.date()))


def opened(visitor: Visitor, name: str) -> Shown:
    return visitor.open(visitor.open("/assistance").link(f"审核 ：{name}"))


def test_the_longest_waiting_comes_first(waiting: list[Line], reviewer: Visitor):
    shown = reviewer.open("/assistance")
    assert names(shown) == ["够龄", "外街", "未满"]
    assert "2005-02-10 19" in shown.main.one("tbody").all("tr")[0].text
    tabs = shown.main.one("nav", class_="tabs").text
    assert tabs == "待审核 3 退回补正 0"
    one_street = reviewer.press(shown, "筛选", unit=OTHER_STATION)
    assert names(one_street) == ["外街"]
    content = reviewer.open("/assistance", format="xlsx", unit=OTHER_STATION).response.content
    assert [row[0] for row in sheet_of(content)][-1] == "外街"


def test_each_condition_stands_with_its_value_its_limit_and_its_clause(
    waiting: list[Line], reviewer: Visitor
):
    clause = "江府[2003]43号 三(二)1(4)"
    assert rows(opened(reviewer, "够龄")) == [
        ["年龄", "50 周岁", "满 50 周岁", "● 符合", clause],
        ["有劳动能力", "是", "是", "● 符合", clause],
        ["有就业愿望", "是", "是", "● 符合", clause],
        ["就业困难", "—", "是", "▲ 待判断", clause],
    ]
    assert rows(opened(reviewer, "未满"))[0] == [
        "年龄",
        "41 周岁",
        "满 50 周岁",
        "■ 不符合",
        clause,
    ]
    assert "社区证明" in opened(reviewer, "够龄").text
    assert "第 1 件，共 3 件待审" in opened(reviewer, "够龄").text


def test_granting_asks_once_more_and_goes_straight_on_to_the_next(
    waiting: list[Line], reviewer: Visitor, tracker: CaseTracker
):
    shown = opened(reviewer, "够龄")
    check = reviewer.press(shown, "同意认定")
    assert "最后核对：同意认定" in check.text
    assert "社区证明" in check.text
    assert file_of(tracker, shown.path)["assistance"] is None
    following = reviewer.press(check, "同意认定")
    assert following.heading == "外街"
    assert "已保存：就业援助认定。" in following.text
    file = file_of(tracker, shown.path)
    assert (file["assistance"], file["assessed_on"]) == ("granted", date(2005, 3, 1))


def test_what_was_typed_is_there_when_one_goes_back(waiting: list[Line], reviewer: Visitor):
    check = reviewer.press(opened(reviewer, "够龄"), "同意认定", note="当面核实")
    back = reviewer.press(check, "返回修改")
    assert back.form("同意认定").values()["note"] == "当面核实"


def test_an_application_is_sent_back_with_a_usual_reason_and_more(
    waiting: list[Line], reviewer: Visitor, clerk: Visitor, tracker: CaseTracker
):
    shown = opened(reviewer, "够龄")
    refused = reviewer.press(shown, "退回补正")
    assert refused.status == 422
    assert refused.main.one("div", id="wrong").one("a").attributes["href"] == "#return_reason"
    check = reviewer.press(
        refused, "退回补正", return_reason="缺低保或家庭困难证明", return_more="须街道盖章"
    )
    reviewer.press(check, "退回补正")
    reason = "缺低保或家庭困难证明；须街道盖章"
    assert file_of(tracker, shown.path)["assistance_return_reason"] == reason
    returned = clerk.open("/assistance/returned")
    assert reason in returned.text
    assert returned.link("重新申请 ：够龄").endswith("/apply-for-assistance")


def test_declining_needs_a_listed_reason_where_all_conditions_are_met(
    waiting: list[Line], reviewer: Visitor, tracker: CaseTracker
):
    shown = opened(reviewer, "够龄")
    refused = reviewer.press(shown, "不予认定")
    assert refused.status == 422
    assert "不予认定须选择" in refused.main.one("p", id="decline_reason-fault").text
    check = reviewer.press(refused, "不予认定", decline_reason="has_livelihood")
    assert "有稳定收入或经营" in check.text
    reviewer.press(check, "不予认定")
    file = file_of(tracker, shown.path)
    assert (file["assistance"], file["decline_reason"]) == ("declined", "has_livelihood")


def test_nobody_is_granted_what_a_condition_forbids(
    waiting: list[Line], reviewer: Visitor, tracker: CaseTracker
):
    shown = opened(reviewer, "未满")
    refused = reviewer.press(shown, "同意认定")
    assert refused.status == 422
    assert "有条件不符合，不能同意认定。" in refused.main.one("div", id="wrong").text
    done = reviewer.press(reviewer.press(refused, "不予认定"), "不予认定")
    # The last in the queue: on with the one that waits longest.
    assert done.heading == "够龄"
    file = file_of(tracker, shown.path)
    assert (file["assistance"], file["decline_reason"]) == ("declined", None)


def test_two_reviewers_do_not_judge_one_application_twice(
    waiting: list[Line], reviewer: Visitor, signed_in: SignIn
):
    check = reviewer.press(opened(reviewer, "够龄"), "同意认定")
    other = signed_in("reviewer")
    sent_back = other.press(opened(other, "够龄"), "退回补正", return_more="重填")
    other.press(sent_back, "退回补正")
    refused = reviewer.press(check, "同意认定")
    assert refused.status == 412
    assert "重填" in refused.text
    assert refused.main.one("div", id="wrong").text
    assert "审核意见" not in refused.text


def test_a_clerk_sees_the_queue_and_the_conditions_without_deciding(
    waiting: list[Line], clerk: Visitor
):
    shown = clerk.open("/assistance")
    assert names(shown) == ["够龄", "未满"]
    case = clerk.open(shown.link("查看申请 ：够龄"))
    assert rows(case)[0][-2] == "● 符合"
    assert "同意认定" not in case.text
    assert clerk.post(case.path, decision="grant", effective_on="2005-03-01").status == 403
    assert shown.link("提出申请") == "/people?then=apply-for-assistance"


def test_nothing_of_another_area_is_seen(
    waiting: list[Line], reviewer: Visitor, signed_in: SignIn, clerk: Visitor
):
    path = reviewer.open("/assistance").link("审核 ：够龄")
    elsewhere = signed_in("elsewhere")
    assert "没有待审核的申请。" in elsewhere.open("/assistance").text
    assert elsewhere.open(path).status == 403
    assert elsewhere.post(path, decision="grant").status == 403
    assert clerk.open("/assistance", unit=OTHER_STATION).status == 403
