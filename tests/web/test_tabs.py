"""The other sides of a file, each with what can be done there."""

from application.tracker import CaseTracker
from tests.web.cases import JOB, at, of, opened, story
from tests.web.visitor import Visitor


def test_jobs_stand_in_a_table_with_what_can_be_done(clerk: Visitor, tracker: CaseTracker):
    page = opened(clerk, tracker, JOB, query="?tab=jobs")
    row = page.main.one("tbody").one("tr")
    assert "劳动合同就业" in row.text
    assert "蓬江百货" in row.text
    assert "2004-04-01 JM-2003 §3.5 (2)" in row.text
    path = of(tracker)
    assert {each.attributes["href"] for each in row.all("a")} == {
        f"{path}/{name}?started_on=2004-04-01"
        for name in ("end-employment", "correct-employment", "void-employment")
    }


def test_courses_stand_in_a_table_with_what_can_be_done(clerk: Visitor, tracker: CaseTracker):
    enrolled = at("2004-05-06", "enrol-in-training", course="家政", hours=100, trade="家政服务")
    page = opened(clerk, tracker, enrolled, query="?tab=training")
    row = page.main.one("tbody").one("tr")
    assert "参加培训中" in row.text
    leave = next(each for each in row.all("a") if "中途退出" in each.text)
    assert clerk.open(leave.attributes["href"]).form("登记退出培训").values()["course"] == "家政"


def test_the_other_tabs_tell_their_own(clerk: Visitor, tracker: CaseTracker):
    lines = (
        at("2004-02-01", "apply-for-certificate"),
        at("2004-02-09", "issue-certificate", certificate_no="44070304000001"),
        at("2004-03-01", "record-follow-up", outcome="not_reached"),
    )
    path = opened(clerk, tracker, *lines).path
    certificate = clerk.open(path, tab="certificate")
    assert [fact for _, fact in story(certificate)] == ["核发优惠证", "申请优惠证"]
    assert certificate.link("打印优惠证") == f"{path}/certificate.pdf"
    assert [fact for _, fact in story(clerk.open(path, tab="follow-ups"))] == ["回访"]
    assert "失业日期 2003-09-30" in clerk.open(path, tab="registration").text
    assert len(story(clerk.open(path, tab="no-such-tab"))) == 4
