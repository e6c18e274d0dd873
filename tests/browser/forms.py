"""Filling in forms as people do: by the words on labels and buttons."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Scope

_STAR = r"\s*\*?\s*(?:（必填）)?\s*$"


def control(within: Scope, label: str) -> Locator:
    """The control with a label, whatever the label says of its being needed."""
    return within.get_by_label(re.compile(rf"^\s*{re.escape(label)}{_STAR}"))


def enter(within: Scope, fields: Mapping[str, str]) -> None:
    """Type or choose a value for each label, in their order."""
    for label, value in fields.items():
        found = control(within, label)
        kind = found.evaluate("one => one.getAttribute('role') || one.tagName")
        if kind == "radiogroup":
            found.get_by_role("radio", name=value).check()
        elif kind == "SELECT":
            found.select_option(label=value)
        else:
            found.fill(value)


def press(within: Scope, button: str) -> None:
    within.get_by_role("button", name=button, exact=True).click()


def follow(within: Scope, link: str) -> None:
    within.get_by_role("link", name=link, exact=True).click()


def heading(page: Page, words: str) -> None:
    """Expect a heading of the page."""
    expect(page.get_by_role("heading", name=words)).to_be_visible()
