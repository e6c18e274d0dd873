"""The worker's page: who it is, how things stand, and everything that happened."""

import pytest

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from interfaces.web.forms.layouts import ON_A_CASE
from tests.api.requests import CHEN, LI, OTHER_STATION
from tests.ledger import record
from tests.web.cases import JOB, REGISTERED, at, entry, head, of, opened, registered, story
from tests.web.visitor import Visitor


def test_the_head_tells_how_things_stand(clerk: Visitor, tracker: CaseTracker):
    page = opened(
        clerk,
        tracker,
        at("2003-11-03", "apply-for-certificate"),
        at("2003-11-10", "issue-certificate", certificate_no="44070303000001"),
        JOB,
    )
    assert page.heading == "陈建国"
    for told in (
        "再就业 自 2004-04-01",
        "大龄，2003-03-15满50周岁",
        "优惠证 逾期失效 44070303000001",
        "蓬江区白沙街道",
    ):
        assert told in head(page)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2005-03-31", "年检截止 2005-03-31，还有 0 天"),
        ("2005-03-21", "年检截止 2005-03-31，还有 10 天"),
        ("2005-04-02", "年检已逾期 2 天，2005-07-01 失效"),
        ("2005-07-01", "优惠证 逾期失效 44070304000001"),
    ],
)
def test_days_of_a_certificate_are_counted_down(
    clerk: Visitor, tracker: CaseTracker, clock: FixedClock, on: str, told: str
):
    lines = (
        at("2004-02-02", "apply-for-certificate"),
        at("2004-02-09", "issue-certificate", certificate_no="44070304000001"),
    )
    path = opened(clerk, tracker, *lines).path
    clock.at = clock.at.replace(month=int(on[5:7]), day=int(on[8:]))
    clerk.sign_in("clerk")
    assert told in head(clerk.open(path))


def test_the_number_is_masked_until_it_is_opened(clerk: Visitor, tracker: CaseTracker):
    page = opened(clerk, tracker)
    hidden = page.main.one("details", class_="number")
    assert hidden.one("summary").text == "440703********021X 显示"
    assert hidden.text.endswith(CHEN)
    assert page.response.text.count(CHEN) == 1


def test_the_latest_stands_first_with_how_late_it_was_recorded(
    clerk: Visitor, tracker: CaseTracker
):
    page = opened(clerk, tracker, {**JOB, "recorded_at": "2004-04-13T09:30:00+08:00"})
    assert story(page) == [("2004-04-01", "就业"), ("2003-10-08", "登记")]
    assert "迟录 12 天，由 tests 于 2004-04-13 09:30 录入" in entry(page, 2).text
    assert "由 tests 于 2003-10-08 12:00 录入" in entry(page, 1).text
    assert "迟录" not in entry(page, 1).text


def test_whoever_recorded_it_is_named_as_shown(clerk: Visitor, tracker: CaseTracker):
    path = opened(clerk, tracker).path
    clerk.press(clerk.open(f"{path}/record-follow-up"), "保存回访", outcome="at_work")
    assert "由 clerk的帐号 白沙街道 于 2005-03-01 12:00 录入" in entry(clerk.open(path), 2).text


def test_what_a_fact_says_is_told_in_words(clerk: Visitor, tracker: CaseTracker):
    page = opened(
        clerk,
        tracker,
        at("2004-04-01", "start-employment", kind="flexible", note="送水"),
        at("2004-05-06", "enrol-in-training", course="家政", hours=100),
        at("2004-06-06", "complete-training", course="家政", attended_hours=50, passed=True),
        at("2004-07-06", "assess-assistance", hard_to_place=False, reason="has_livelihood"),
    )
    assert "就业形式：灵活就业" in entry(page, 2).text
    assert "自2004-07-01起计入再就业，依据JM-2003 §3.5 (4) +3" in entry(page, 2).text
    assert "备注：送水" in entry(page, 2).text
    assert "出勤50学时，应达80学时" in entry(page, 4).text
    assert "51周岁，大龄为满50周岁" in entry(page, 5).text
    assert "不符合的条件：就业困难" in entry(page, 5).text
    assert "有稳定收入或经营" in entry(page, 5).text
    assert "公民身份号码：440703********021X" in entry(page, 1).text


