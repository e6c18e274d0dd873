"""The door, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.ways import both_ways
from tests.web.visitor import PASSWORD

pytestmark = pytest.mark.xdist_group("browser")


@both_ways
def test_a_clerk_comes_in_by_keyboard_alone_and_goes_out(window):
    page = window()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")
    page.get_by_label("帐号").fill("clerk")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="人员查询", level=1)).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page).to_have_url("/sign-in")


def test_the_next_at_a_shared_computer_finds_nobody_signed_in(window):
    page = window()
    page.goto("/sign-in")
    page.get_by_label("帐号").fill("clerk")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="退出").click()
    expect(page).to_have_url("/sign-in")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")
