"""Registering by keyboard: nobody needs a mouse, and the keys are those of the counter."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.api.requests import CHEN
from tests.browser.cases import register
from tests.browser.forms import control, enter, follow, press
from tests.browser.ways import both_ways

pytestmark = pytest.mark.xdist_group("browser")


_BY_ENTER = """form => Array.from(form.elements)
    .filter(each => each.name && each.type !== 'hidden' && each.checkVisibility())
    .filter(each => each.type !== 'radio' || each.checked)
    .filter(each => each.tagName !== 'BUTTON')
    .map(each => each.name)"""


def _name(page: Page) -> str:
    return str(page.locator(":focus").evaluate("one => one.name"))


def test_a_person_is_registered_by_keyboard_alone(signed_in):
    page = signed_in("clerk")
    page.goto("/register")
    expect(control(page, "公民身份号码")).to_be_focused()
    keys = page.keyboard
    keys.type(CHEN)
    keys.press("Enter")
    expect(control(page, "姓名")).to_be_focused()
    keys.insert_text("陈建国")
    keys.press("Enter")
    expect(control(page, "劳动保障机构")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.type("13800001234")
    keys.press("Shift+Enter")
    expect(control(page, "劳动保障机构")).to_be_focused()
    for _ in range(4):
        keys.press("Enter")
    expect(control(page, "人员类别")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.type("20030930")
    keys.press("Enter")
    expect(control(page, "失业日期")).to_have_value("2003-09-30")
    keys.press("Control+Enter")
    expect(page.get_by_role("heading", name="陈建国", level=1)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="已保存")).to_be_visible()


def test_enter_goes_from_field_to_field_and_makes_lines_in_a_note(signed_in):
    page = signed_in("clerk")
    page.goto("/register")
    passed = [_name(page)]
    while passed[-1] != "note":
        page.keyboard.press("Enter")
        passed.append(_name(page))
        assert passed[-1] not in passed[:-1], passed
    assert passed == page.locator("form.card").evaluate(_BY_ENTER)
    page.keyboard.type("一行\n又一行")
    expect(control(page, "备注")).to_have_value("一行\n又一行")
    expect(page).to_have_url("/register")


def test_enter_chooses_a_candidate_while_an_input_method_composes(signed_in):
    page = signed_in("clerk")
    page.goto("/register")
    control(page, "姓名").focus()
    session = page.context.new_cdp_session(page)
    composing = {"text": "chenjianguo", "selectionStart": 11, "selectionEnd": 11}
    session.send("Input.imeSetComposition", composing)
    page.keyboard.press("Enter")
    expect(control(page, "姓名")).to_be_focused()
    session.send("Input.insertText", {"text": "陈建国"})
    page.keyboard.press("Enter")
    expect(control(page, "劳动保障机构")).to_be_focused()
    expect(control(page, "姓名")).to_have_value("陈建国")


def test_what_is_wrong_gets_the_focus_and_leads_to_its_field(signed_in):
    page = signed_in("clerk")
    page.goto("/register")
    enter(page, {"公民身份号码": CHEN[:-1] + "1", "失业日期": "20050230"})
    press(page, "保存登记")
    wrong = page.get_by_role("alert")
    expect(wrong).to_be_focused()
    fields = ["公民身份号码", "姓名", "劳动保障机构", "人员类别", "失业日期"]
    for link, label in zip(wrong.get_by_role("link").all(), fields, strict=True):
        expect(link).to_contain_text(label)
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(control(page, "失业日期")).to_be_focused()
    expect(control(page, "失业日期")).to_have_value("2005-02-30")


@both_ways
def test_a_duplicate_is_told_at_the_last_digit(signed_in, scripts):
    page = signed_in("clerk")
    file = register(page)
    page.goto("/register")
    number = control(page, "公民身份号码")
    number.press_sequentially(CHEN[:-1])
    told = page.get_by_text("已经登记：陈建国")
    expect(told).to_have_count(0)
    number.press_sequentially(CHEN[-1])
    if not scripts:
        press(page, "核对号码")
    expect(told).to_be_visible()
    expect(page.get_by_text("出生日期：1953-03-15")).to_be_visible()
    follow(page, "查看档案")
    expect(page).to_have_url(re.compile(file))
