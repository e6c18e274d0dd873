"""A browser, a server over a small ledger of the test's own, and people who have signed in."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect, sync_playwright

from interfaces.http.office import Office
from tests.browser import chromium
from tests.browser.people import DESKTOP, browsing, faults_of, let_in, session_of
from tests.browser.serving import Serving, serving
from tests.web.conftest import app, clock, office, opened_office, quick_hashing, tracker

__all__ = ["app", "clock", "office", "opened_office", "quick_hashing", "tracker"]

Windows = Callable[..., Page]
expect.set_options(timeout=10_000)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; without one, CI fails and everybody else skips."""
    path = chromium.program()
    if path is None and chromium.must_be_there():
        pytest.fail(chromium.NONE)
    if path is None:
        pytest.skip(chromium.NONE)
    with sync_playwright() as playwright:
        browser = chromium.launched(playwright, path)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def address() -> Iterator[Serving]:
    """One server for all tests of a process: `app` of it is exchanged."""
    with serving() as here:
        yield here


@pytest.fixture
def served(address: Serving, app: FastAPI) -> Serving:
    address.app = app
    return address


@pytest.fixture
def scripts() -> bool:
    """Whether the browser runs scripts; a test for both is marked `both_ways`."""
    return True


@pytest.fixture
def excused() -> list[str]:
    """Words of faults that a test brings about itself."""
    return []


@pytest.fixture
def window(
    browser: Browser, served: Serving, scripts: bool, excused: list[str]
) -> Iterator[Windows]:
    """A new window; nothing may go wrong in it unseen."""
    opened: list[tuple[Page, list[str]]] = []

    def open_one(size: tuple[int, int] = DESKTOP) -> Page:
        page = browsing(browser, served.url, scripts, size)
        opened.append((page, faults_of(page)))
        return page

    yield open_one
    for page, _ in opened:
        page.context.close()
    faults = [fault for _, some in opened for fault in some]
    assert [fault for fault in faults if not any(words in fault for words in excused)] == []


@pytest.fixture
def signed_in(window: Windows, served: Serving, office: Office) -> Callable[..., Page]:
    """A window in which an account of `ACCOUNTS` has signed in."""

    def open_one(name: str, size: tuple[int, int] = DESKTOP) -> Page:
        page = window(size)
        let_in(page, served.url, session_of(office, name))
        return page

    return open_one
