"""Following up: who is due, and several visits written down at once."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from fastapi import FastAPI

from application.read_models.worker_file import WorkerFile
from application.tracker import CaseTracker
from tests.exports.workbooks import shown as sheet_of
from tests.ledger import record
from tests.web.lives import Line, arrived, person, told
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
TODAY = date(2005, 3, 1)


@pytest.fixture
def due(tracker: CaseTracker) -> list[Line]:
    """Three people who are due, the first since longest."""
    people = [person(name, nth) for nth, name in enumerate(("陈一", "陈二", "陈三"))]
    visits = [
        told("record-follow-up", each, "2004-12-01", outcome="at_work", next_on=f"2005-02-0{nth}")
        for nth, each in enumerate(people, 1)
    ]
    record(tracker, people + visits)
    return people


def names(shown: Shown) -> list[str]:
    return [each.all("a")[0].text for each in shown.main.all("th", scope="row")]


def worker_in(shown: Shown, row: int) -> str:
    return shown.form("保存回访").values()[f"worker.{row}"]


def file_of(tracker: CaseTracker, worker: str) -> dict[str, object]:
    return tracker.ask(WorkerFile(UUID(worker), None, TODAY))


def test_several_visits_are_saved_at_once_and_the_others_stay(
    due: list[Line], clerk: Visitor, tracker: CaseTracker
):
    shown = clerk.open("/follow-ups")
    assert names(shown) == ["陈一", "陈二", "陈三"]
    first, third = worker_in(shown, 0), worker_in(shown, 2)
    fields = {"outcome.0": "at_work", "outcome.2": "left_job", "next_on.2": "", "note.2": "已辞工"}
    saved = clerk.press(shown, "保存回访", None, **fields)
    assert saved.path == "/follow-ups?saved=2"
    assert "已保存 2 人。" in saved.text
    assert names(saved) == ["陈二"]
    file = file_of(tracker, first)
    assert file["followed_up_on"] == TODAY
    # Three months on, by the policy book.
    assert file["next_follow_up_on"] == date(2005, 6, 1)
    assert file_of(tracker, third)["next_follow_up_on"] is None


def test_a_refused_row_stays_with_its_reason_and_the_others_are_saved(
    due: list[Line], clerk: Visitor
):
    shown = clerk.open("/follow-ups")
    fields = {
        "outcome.0": "at_work",
        "outcome.1": "not_reached",
        "next_on.1": "20050228",
        "note.1": "下周再去",
    }
    refused = clerk.press(shown, "保存回访", None, **fields)
    assert refused.status == 422
    summary = refused.main.one("div", id="wrong")
    assert "有 1 人没有保存" in summary.text
    assert "陈二：下次回访日期" in summary.text.replace(" ", "")
    assert summary.one("a").attributes["href"] == "#r1-next_on"
    assert refused.main.one("input", id="r1-next_on").attributes["aria-invalid"] == "true"
    assert "已保存 1 人。" in refused.text
    assert names(refused) == ["陈二", "陈三"]
    kept = refused.form("保存回访").values()
    assert kept["outcome.1"] == "not_reached"
    assert kept["note.1"] == "下周再去"
    assert kept["next_on.1"] == "2005-02-28"
    assert names(clerk.press(refused, "保存回访", None, **{"next_on.1": "20050308"})) == ["陈三"]


def test_what_is_typed_once_is_right_before_any_row_is_tried(due: list[Line], clerk: Visitor):
    shown = clerk.open("/follow-ups")
    refused = clerk.press(shown, "保存回访", None, effective_on="", **{"outcome.0": "at_work"})
    assert refused.status == 422
    assert refused.main.one("div", id="wrong").all("a")[0].attributes["href"] == "#effective_on"
    assert names(refused) == ["陈一", "陈二", "陈三"]
    assert names(clerk.open("/follow-ups")) == ["陈一", "陈二", "陈三"]


def test_a_table_in_which_nothing_is_typed_says_so(due: list[Line], clerk: Visitor):
    refused = clerk.press(clerk.open("/follow-ups"), "保存回访")
    assert refused.status == 422
    assert "还没有填写任何一行" in refused.main.one("div", id="wrong").text


def test_a_table_sent_twice_is_carried_out_once(
    due: list[Line], clerk: Visitor, tracker: CaseTracker
):
    shown = clerk.open("/follow-ups")
    clerk.press(shown, "保存回访", None, **{"outcome.0": "at_work"})
    written = tracker.position
    again = clerk.press(shown, "保存回访", None, **{"outcome.0": "at_work"})
    assert tracker.position == written
    assert names(again) == ["陈二", "陈三"]


def test_work_that_nobody_followed_up_has_a_list_of_its_own(tracker: CaseTracker, clerk: Visitor):
    recent, older = person("新就业", 1), person("早就业", 2)
    record(
        tracker,
        [
            recent,
            older,
            told("start-employment", recent, "2004-11-15", kind="labour_contract", employer="纸厂"),
            told("start-employment", older, "2004-06-15", kind="self_employment"),
        ],
    )
    shown = clerk.open("/follow-ups/never")
    assert names(shown) == ["新就业"]
    row = shown.main.one("tbody").all("tr")[0].text
    assert "纸厂" in row and "2005-02-15" in row and "已逾期 14 天" in row
    longer = clerk.press(shown, "筛选", months="12")
    assert names(longer) == ["早就业", "新就业"]
    saved = clerk.press(longer, "保存回访", None, **{"outcome.0": "at_work"})
    assert saved.path == "/follow-ups/never?months=12&saved=1"
    assert names(saved) == ["新就业"]


def test_the_list_leaves_as_a_workbook(due: list[Line], clerk: Visitor):
    content = clerk.open("/follow-ups?format=xlsx").response.content
    assert [row[0] for row in sheet_of(content)][-3:] == ["陈一", "陈二", "陈三"]


def test_another_street_sees_nobody_and_may_write_nothing(
    due: list[Line], clerk: Visitor, signed_in: SignIn, tracker: CaseTracker
):
    stranger = signed_in("stranger")
    assert "没有到期的回访。" in stranger.open("/follow-ups").text
    written = tracker.position
    forged = {
        "worker.0": worker_in(clerk.open("/follow-ups"), 0),
        "outcome.0": "at_work",
        "effective_on": "2005-03-01",
    }
    assert stranger.post("/follow-ups", None, **forged).status == 403
    assert stranger.post("/follow-ups", None, **(forged | {"worker.0": "1"})).status == 404
    assert tracker.position == written


def test_whoever_only_looks_sees_the_list_without_a_form(due: list[Line], app: FastAPI):
    shown = arrived(app, "office", "/follow-ups")
    assert names(shown) == ["陈一", "陈二", "陈三"]
    assert shown.main.all("button")[0].text == "打印"