def test_a_correction_and_what_it_corrects_lead_to_each_other(clerk: Visitor, tracker: CaseTracker):
    page = opened(
        clerk,
        tracker,
        JOB,
        at(
            "2004-04-05",
            "correct-employment",
            known="2004-05-01",
            started_on="2004-04-01",
            reason="到岗日期有误",
        ),
    )
    struck, correcting = entry(page, 2), entry(page, 3)
    assert struck.attributes["class"] == "struck"
    assert struck.one("h3").one("s").text == "就业"
    assert struck.one("h3").one("a").attributes["href"] == "#t-3"
    assert correcting.one("h3").one("a").attributes["href"] == "#t-2"
    assert "原记录的开始日期：2004-04-01" in correcting.text
    assert "class" not in correcting.attributes


def test_the_order_of_the_record_is_another_than_that_of_the_world(
    clerk: Visitor, tracker: CaseTracker
):
    page = opened(
        clerk,
        tracker,
        at("2004-06-01", "record-follow-up", outcome="at_work"),
        {**JOB, "recorded_at": "2004-07-01T12:00:00+08:00"},
    )
    assert [day for day, _ in story(page)] == ["2004-06-01", "2004-04-01", "2003-10-08"]
    recorded = clerk.open(page.path + page.link("按录入先后"))
    assert [day for day, _ in story(recorded)] == ["2004-04-01", "2004-06-01", "2003-10-08"]


def test_the_file_can_be_seen_as_it_was_known(clerk: Visitor, tracker: CaseTracker):
    page = opened(clerk, tracker, {**JOB, "recorded_at": "2004-04-13T09:30:00+08:00"})
    then = clerk.press(page, "查看当时", known_at="20040412")
    assert "以下是台帐在 2004-04-12 23:59 时所知的情况" in then.text
    assert "失业 自 2003-10-08" in head(then)
    assert story(then) == [("2003-10-08", "登记")]
    assert "业务办理" not in then.text
    moment = clerk.open(page.path, known_at="2004-04-13T09:30:00+08:00")
    assert "再就业 自 2004-04-01" in head(moment)
    assert "那时台帐上还没有此人" in clerk.open(page.path, known_at="2003-10-07").text
    assert "请写成 2004-12-31 的形式" in clerk.open(page.path, known_at="yesterday").text


def test_a_void_registration_says_so(reviewer: Visitor, tracker: CaseTracker):
    void = at("2004-05-01", "void-registration", reason="entered_in_error")
    page = opened(reviewer, tracker, void)
    assert "此登记自 2004-05-01 起作废，不计入任何统计" in page.text
    assert [
        each.text for each in page.main.all("a") if "main" in each.attributes.get("class", "")
    ] == []


def test_a_merged_registration_leads_to_the_one_that_stays(reviewer: Visitor, tracker: CaseTracker):
    record(tracker, [registered(id_number=LI, name="李小红", recorded_at=REGISTERED)])
    page = opened(reviewer, tracker, at("2004-05-01", "merge-worker", into=LI))
    survivor = of(tracker, LI)
    assert page.link("查看并入的登记") == survivor
    stays = reviewer.open(survivor)
    assert stays.link("查看档案") == page.path


def test_every_command_on_a_case_can_be_reached(reviewer: Visitor, tracker: CaseTracker):
    page = opened(reviewer, tracker, JOB)
    links = {each.attributes["href"] for each in page.main.one("aside").all("a")}
    assert links == {f"{page.path}/{name}" for name in ON_A_CASE}


def test_what_seldom_makes_sense_is_folded_away(clerk: Visitor, tracker: CaseTracker):
    doing = opened(clerk, tracker, JOB).main.one("aside")
    folded = {each.text for each in doing.one("details").all("a")}
    shown = {each.text for each in doing.all("a")} - folded
    assert {"登记就业结束", "登记回访", "更正就业", "转移"} <= shown
    assert {"登记就业", "恢复登记"} <= folded
    assert "核发优惠证" not in shown | folded  # a reviewer's


def test_a_case_of_another_street_is_refused(clerk: Visitor, tracker: CaseTracker):
    assert opened(clerk, tracker, station=OTHER_STATION).status == 403
