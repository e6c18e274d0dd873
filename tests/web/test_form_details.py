"""What the forms of a case tell by themselves, and that nothing typed in them is lost."""

import pytest

from application.tracker import CaseTracker
from tests.api.requests import CHEN, LI, OTHER_COUNTY
from tests.web.cases import APPLIED, ENROLLED, ISSUED, JOB, TWIN, at, form_of, head, of
from tests.web.reading import Element
from tests.web.visitor import Visitor

SECOND_JOB = at("2004-09-01", "start-employment", kind="flexible", employer="送水站")
ENDED = at("2004-08-01", "end-employment", reason="resigned")


def choices(page: Element, name: str) -> list[str]:
    """The words of a list, without the one that chooses nothing."""
    return [each.text for each in page.one("select", id=name).all("option")][1:]


def test_what_is_on_record_stands_beside_what_is_corrected(clerk: Visitor, tracker: CaseTracker):
    page = form_of(clerk, tracker, "correct-worker")
    for told in ("姓名", "现值：陈建国", "现值：国有企业下岗职工", "现值：440703********021X"):
        assert told in page.text
    values = page.form("保存更正").values()
    assert values["name"] == values["category"] == values["able_to_work"] == ""
    nothing = clerk.press(page, "保存更正", reason="门牌有误")
    assert nothing.status == 422
    assert nothing.form("保存更正").values()["reason"] == "门牌有误"


def test_of_several_jobs_the_one_to_correct_is_chosen_first(clerk: Visitor, tracker: CaseTracker):
    page = form_of(clerk, tracker, "correct-employment", JOB, ENDED, SECOND_JOB)
    form = clerk.open(page.link("2004-09-01开始 灵活就业 送水站"))
    assert form.form("保存更正").values()["effective_on"] == "2004-09-01"
    assert "现值：送水站" in form.text
    assert choices(form.main, "started_on") == ["2004-09-01开始 灵活就业 送水站"]


def test_only_a_job_that_runs_can_end_and_any_can_be_void(clerk: Visitor, tracker: CaseTracker):
    page = form_of(clerk, tracker, "end-employment", JOB, ENDED, SECOND_JOB)
    assert choices(page.main, "started_on") == ["2004-09-01开始 灵活就业 送水站"]
    assert page.form("登记就业结束").values()["started_on"] == "2004-09-01"
    void = clerk.open(f"{of(tracker)}/void-employment")
    assert len(choices(void.main, "started_on")) == 2


@pytest.mark.parametrize("command", ["end-employment", "correct-employment", "leave-training"])
def test_where_there_is_nothing_to_choose_it_is_said(
    clerk: Visitor, tracker: CaseTracker, command: str
):
    assert "档案里没有可以办理的记录" in form_of(clerk, tracker, command).text


def test_the_course_that_is_attended_is_chosen(clerk: Visitor, tracker: CaseTracker):
    other = at("2004-05-07", "enrol-in-training", course="电脑")
    page = form_of(clerk, tracker, "complete-training", ENROLLED, other, query="?course=电脑")
    assert choices(page.main, "course") == ["家政", "电脑"]
    assert page.form("保存结业").values()["course"] == "电脑"


def test_the_next_free_certificate_number_is_proposed(reviewer: Visitor, tracker: CaseTracker):
    page = form_of(reviewer, tracker, "issue-certificate", APPLIED)
    assert page.form("下一步：核对").values()["certificate_no"] == "44070305000001"


def test_the_review_that_is_due_is_proposed(reviewer: Visitor, tracker: CaseTracker):
    page = form_of(reviewer, tracker, "review-certificate", APPLIED, ISSUED)
    assert page.form("保存年检").values()["year"] == "2004"


def test_a_case_can_be_handed_to_any_street_of_the_city(clerk: Visitor, tracker: CaseTracker):
    page = form_of(clerk, tracker, "transfer-case")
    groups = [each.attributes["label"] for each in page.main.all("optgroup")]
    assert groups[0] == "白沙街道"
    assert groups[1:4] == ["蓬江区", "江海区", "新会区"]


def test_the_last_check_is_not_reached_with_what_would_be_refused(
    reviewer: Visitor, tracker: CaseTracker
):
    page = form_of(reviewer, tracker, "issue-certificate", APPLIED)
    wrong = reviewer.press(page, "下一步：核对", certificate_no="1")
    assert wrong.status == 422
    assert "有 1 处需要更正" in wrong.text


def test_two_registrations_are_compared_before_they_are_merged(
    reviewer: Visitor, tracker: CaseTracker
):
    page = form_of(reviewer, tracker, "merge-worker", TWIN)
    found = reviewer.press(page, "查询", q=LI)
    assert found.path == page.path
    form = reviewer.open(found.link("李小红"))
    rows = {row.one("th").text: row.text for row in form.main.one("tbody").all("tr")}
    assert rows["公民身份号码"] == "公民身份号码 440703********021X 440703********0021 不同"
    assert "不同" not in rows["人员类别"]
    checked = reviewer.press(form, "下一步：核对")
    assert "本档案（陈建国）作为重复登记" in checked.text
    assert "并入的登记 李小红 440703********0021" in checked.text


def test_another_person_is_not_oneself(reviewer: Visitor, tracker: CaseTracker):
    page = form_of(reviewer, tracker, "merge-worker")
    found = reviewer.press(page, "查询", q="陈建国")
    assert [
        each.attributes["href"] for each in found.main.all("a") if "into" in each.attributes["href"]
    ] == []


def test_the_head_stays_above_every_form(clerk: Visitor, tracker: CaseTracker):
    assert "失业 自 2003-10-08" in head(form_of(clerk, tracker, "close-case"))
    assert CHEN not in clerk.open(f"{of(tracker)}/close-case").path
    assert OTHER_COUNTY not in head(clerk.open(of(tracker)))
