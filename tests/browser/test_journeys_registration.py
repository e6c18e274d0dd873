"""Registering by keyboard: nobody needs a mouse, and the keys are those of the counter."""

import pytest
from playwright.sync_api import Page, expect

from tests.api.requests import CHEN
from tests.browser.forms import control

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
