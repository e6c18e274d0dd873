"""Answering applications for the certificate, one after the other."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from application.read_models.worker_file import WorkerFile
from application.tracker import CaseTracker
from tests.ledger import record
from tests.web.conftest import NOW
from tests.web.lives import Line, certified, person, told
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]


@pytest.fixture
def applied(tracker: CaseTracker) -> list[Line]:
    """Two who wait, the first on the minimum; another has a number already."""
    holder = person("持证", 3)
    waiting = [
        person("低保", 1, category="minimum_living", unemployed_since="2003-09-30"),
        person("下岗", 2),
    ]
    applications = [
        told("apply-for-certificate", each, f"2005-02-0{nth}")
        for nth, each in enumerate(waiting, 1)
    ]
    issued = certified(holder, "2005-01-10", "44070305000007")
    record(tracker, [holder, *waiting, *applications, *issued])
    return waiting


def opened(visitor: Visitor, name: str) -> Shown:
    return visitor.open(visitor.open("/certificates").link(f"核发 ：{name}"))


def file_of(tracker: CaseTracker, path: str) -> dict[str, object]:
    worker = UUID(path.rpartition("/")[2].partition("?")[0])
    return tracker.ask(WorkerFile(worker, None, NOW.date()))


def test_each_condition_stands_on_its_line(applied: list[Line], reviewer: Visitor):
    body = opened(reviewer, "低保").main.all("tbody")[0]
    lines = [[cell.text for cell in row.all("th") + row.all("td")] for row in body.all("tr")]
    clause = "粤劳社[2003]12号 第四条"
    assert lines == [
        ["人员类别", "低保失业人员", "规定的四类人员", "● 符合", clause],
        ["有劳动能力", "是", "是", "● 符合", clause],
        ["有就业愿望", "是", "是", "● 符合", clause],
        ["享受低保起始日期", "—", "不晚于 2005-03-01", "● 符合", clause],
        ["已失业", "17 个月", "满 12 个月", "● 符合", clause],
    ]


def test_the_next_number_is_proposed_issued_after_a_check_and_printed(
    applied: list[Line], reviewer: Visitor, tracker: CaseTracker
):
    shown = opened(reviewer, "低保")
    assert shown.form("签发优惠证").values()["certificate_no"] == "44070305000008"
    check = reviewer.press(shown, "签发优惠证", valid_until="20051231")
    assert "最后核对：签发优惠证" in check.text
    assert "2005-12-31" in check.text
    following = reviewer.press(check, "签发优惠证")
    assert following.heading == "下岗"
    file = file_of(tracker, shown.path)
    assert (file["certificate_standing"], file["certificate_no"]) == ("in_force", "44070305000008")
    assert file["valid_until"] == date(2005, 12, 31)
    papers = reviewer.open(following.link("打印刚签发的优惠证"))
    assert papers.response.headers["content-type"] == "application/pdf"
    assert following.form("签发优惠证").values()["certificate_no"] == "44070305000009"


def test_a_number_that_is_taken_is_refused_before_the_check(applied: list[Line], reviewer: Visitor):
    refused = reviewer.press(
        opened(reviewer, "下岗"), "签发优惠证", certificate_no="44070305000007"
    )
    assert refused.status == 409
    assert refused.main.one("p", id="certificate_no-fault").text
    assert refused.main.one("input", id="certificate_no").attributes["value"] == "44070305000007"


def test_refusing_names_a_reason_and_after_the_last_one_the_list_is_empty(
    applied: list[Line], reviewer: Visitor, tracker: CaseTracker
):
    shown = opened(reviewer, "低保")
    missing = reviewer.press(shown, "不予核发")
    assert missing.status == 422
    assert missing.main.one("div", id="wrong").one("a").attributes["href"] == "#refuse_reason"
    check = reviewer.press(missing, "不予核发", refuse_reason="公示期间有异议")
    following = reviewer.press(check, "不予核发")
    assert file_of(tracker, shown.path)["certificate_standing"] == "refused"
    last = reviewer.press(reviewer.press(following, "不予核发", refuse_more="本人撤回"), "不予核发")
    assert "没有待核发的申请。" in last.text


def test_only_the_second_pair_of_eyes_of_the_area_answers(
    applied: list[Line], reviewer: Visitor, clerk: Visitor, signed_in: SignIn
):
    path = opened(reviewer, "下岗").path
    assert clerk.open(path).status == 403
    assert clerk.post(path, decision="issue", certificate_no="44070305000010").status == 403
    assert signed_in("elsewhere").open(path).status == 403
