"""Employment: the person first, and the jobs that want a look."""

from collections.abc import Callable

import pytest

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from tests.exports.workbooks import shown as sheet_of
from tests.ledger import record
from tests.web.conftest import NOW
from tests.web.lives import Line, person, told
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]


@pytest.fixture
def people(tracker: CaseTracker, clock: FixedClock) -> list[Line]:
    """Four people, three of them at work: told long ago, flexible since lately, without papers."""
    lines = [person(name, nth) for nth, name in enumerate(("失业", "早登记", "灵活", "缺证明"), 1)]
    _, early, flexible, bare = lines
    contract = {"kind": "labour_contract", "employer": "纸厂"}
    papers = {"contract_months": 12, "evidence": "劳动合同"}
    clock.at = NOW.replace(month=1, day=10)
    record(tracker, [*lines, told("start-employment", early, "2005-01-05", **contract, **papers)])
    clock.at = NOW
    record(
        tracker,
        [
            told("start-employment", flexible, "2005-02-10", kind="flexible", employer="早餐档"),
            told("start-employment", bare, "2005-02-20", **contract),
        ],
    )
    return lines


def names(shown: Shown) -> list[str]:
    return [each.all("a")[0].text for each in shown.main.all("th", scope="row")]


def test_the_person_is_found_first_and_then_the_form(people: list[Line], clerk: Visitor):
    found = clerk.press(clerk.open("/employment"), "查询", q="失业")
    form = clerk.open(found.link("失业"))
    assert form.path.endswith("/start-employment")
    assert "就业开始日期" in form.text


def test_jobs_recorded_lately_come_newest_first(people: list[Line], clerk: Visitor):
    shown = clerk.open("/employment")
    assert sorted(names(shown)) == ["灵活", "缺证明"]
    assert "2005-03-01 12:00" in shown.main.one("tbody").text
    assert "/correct-employment?started_on=2005-02-10" in shown.link("更正 ：灵活")


def test_flexible_work_is_shown_until_it_counts(
    people: list[Line], clerk: Visitor, signed_in: SignIn, clock: FixedClock
):
    shown = clerk.open("/employment/flexible")
    assert names(shown) == ["灵活"]
    assert "2005-05-10 剩 70 天" in shown.main.one("tbody").text
    clock.at = NOW.replace(month=5, day=10)
    assert "没有未满期限的灵活就业。" in signed_in("clerk").open("/employment/flexible").text


def test_a_job_without_its_papers_says_what_is_missing(people: list[Line], clerk: Visitor):
    shown = clerk.open("/employment/papers")
    assert names(shown) == ["缺证明"]
    assert "合同期限（月）、证明材料" in shown.main.one("tbody").text
    assert "started_on=2005-02-20" in shown.link("补登 ：缺证明")


def test_each_list_says_how_long_it_is_and_leaves_as_a_workbook(people: list[Line], clerk: Visitor):
    tabs = clerk.open("/employment").main.one("nav", class_="tabs").text
    assert tabs == "近期登记的就业 2 未满期限的灵活就业 1 缺合同期限或证明 1"
    content = clerk.open("/employment/papers?format=xlsx").response.content
    assert sheet_of(content)[-1][0] == "缺证明"


def test_another_street_sees_nobody(people: list[Line], signed_in: SignIn, clerk: Visitor):
    stranger = signed_in("stranger")
    assert "三十天内没有登记就业。" in stranger.open("/employment").text
    assert "在岗人员的合同期限和证明都已登记。" in stranger.open("/employment/papers").text
    form = clerk.press(clerk.open("/employment"), "查询", q="失业").link("失业")
    assert stranger.open(form).status == 403
