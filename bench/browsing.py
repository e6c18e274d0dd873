"""A page in headless Chromium, as a browser sees it that has never been there."""

from collections.abc import Sequence
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import launched, program
from tests.browser.people import Session, browsing, first_view, let_in

VIEWS = 7
_USABLE = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


class View(NamedTuple):
    """Bytes as they went over the wire; milliseconds until the page's scripts had run."""

    sent: int
    usable_ms: float


def first_views(url: str, address: str, session: Session) -> Sequence[View]:
    """Each with an empty cache, after one that warms up the browser; none without a browser."""
    path = program()
    if path is None:
        return []
    with sync_playwright() as playwright:
        browser = launched(playwright, path)
        views = [_view(browser, url, address, session) for _ in range(VIEWS + 1)]
        browser.close()
    return views[1:]


def _view(browser: Browser, url: str, address: str, session: Session) -> View:
    page = browsing(browser, url)
    let_in(page, url, session)
    sent = first_view(page, address)
    view = View(sent, float(page.evaluate(_USABLE)))
    page.context.close()
    return view
