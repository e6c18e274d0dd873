"""Work on one case, from its own page."""

from collections.abc import Mapping

from playwright.sync_api import Page, expect

from tests.api.requests import CHEN
from tests.browser.forms import enter, press

PERSON = {
    "公民身份号码": CHEN,
    "姓名": "陈建国",
    "劳动保障机构": "白沙街道",
    "人员类别": "国有企业下岗职工",
    "失业日期": "20030930",
}


def register(page: Page, **other: str) -> str:
    """Register somebody, `PERSON` but for what is given; the address of the file."""
    page.goto("/register")
    enter(page, PERSON | other)
    press(page, "保存登记")
    saved(page, "登记")
    return page.url.partition("?")[0]


def saved(page: Page, act: str) -> None:
    """Expect the page to say that an act was saved."""
    expect(page.get_by_role("status").filter(has_text=f"已保存：{act}。")).to_be_visible()


def begin(page: Page, file: str, act: str) -> None:
    """From a file to the form of an act, by the list of what can be done."""
    page.goto(file)
    acts = page.get_by_role("complementary", name="业务办理")
    acts.get_by_role("link", name=act, exact=True).click()
    expect(page.get_by_role("heading", name=act, level=2)).to_be_visible()


def do(page: Page, file: str, act: str, fields: Mapping[str, str], button: str) -> None:
    """An act from its list to the word that it is saved; what asks for a last check gets it."""
    begin(page, file, act)
    enter(page, fields)
    check = page.get_by_role("button", name="下一步：核对")
    if check.count():
        check.click()
        expect(page.get_by_role("heading", name=f"最后核对：{act}")).to_be_visible()
    press(page, button)
    saved(page, act)
