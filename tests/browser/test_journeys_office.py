"""The office asks why a street's figure is not what it was, down to the person."""

import pytest
from playwright.sync_api import expect

from tests.api.requests import CHEN, LI
from tests.browser.forms import control, follow, press
from tests.browser.ways import both_ways
from tests.ledger import record
from tests.web.cases import at, registered

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(autouse=True)
def _two_at_work(tracker):
    """Both found work in 2004; of one of them the station told in 2005."""
    since = {"unemployed_since": "2004-02-01", "effective_on": "2004-02-10"}
    known = {"recorded_at": "2004-02-10T12:00:00+08:00"}
    record(
        tracker,
        [
            registered(**since, **known),
            registered(id_number=LI, name="李秀英", **since, **known),
            at("2004-05-10", "start-employment", LI, kind="flexible"),
            at("2004-06-01", "start-employment", CHEN, known="2005-01-20", kind="flexible"),
        ],
    )


@both_ways
def test_the_office_finds_why_a_street_changed_between_two_days(signed_in):
    page = signed_in("office")
    page.goto("/dashboard")
    control(page, "截止日").fill("20041231")
    press(page, "查询")
    expect(page.get_by_text("2004-01-01 至 2004-12-31").first).to_be_visible()
    board = page.get_by_role("region", name="江门市再就业目标完成情况表")
    follow(board, "蓬江区")
    street = board.get_by_role("row").filter(has_text="白沙街道")
    expect(street).to_contain_text("100.00%")
    follow(street, "查因 白沙街道")

    first, second = (
        page.get_by_role("group", name="第一时点"),
        page.get_by_role("group", name="第二时点"),
    )
    control(first, "记录截至").fill("2005-01-05")
    control(second, "记录截至").fill("2005-02-01")
    press(page, "比较")
    both = page.get_by_role("region", name="两个时点的数字")
    expect(both.get_by_role("row").nth(1)).to_contain_text("50.00%")
    expect(both.get_by_role("row").nth(2)).to_contain_text("100.00%")
    page.get_by_role("row").filter(has_text="陈建国").get_by_role("link", name="陈建国").click()
    job = (
        page.get_by_role("region", name="历程")
        .get_by_role("listitem")
        .filter(has_text="2004-06-01")
    )
    expect(job).to_contain_text("2005-01-20")
    expect(job).to_contain_text("迟录")
