"""Certificates at the desk: applications, holders, and the yearly review of many at once."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from fastapi import FastAPI

from application.kernel.clock import FixedClock
from application.read_models.certificate_numbers import NextCertificateNumber
from application.read_models.worker_file import WorkerFile
from application.tracker import CaseTracker
from tests.api.requests import OTHER_STATION, STATION
from tests.exports.workbooks import shown as sheet_of
from tests.ledger import record
from tests.web.conftest import NOW
from tests.web.lives import Line, arrived, certified, person, told
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
REVIEWS = "/certificates/reviews"


def number(nth: int) -> str:
    return f"440703040000{nth:02}"


@pytest.fixture
def holders(tracker: CaseTracker) -> list[Line]:
    """Three holders since 2003 at the station, one at another."""
    people = [person(name, nth) for nth, name in enumerate(("陈一", "陈二", "陈三"), 1)]
    people.append(person("外街", 4, station=OTHER_STATION))
    issued = [
        line
        for nth, each in enumerate(people, 1)
        for line in certified(each, "2003-11-01", number(nth))
    ]
    reviewed = [
        told("review-certificate", each, "2004-02-01", year=2003, passed=True) for each in people
    ]
    record(tracker, people + issued + reviewed)
    return people


def names(shown: Shown) -> list[str]:
    return [each.all("a")[0].text for each in shown.main.all("th", scope="row")]


def file_of(tracker: CaseTracker, shown: Shown, row: int) -> dict[str, object]:
    worker = UUID(shown.form("保存年检").values()[f"worker.{row}"])
    return tracker.ask(WorkerFile(worker, None, NOW.date()))


def test_many_are_reviewed_at_once(holders: list[Line], reviewer: Visitor, tracker: CaseTracker):
    shown = reviewer.open(REVIEWS)
    values = shown.form("保存年检").values()
    assert (values["year"], values["effective_on"]) == ("2004", "2005-03-01")
    rows = {f"passed.{row}": "true" for row in range(4)} | {
        "passed.1": "false",
        "reason.1": "证照不符",
    }
    saved = reviewer.press(shown, "保存年检", None, **rows)
    assert saved.path == f"{REVIEWS}?saved=4"
    assert "已保存 4 人。" in saved.text
    assert "没有到期应年检的优惠证。" in saved.text
    assert file_of(tracker, shown, 0)["review_due_on"] == date(2006, 3, 31)
    assert file_of(tracker, shown, 1)["certificate_standing"] == "suspended"


def test_a_review_that_is_not_passed_says_why(holders: list[Line], reviewer: Visitor):
    shown = reviewer.open(REVIEWS)
    refused = reviewer.press(
        shown, "保存年检", None, **{"passed.0": "true", "passed.1": "false", "passed.2": "true"}
    )
    assert refused.status == 422
    assert len(names(refused)) == 2
    assert "请填写原因。" in refused.main.one("div", id="wrong").text
    mended = reviewer.press(refused, "保存年检", None, **{"reason.1": "未按规定使用"})
    assert mended.path == f"{REVIEWS}?saved=1"
    assert len(names(mended)) == 1


def test_a_row_that_was_reviewed_meanwhile_is_refused_alone(
    holders: list[Line], reviewer: Visitor, signed_in: SignIn
):
    shown = reviewer.open(REVIEWS)
    other = signed_in("reviewer")
    other.press(other.open(REVIEWS), "保存年检", None, **{"passed.1": "true"})
    refused = reviewer.press(
        shown, "保存年检", None, **{"passed.0": "true", "passed.1": "true", "passed.2": "true"}
    )
    assert refused.status == 422
    assert len(names(refused)) == 2
    assert "该年度（2004）的年检已经通过" in refused.main.one("div", id="wrong").text


def test_the_window_opens_at_new_year(holders: list[Line], signed_in: SignIn, clock: FixedClock):
    clock.at = NOW.replace(year=2004, month=12, day=31)
    assert names(signed_in("reviewer").open(REVIEWS)) == []
    clock.at = NOW.replace(month=1, day=1)
    shown = signed_in("reviewer").open(REVIEWS)
    assert len(names(shown)) == 4
    assert "剩 89 天" in shown.text


def test_the_second_pair_of_eyes_reviews_and_a_clerk_sees_who_is_due(
    holders: list[Line], clerk: Visitor
):
    shown = clerk.open(REVIEWS)
    assert sorted(names(shown)) == ["陈一", "陈三", "陈二"]
    assert "保存年检" not in [button.text for button in shown.main.all("button")]
    forged = {"passed.0": "true", "effective_on": "2005-03-01", "year": "2004"}
    assert clerk.post(REVIEWS, None, **forged).status == 403


def test_an_application_waits_with_its_working_days(tracker: CaseTracker, reviewer: Visitor):
    chen = person("陈建国", 1)
    record(tracker, [chen, told("apply-for-certificate", chen, "2005-02-21")])
    shown = reviewer.open("/certificates")
    (row,) = shown.main.one("tbody").all("tr")
    assert "2005-02-21 6 个工作日（时限 11）" in row.text
    assert "/certificates/applications/" in shown.link("核发 ：陈建国")
    content = reviewer.open("/certificates?format=xlsx").response.content
    assert sheet_of(content)[-1][0] == "陈建国"


def test_a_holder_is_found_by_a_piece_of_the_number_which_stays_out_of_the_address(
    holders: list[Line], reviewer: Visitor, tracker: CaseTracker
):
    shown = reviewer.open("/certificates/held")
    assert names(shown) == ["陈一", "陈二", "陈三", "外街"]
    found = reviewer.press(shown, "查询", number="０００02")
    assert names(found) == ["陈二"]
    assert found.path == "/certificates/held"
    assert found.link("证件 ：陈二").endswith("/certificate.pdf")
    record(tracker, [told("withdraw-certificate", holders[0], "2005-02-01", reason="转借")])
    withdrawn = reviewer.press(shown, "查询", standing="withdrawn")
    assert names(withdrawn) == ["陈一"]
    sheet = reviewer.press(withdrawn, "导出Excel").response.content
    assert [row[0] for row in sheet_of(sheet)][-1] == "陈一"
    assert "没有这样的优惠证。" in reviewer.press(shown, "查询", number="999").text


def test_another_street_sees_its_own_alone(holders: list[Line], signed_in: SignIn, app: FastAPI):
    stranger = signed_in("stranger")
    assert names(stranger.open("/certificates/held")) == ["外街"]
    assert names(stranger.open(REVIEWS)) == ["外街"]
    assert len(names(arrived(app, "office", "/certificates/held"))) == 4


def test_a_district_does_not_review_for_another(
    holders: list[Line], reviewer: Visitor, signed_in: SignIn, tracker: CaseTracker
):
    worker = reviewer.open(REVIEWS).form("保存年检").values()["worker.0"]
    forged = {"worker.0": worker, "passed.0": "true", "effective_on": "2005-03-01", "year": "2004"}
    before = tracker.position
    assert signed_in("elsewhere").post(REVIEWS, None, **forged).status == 403
    assert tracker.position == before


def test_the_next_number_follows_the_highest_of_county_and_year(
    tracker: CaseTracker, clock: FixedClock
):
    def following(year: int, station: str = STATION) -> str | None:
        return tracker.ask(NextCertificateNumber(station, date(year, 3, 1)))

    assert following(2004) == "44070304000001"
    chen, li, wang = (person(name, nth) for nth, name in enumerate(("陈", "李", "王"), 1))
    record(
        tracker,
        [
            chen,
            li,
            wang,
            *certified(chen, "2004-03-01", "44070304000041"),
            *certified(li, "2004-03-01", "4407030400004X"),
            *certified(wang, "2004-03-01", "44070304000009"),
        ],
    )
    clock.at = NOW.replace(hour=9)
    lost = told("replace-certificate", chen, "2004-04-01", certificate_no="XB-01", reason="遗失")
    record(tracker, [lost])
    # A number that was replaced is never given again.
    assert following(2004) == "44070304000042"
    assert following(2005) == "44070305000001"
    assert following(2004, "440704001") == "44070404000001"
