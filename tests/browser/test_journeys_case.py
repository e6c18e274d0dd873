"""One person's year: registered, assessed, certified, trained, at work, counted."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from application.tracker import CaseTracker
from tests.api.requests import STATION
from tests.browser.cases import begin, do, register, saved
from tests.browser.forms import enter, follow, heading, press
from tests.browser.ways import both_ways
from tests.exports.papers import whole
from tests.ledger import rate_rows, record
from tests.web.cases import JOB, REGISTERED, of, registered

pytestmark = pytest.mark.xdist_group("browser")

OLD_NUMBER, CERTIFICATE = "440703530315021", "44070305000001"
COUNTS_FROM = "自2005-06-01起计入再就业"


@both_ways
def test_a_person_is_registered_helped_and_counted_three_months_later(
    signed_in, tracker, clock, tmp_path, scripts
):
    clerk, reviewer = signed_in("clerk"), signed_in("reviewer")
    file = register(clerk, 公民身份号码=OLD_NUMBER)
    _assist(clerk, reviewer, file)
    _certify(clerk, reviewer, file)
    assert CERTIFICATE in _printed(clerk, tmp_path)
    _train(clerk, file)
    _bring_to_work(clerk, file, scripts)
    assert counted(tracker, "2005-05-31") == (0, 1)

    clock.at = datetime(2005, 6, 1, 4, tzinfo=UTC)
    clerk = signed_in("clerk")
    clerk.goto("/dashboard")
    rate = clerk.get_by_role("region", name="下岗失业人员再就业率", exact=True)
    expect(rate).to_contain_text("1 / 1 人")
    follow(rate, "100.00%")
    expect(clerk.get_by_role("link", name="陈建国")).to_be_visible()


def _assist(clerk: Page, reviewer: Page, file: str) -> None:
    """The clerk asks; a second pair of eyes goes through the conditions one by one."""
    do(clerk, file, "申请就业援助认定", {"证明材料": "社区证明"}, "提交审核")
    reviewer.goto("/assistance")
    reviewer.get_by_role("row").filter(has_text="陈建国").get_by_role("link", name="审核").click()
    age = reviewer.get_by_role("row").filter(has=reviewer.get_by_role("rowheader", name="年龄"))
    expect(age).to_contain_text("满 50 周岁")
    press(reviewer, "同意认定")
    heading(reviewer, "最后核对")
    press(reviewer, "同意认定")
    expect(reviewer.get_by_role("status").filter(has_text="已保存")).to_be_visible()


def _certify(clerk: Page, reviewer: Page, file: str) -> None:
    do(clerk, file, "申请优惠证", {}, "申请优惠证")
    do(reviewer, file, "核发优惠证", {"证号": CERTIFICATE}, "签发优惠证")
    clerk.goto(file)
    follow(clerk, "优惠证")


def _train(clerk: Page, file: str) -> None:
    course = {"培训课程": "家政服务2005-1", "工种": "家政服务", "总学时": "60"}
    do(clerk, file, "报名培训", course, "保存报名")
    done = {"是否合格": "是", "出勤学时": "58"}
    do(clerk, file, "培训结业", done, "保存结业")


def _bring_to_work(clerk: Page, file: str, scripts: bool) -> None:
    """From which day it counts, and by which rule, is shown before anything is saved."""
    begin(clerk, file, "登记就业")
    enter(clerk, {"就业形式": "灵活就业", "证明材料": "社区证明"})
    if not scripts:
        press(clerk, "试算")
    expect(clerk.get_by_text(COUNTS_FROM)).to_be_visible()
    press(clerk, "保存就业登记")
    saved(clerk, "登记就业")
    expect(event(clerk, "就业")).to_contain_text(COUNTS_FROM)


def test_what_a_command_brings_about_pushes_no_button_away(signed_in):
    clerk = signed_in("clerk")
    begin(clerk, register(clerk), "登记就业")
    button = clerk.get_by_role("button", name="保存就业登记", exact=True)
    enter(clerk, {"证明材料": "社区证明"})
    before = button.bounding_box()
    enter(clerk, {"就业形式": "灵活就业"})
    expect(clerk.get_by_text("起计入再就业")).to_be_visible()
    assert button.bounding_box() == before


@both_ways
def test_a_corrected_starting_day_is_struck_through_and_moves_the_rate(signed_in, tracker):
    clerk = signed_in("clerk")
    file = register(clerk, 登记日期="20050201", 失业日期="20050105")
    job = {"就业形式": "灵活就业", "就业开始日期": "20050210"}
    do(clerk, file, "登记就业", job, "保存就业登记")
    assert counted(tracker, "2005-05-20") == (1, 1)
    right = {
        "原因": "与劳动合同不符",
        "正确的就业开始日期": "20050225",
    }
    do(clerk, file, "更正就业", right, "保存更正")
    was, now = event(clerk, "就业"), event(clerk, "更正就业")
    expect(was.locator("s").first).to_have_text("就业")
    expect(now).to_contain_text("与劳动合同不符")
    follow(was, "见2005-02-25更正就业")
    expect(now).to_be_in_viewport()
    follow(now, "针对2005-02-10就业")
    expect(was).to_be_in_viewport()
    assert counted(tracker, "2005-05-20") == (0, 1)


@both_ways
def test_a_case_is_handed_over_to_another_station(signed_in):
    clerk, stranger = signed_in("clerk"), signed_in("stranger")
    file = register(clerk)
    do(clerk, file, "转移", {"转入机构": "潮连街道"}, "转出档案")
    clerk.goto(file)
    heading(clerk, "无权办理")
    stranger.goto("/today")
    came = stranger.get_by_role("row").filter(has_text="陈建国")
    expect(came).to_contain_text("白沙街道")
    came.get_by_role("link", name="陈建国", exact=True).click()
    expect(event(stranger, "转移")).to_contain_text("潮连街道")
    do(stranger, file, "登记回访", {"回访结果": "未联系上"}, "保存回访")


def event(page: Page, act: str) -> Locator:
    """What the timeline says of an act."""
    said = page.get_by_role("region", name="历程").get_by_role("listitem")
    return said.filter(has=page.get_by_role("heading", name=re.compile(f"^{act}(?: |$)")))


def counted(tracker: CaseTracker, as_of: str) -> tuple[int, int]:
    """Re-employed and unemployed people of the clerk's street in the year."""
    rows = rate_rows(tracker, as_of, level="street", from_="2005-01-01")
    row = rows[STATION, "all"]
    return row["numerator"], row["denominator"]


def _printed(page: Page, folder: Path) -> str:
    """The text of the certificate, downloaded by its link."""
    with page.expect_download() as waiting:
        follow(page, "打印优惠证")
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return whole(target.read_bytes())


def test_a_word_without_an_end_stays_in_the_page(signed_in, tracker):
    record(tracker, [registered(recorded_at=REGISTERED), JOB | {"evidence": "x" * 500}])
    page = signed_in("clerk")
    for path in ("", "/correct-employment"):
        page.goto(f"{of(tracker)}{path}")
        expect(page.get_by_text("x" * 500).first).to_be_attached()
        width = page.evaluate("document.documentElement.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth") == width
