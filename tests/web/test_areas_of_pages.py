"""Another street's people are out of reach on every page about a person."""

import pytest

from application.tracker import CaseTracker
from interfaces.web.forms.layouts import ON_A_CASE
from tests.api.requests import LI, OTHER_STATION
from tests.ledger import record
from tests.web.cases import REGISTERED, form_of, of, registered, save
from tests.web.visitor import Visitor


def test_the_station_that_hands_a_case_over_sees_it_no_more(clerk: Visitor, tracker: CaseTracker):
    page = form_of(clerk, tracker, "transfer-case")
    path = of(tracker)
    done = save(clerk, page, "transfer-case", to_station=OTHER_STATION)
    assert done.path == "/people?done=transfer-case"
    assert "已保存：转移" in done.text
    assert clerk.open(path).status == 403


def test_within_the_county_the_reviewer_keeps_it(reviewer: Visitor, tracker: CaseTracker):
    page = form_of(reviewer, tracker, "transfer-case")
    done = save(reviewer, page, "transfer-case", to_station=OTHER_STATION)
    assert done.path == f"{of(tracker)}?done=transfer-case"


@pytest.fixture
def strangers(tracker: CaseTracker) -> str:
    """The page of somebody of another street."""
    record(tracker, [registered(station=OTHER_STATION, recorded_at=REGISTERED)])
    return of(tracker)


@pytest.mark.parametrize("page", ["", "?tab=jobs", "?known_at=2003-10-01", "/certificate.pdf"])
def test_a_file_of_another_street_is_refused(clerk: Visitor, strangers: str, page: str):
    refused = clerk.open(f"{strangers}{page}")
    assert refused.status == 403
    assert "辖区（蓬江区白沙街道）" in refused.text
    assert "陈建国" not in refused.response.text


@pytest.mark.parametrize("command", ON_A_CASE)
def test_no_command_reaches_another_street(reviewer: Visitor, tracker: CaseTracker, command: str):
    record(tracker, [registered(station="440704001", recorded_at=REGISTERED)])
    path = f"{of(tracker)}/{command}"
    assert reviewer.open(path).status == 403
    assert reviewer.post(path, effective_on="2005-03-01", reason="x").status == 403
    assert reviewer.post(f"{path}/told", effective_on="2005-03-01").status == 403


def test_nobody_elsewhere_can_be_compared_or_merged(reviewer: Visitor, tracker: CaseTracker):
    record(
        tracker,
        [registered(id_number=LI, station="440704001", name="李小红", recorded_at=REGISTERED)],
    )
    page = form_of(reviewer, tracker, "merge-worker")
    elsewhere = of(tracker, LI).rpartition("/")[2]
    assert reviewer.open(f"{page.path}?into={elsewhere}").status == 403
    assert reviewer.post(page.path, into=LI, effective_on="2005-03-01").status == 403
    assert "没有找到" in reviewer.press(page, "查询", q="李小红").text
