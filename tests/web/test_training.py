"""Training: enrolling one after another, and a whole class finished at once."""

from collections.abc import Callable
from uuid import UUID

import pytest

from application.read_models.courses import Attending, Course
from application.read_models.timeline import Timeline
from application.tracker import CaseTracker
from tests.api.requests import OTHER_STATION
from tests.exports.workbooks import shown as sheet_of
from tests.ledger import record
from tests.web.conftest import NOW
from tests.web.lives import Line, person, told
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
COOKING = {"course": "家政01", "provider": "职业培训中心", "trade": "家政服务", "hours": "61"}
COURSE = Course("家政01", "职业培训中心", "家政服务", 61)
ENROLLED = {**COOKING, "hours": 61}


@pytest.fixture
def people(tracker: CaseTracker) -> list[Line]:
    lines = [person(name, nth) for nth, name in enumerate(("陈一", "陈二", "陈三"), 1)]
    record(tracker, lines)
    return lines


@pytest.fixture
def attending(people: list[Line], tracker: CaseTracker) -> list[Line]:
    """All three attend a course, and one of another street."""
    other = person("外街", 4, station=OTHER_STATION)
    record(tracker, [other])
    enrolled = [
        told("enrol-in-training", each, f"2005-02-0{nth}", **ENROLLED)
        for nth, each in enumerate([*people, other], 1)
    ]
    record(tracker, enrolled)
    return people


def names(shown: Shown) -> list[str]:
    return [each.all("a")[0].text for each in shown.main.all("th", scope="row")]


def test_people_are_enrolled_one_after_another_and_the_course_is_kept(
    people: list[Line], clerk: Visitor, tracker: CaseTracker
):
    shown = clerk.open(clerk.open("/training").link("登记报名"))
    found = clerk.press(shown, "查询", None, q="陈一", effective_on="20050214", **COOKING)
    assert names(found) == ["陈一"]
    enrolled = clerk.press(found, "报名 ：陈一")
    assert "已保存：报名培训。" in enrolled.text
    kept = enrolled.form("查询").values()
    assert {name: kept[name] for name in COOKING} == COOKING
    assert kept["effective_on"] == "2005-02-14"
    assert kept["q"] == ""
    assert "本班已报名 1 人" in enrolled.text
    clerk.press(clerk.press(enrolled, "查询", q="陈二"), "报名 ：陈二")
    attending = tracker.ask(Attending(COURSE, NOW.date())).items
    assert sorted(card["name"] for card in attending) == ["陈一", "陈二"]


def test_no_number_of_a_person_gets_into_an_address(people: list[Line], clerk: Visitor):
    found = clerk.press(
        clerk.open("/training/enrol"), "查询", None, q=people[0]["id_number"], **COOKING
    )
    assert names(found) == ["陈一"]
    enrolled = clerk.press(found, "报名 ：陈一")
    assert people[0]["id_number"] not in enrolled.path + found.path


def test_an_enrolment_without_a_course_says_so_and_keeps_who_was_found(
    people: list[Line], clerk: Visitor
):
    found = clerk.press(clerk.open("/training/enrol"), "查询", q="陈一", hours="60")
    refused = clerk.press(found, "报名 ：陈一")
    assert refused.status == 422
    assert "请填写培训课程。" in refused.main.one("div", id="wrong").text
    assert names(refused) == ["陈一"]
    assert refused.form("查询").values()["hours"] == "60"


def test_nobody_is_enrolled_twice(attending: list[Line], clerk: Visitor):
    shown = clerk.open("/training/enrol")
    found = clerk.press(shown, "查询", None, q="陈一", **COOKING)
    refused = clerk.press(found, "报名 ：陈一")
    assert refused.status == 409
    assert "尚未结束" in refused.main.one("div", id="wrong").text


def test_a_course_runs_as_long_as_somebody_attends_it(
    attending: list[Line], clerk: Visitor, tracker: CaseTracker
):
    (row,) = clerk.open("/training").main.one("tbody").all("tr")
    cells = [each.text for each in row.all("td")]
    assert cells[:5] == ["职业培训中心", "家政服务", "61", "3", "2005-02-01"]
    for each in attending:
        line = told("leave-training", each, "2005-02-20", course="家政01", reason="找到工作")
        record(tracker, [line])
    assert "没有正在办的培训班。" in clerk.open("/training").text


