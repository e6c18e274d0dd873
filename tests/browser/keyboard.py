"""Going through a page with Tab alone."""

from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

_SCRIPT = (Path(__file__).parent / "keyboard.js").read_text(encoding="utf-8")


class Tabbed(NamedTuple):
    """Controls by tag and name: those there are, those that Tab reached, and of these the ones
    where the focus cannot be told (`unmarked`) or lies outside the view (`unseen`)."""

    wanted: list[str]
    reached: list[str]
    unmarked: list[str]
    unseen: list[str]


def tabbed(page: Page) -> Tabbed:
    """From the beginning of the page, Tab as often as it has controls."""
    page.evaluate(_SCRIPT)
    wanted = page.evaluate("tabbing.wanted")
    for _ in wanted:
        page.keyboard.press("Tab")
        page.evaluate("tabbing.note()")
    found = page.evaluate("tabbing")
    return Tabbed(*(found[name] for name in Tabbed._fields))
