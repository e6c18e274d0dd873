"""Chinese and English: each account has its own, whatever the computer speaks."""

import pytest
from playwright.sync_api import expect

from tests.browser.forms import press
from tests.browser.ways import both_ways
from tests.web.visitor import PASSWORD

pytestmark = pytest.mark.xdist_group("browser")


@both_ways
def test_an_account_keeps_its_language_and_the_next_one_has_its_own(window, signed_in):
    page = signed_in("office")
    page.goto("/me")
    page.get_by_role("radio", name="English").check()
    press(page, "保存语言")
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")
    page.goto("/dashboard")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Targets of re-employment and what was reached"
    )
    assert page.evaluate("document.documentElement.lang") == "en"
    other = signed_in("auditor")
    other.goto("/dashboard")
    expect(other.get_by_role("heading", level=1)).to_have_text("再就业工作目标完成情况")


@both_ways
def test_at_the_door_the_language_is_that_of_the_computer(window):
    page = window()
    page.goto("/sign-in")
    press(page, "English")
    page.get_by_label("Account").fill("clerk")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a person")