def test_the_hours_that_are_needed_stand_there_before_anything_is_saved(
    attending: list[Line], clerk: Visitor
):
    shown = clerk.open(clerk.open("/training").link("家政01"))
    assert "总学时 61，按出勤率 80% 须出勤 49 学时以上" in shown.text
    assert names(shown) == ["陈一", "陈二", "陈三"]
    assert shown.link("退出培训").endswith("/leave-training")


def test_a_whole_class_is_finished_at_once(
    attending: list[Line], clerk: Visitor, tracker: CaseTracker
):
    shown = clerk.open(clerk.open("/training").link("家政01"))
    rows = {
        "attended_hours.0": "61",
        "passed.0": "true",
        "training_certificate_no.0": "江培0501",
        "attended_hours.1": "48",
        "passed.1": "true",
        "attended_hours.2": "62",
        "passed.2": "true",
    }
    refused = clerk.press(shown, "保存结业", None, **rows)
    assert refused.status == 422
    assert names(refused) == ["陈三"]
    assert "61" in refused.main.one("div", id="wrong").text
    assert refused.main.one("input", id="r2-attended_hours").attributes["value"] == "62"
    finished = clerk.press(refused, "保存结业", None, **{"attended_hours.2": "60"})
    assert "本班没有在读人员。" in finished.text
    facts = {name: last_fact(tracker, shown, row) for row, name in enumerate(("一", "二", "三"))}
    assert facts == {
        "一": "training.completed",
        "二": "training.failed",
        "三": "training.completed",
    }


def last_fact(tracker: CaseTracker, shown: Shown, row: int) -> str:
    worker = UUID(shown.form("保存结业").values()[f"worker.{row}"])
    return str(tracker.ask(Timeline(worker))[-1]["fact"])


def test_a_row_half_filled_is_refused_with_what_is_missing(attending: list[Line], clerk: Visitor):
    shown = clerk.open(clerk.open("/training").link("家政01"))
    refused = clerk.press(shown, "保存结业", None, **{"attended_hours.0": "60"})
    summary = refused.main.one("div", id="wrong")
    assert "陈一：请选择是否合格。" in summary.text.replace(" ", "")
    assert summary.one("a").attributes["href"] == "#r0-passed"


def test_a_class_leaves_as_a_workbook(attending: list[Line], clerk: Visitor):
    path = clerk.open("/training").link("家政01")
    rows = sheet_of(clerk.open(f"{path}&format=xlsx").response.content)
    assert [row[0] for row in rows][-3:] == ["陈一", "陈二", "陈三"]


def test_each_street_has_its_own_people_in_a_course(
    attending: list[Line], clerk: Visitor, signed_in: SignIn, tracker: CaseTracker
):
    stranger = signed_in("stranger")
    path = stranger.open("/training").link("家政01")
    assert names(stranger.open(path)) == ["外街"]
    worker = clerk.open(path).form("保存结业").values()["worker.0"]
    before = tracker.position
    forged = {
        "worker.0": worker,
        "attended_hours.0": "60",
        "passed.0": "true",
        "effective_on": "2005-03-01",
    }
    assert stranger.post(path, None, **forged).status == 403
    enrol = {**COOKING, "course": "另一班", "worker": worker, "effective_on": "2005-03-01"}
    assert stranger.post("/training/enrol", None, **enrol).status == 403
    assert tracker.position == before


def test_courses_that_differ_in_hours_are_told_apart(people: list[Line], tracker: CaseTracker):
    first, second, _ = people
    record(
        tracker,
        [
            told("enrol-in-training", first, "2005-02-01", **ENROLLED),
            told("enrol-in-training", second, "2005-02-01", course="家政01"),
        ],
    )
    assert [c["name"] for c in tracker.ask(Attending(COURSE, NOW.date())).items] == ["陈一"]
    alone = Attending(Course("家政01"), NOW.date())
    assert [card["name"] for card in tracker.ask(alone).items] == ["陈二"]
