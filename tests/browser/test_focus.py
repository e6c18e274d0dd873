"""Where the focus is after a part of a page was exchanged: never nowhere."""

import pytest
from playwright.sync_api import expect

from tests.browser.cases import register
from tests.browser.forms import press

pytestmark = pytest.mark.xdist_group("browser")


def test_a_search_as_one_types_leaves_the_focus_in_its_box_and_goes_down_to_the_results(signed_in):
    page = signed_in("clerk")
    register(page)
    page.goto("/people")
    box = page.get_by_role("searchbox").or_(page.get_by_role("textbox")).first
    box.press_sequentially("cjg")
    found = page.get_by_role("link", name="陈建国")
    expect(found).to_be_visible()
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="陈建国", level=1)).to_be_visible()


def test_opening_a_district_leaves_the_focus_on_it(signed_in):
    page = signed_in("office")
    page.goto("/dashboard")
    district = page.get_by_role("link", name="蓬江区", exact=True)
    district.focus()
    for expanded in ("true", "false"):
        page.keyboard.press("Enter")
        expect(district).to_have_attribute("aria-expanded", expanded)
        expect(district).to_be_focused()


def test_a_link_that_was_just_exchanged_exchanges_its_part_again(signed_in):
    page = signed_in("office")
    page.goto("/dashboard")
    district = page.get_by_role("link", name="蓬江区", exact=True)
    page.evaluate(
        """() => {
            let exchanged = 0;
            window.again = new Promise(resolve => new MutationObserver(() => {
                exchanged += 1;
                if (exchanged === 1) document.getElementById("open-440703").click();
                else resolve(true);
            }).observe(document.getElementById("figures").parentElement, {childList: true}));
        }"""
    )
    district.click()
    assert page.evaluate("() => window.again")
    expect(district).to_have_attribute("aria-expanded", "false")


def test_a_definition_beside_the_figures_takes_the_focus_and_gives_it_back(signed_in):
    page = signed_in("office")
    page.goto("/dashboard")
    title = page.get_by_role("link", name="下岗失业人员再就业率", exact=True).first
    title.focus()
    page.keyboard.press("Enter")
    defined = page.locator("#definition").get_by_role("heading", level=2)
    expect(defined).to_be_focused()
    close = page.get_by_role("link", name="收起")
    close.focus()
    page.keyboard.press("Enter")
    expect(close).to_have_count(0)
    expect(title).to_be_focused()


def test_a_last_check_and_the_way_back_from_it_have_the_focus(signed_in):
    page = signed_in("clerk")
    file = register(page)
    page.goto(f"{file}/close-case")
    page.get_by_label("退出原因").or_(page.get_by_label("原因")).first.select_option(index=1)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="最后核对")).to_be_focused()
    press(page, "返回修改")
    expect(page.get_by_role("heading", name="退出台帐", level=2, exact=True)).to_be_visible()
    expect(page.locator("form.card :focus")).to_have_count(1)
