"""Nothing typed is lost: not by a session that ends, not by a network that breaks."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from application.read_models.search import FindByNumber
from application.tracker import CaseTracker
from tests.api.requests import CHEN
from tests.browser.cases import PERSON
from tests.browser.forms import control, enter, press
from tests.browser.ways import both_ways
from tests.web.visitor import PASSWORD

pytestmark = pytest.mark.xdist_group("browser")

STILL_TO_SAVE = re.compile("网络中断，内容还在|请再保存一次")
"""Which of the two, the questions asked aside decide: one of them may come through."""


def registered(tracker: CaseTracker) -> int:
    return len(tracker.ask(FindByNumber(CHEN, date(2005, 3, 1))))


def lose_one_answer(page: Page, address: str) -> None:
    """The server gets what is sent and does it, and nobody hears of it."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(address, lose, times=1)


@both_ways
def test_a_session_that_ends_in_the_middle_of_a_form_loses_nothing(signed_in, clock):
    page = signed_in("clerk")
    page.goto("/register")
    enter(page, PERSON)
    clock.at += timedelta(hours=3)
    press(page, "保存登记")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    expect(page.get_by_label("密码")).to_be_editable()
    enter(page, {"帐号": "clerk", "密码": PASSWORD})
    press(page, "登录")
    press(page, "继续保存")
    expect(page.get_by_role("heading", name="陈建国", level=1)).to_be_visible()


def test_a_session_that_ends_before_the_network_breaks_loses_nothing(signed_in, clock):
    page = signed_in("clerk")
    page.goto("/register")
    enter(page, PERSON)
    clock.at += timedelta(hours=3)
    press(page, "保存登记")
    enter(page, {"帐号": "clerk", "密码": PASSWORD})
    for button in ("登录", "继续保存"):
        page.context.set_offline(True)
        press(page, button)
        expect(page.get_by_role("status").filter(has_text="网络中断，内容还在")).to_be_visible()
        page.context.set_offline(False)
        press(page, button)
    expect(page.get_by_role("heading", name="陈建国", level=1)).to_be_visible()


def test_a_network_that_breaks_in_the_middle_of_saving_loses_nothing(signed_in, tracker, excused):
    excused.append("htmx:")  # says on the console that an answer did not come
    page = signed_in("clerk")
    page.goto("/register")
    enter(page, PERSON)
    page.context.set_offline(True)
    press(page, "保存登记")
    expect(page.get_by_role("status").filter(has_text="网络中断，内容还在")).to_be_visible()
    expect(control(page, "姓名")).to_have_value("陈建国")
    page.context.set_offline(False)
    press(page, "保存登记")
    expect(page.get_by_role("heading", name="陈建国", level=1)).to_be_visible()
    assert registered(tracker) == 1


def test_an_answer_that_never_comes_back_is_saved_once(signed_in, tracker, excused):
    excused.append("htmx:")
    page = signed_in("clerk")
    page.goto("/register")
    enter(page, PERSON)
    lose_one_answer(page, "**/register")
    press(page, "保存登记")
    expect(page.get_by_role("status").filter(has_text=STILL_TO_SAVE)).to_be_visible()
    assert registered(tracker) == 1
    press(page, "保存登记")
    expect(page.get_by_role("heading", name="陈建国", level=1)).to_be_visible()
    assert registered(tracker) == 1


def test_a_server_that_fails_takes_nothing_away(signed_in, tracker, excused):
    excused += ["500 for", "htmx:"]
    page = signed_in("clerk")
    page.goto("/register")
    enter(page, PERSON)
    page.route("**/register", lambda route: route.fulfill(status=500), times=1)
    press(page, "保存登记")
    expect(page.get_by_role("status").filter(has_text="没有保存成功，内容还在")).to_be_visible()
    page.get_by_label("联系电话").fill("13800001234")
    expect(control(page, "姓名")).to_have_value("陈建国")
    press(page, "保存登记")
    expect(page.get_by_role("heading", name="陈建国", level=1)).to_be_visible()


def test_a_half_filled_form_is_not_left_unawares(signed_in):
    page = signed_in("clerk")
    page.goto("/register")
    asked = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    control(page, "姓名").press_sequentially("陈")
    page.get_by_role("link", name="人员查询").click()
    expect(control(page, "姓名")).to_have_value("陈")
    assert asked == ["beforeunload"]
