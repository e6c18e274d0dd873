"""What holds for every page there is: nothing here knows one of them by name."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import httpx2 as httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page

from interfaces.cli.demo import ACCOUNTS
from interfaces.http.office import Office
from interfaces.server import create_app
from tests.architecture.test_hygiene import half_width_slips
from tests.browser import axe, keyboard
from tests.browser.city import city, locked
from tests.browser.pages import Look, addresses, looks
from tests.browser.people import (
    DESKTOP,
    PHONE,
    Session,
    browsing,
    faults_of,
    first_view,
    let_in,
    session_of,
)
from tests.browser.serving import Serving

SHOWN = (200, 422)
"""A page that says what is wrong with its own address is a page as well."""
PAGE_BYTES = 60 * 1024
PlaceOf = Callable[[Look], tuple[Session | None, str]]
HAN = re.compile(r"[\u3400-\u9fff]")
OWN_WORDS = "h2, h3, button, label, legend, thead th, nav a, summary, caption"
"""What a page says by itself; elsewhere stand names, which are Chinese in both languages."""
WORDS_OF = """all => all.map(each => {
    const copy = each.cloneNode(true);
    copy.querySelectorAll("[lang], select").forEach(other => other.remove());
    return each.hasAttribute("lang") ? "" : copy.textContent;
})"""

BOXES = "th, td, button, .button, label, h1, h2, h3, p, li, dt, dd, summary, .tag, .lamp"
OVERFULL = """all => all.filter(each => each.checkVisibility({ visibilityProperty: true })
    && !each.closest(".hidden") && !each.querySelector(".scroll, table, .hidden")
    && each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)
    .map(each => each.outerHTML.slice(0, 120))"""
"""Elements whose words reach over what stands beside them, or are cut off."""


class Shown(NamedTuple):
    """A page just opened, with all that folds laid open; `sent` as `first_view` counts it."""

    page: Page
    sent: int
    faults: list[str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, quick_hashing: None) -> Iterator[Office]:
    with city(tmp_path_factory.mktemp("city")) as opened:
        yield opened


@pytest.fixture(scope="module")
def apps(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[FastAPI]]:
    """Over the city, and over the same city with its people locked."""
    with locked(office, tmp_path_factory.mktemp("locked")) as other:
        yield [create_app(office), create_app(other)]


@pytest.fixture(scope="module")
def served(address: Serving, apps: list[FastAPI], look: Look) -> Serving:
    address.app = apps[look.locked]
    return address


@pytest.fixture(scope="module")
def place_of(address: Serving, office: Office) -> Iterator[PlaceOf]:
    """The first account and address to which a page is shown."""
    sessions = [None, *(session_of(office, account.name) for account in ACCOUNTS)]
    client = httpx.Client(base_url=address.url, headers={"Accept": "text/html"})

    def first(look: Look) -> tuple[Session | None, str]:
        answered = {}
        for place in addresses(look, office):
            for session in sessions:
                cookies = {"Cookie": session.header} if session else {}
                answer = client.get(place, headers=cookies)
                if answer.status_code in SHOWN:
                    assert answer.text.startswith("<!doctype html>"), f"{look} is no whole page"
                    return session, place
                answered[place, session and session.account] = answer.status_code
        pytest.fail(f"{look} is shown to nobody: {answered}")

    with client:
        yield first


LANGUAGES = [
    pytest.param(language, marks=pytest.mark.xdist_group(f"every page in {language}"))
    for language in ("zh", "en")
]


in_one_language = pytest.mark.parametrize("language", LANGUAGES[:1], indirect=True, scope="module")
"""What a page is built of is the same in both; its words are looked at in each."""


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=looks(), ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    found: Look = request.param
    return found


@pytest.fixture(scope="module")
def shown(
    browser: Browser,
    served: Serving,
    place_of: PlaceOf,
    look: Look,
    language: str,
) -> Iterator[Shown]:
    session, address = place_of(look)
    page = browsing(browser, served.url)
    let_in(page, served.url, session, language)
    faults = faults_of(page)
    sent = first_view(page, address)
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    yield Shown(page, sent, faults)
    page.context.close()


def test_axe_finds_nothing(shown):
    assert axe.violations(shown.page) == []


def test_it_sends_at_most_sixty_kilobytes(shown):
    assert shown.sent <= PAGE_BYTES


def test_nothing_is_wider_than_the_screen(shown):
    for width, height in (PHONE, DESKTOP):
        shown.page.set_viewport_size({"width": width, "height": height})
        assert shown.page.evaluate("document.documentElement.scrollWidth") == width


def test_no_words_leave_their_box(shown):
    for width, height in (PHONE, DESKTOP):
        shown.page.set_viewport_size({"width": width, "height": height})
        assert shown.page.locator(BOXES).evaluate_all(OVERFULL) == []


@in_one_language
def test_tab_reaches_every_control_in_order_and_shows_where_it_is(shown):
    tabbed = keyboard.tabbed(shown.page)
    assert tabbed.reached == tabbed.wanted
    assert (tabbed.unmarked, tabbed.unseen) == ([], [])


def test_it_has_a_title_and_says_its_language(shown, language):
    assert shown.page.evaluate("document.documentElement.lang") == (
        "zh-CN" if language == "zh" else "en"
    )
    assert re.fullmatch(r"\S.* · \S.*", shown.page.title())


def test_its_own_words_are_of_its_language(shown, language, office):
    if language == "en":
        words = shown.page.locator(OWN_WORDS).evaluate_all(WORDS_OF)
        units = office.tracker.rules.units
        names = re.compile("|".join(unit.name for unit in units.units.values()))
        assert [each for each in words if HAN.search(names.sub("", each))] == []
    else:
        assert half_width_slips(shown.page.locator("body").inner_text()) == []


def test_nothing_goes_wrong_unseen(shown):
    """Last of a page's tests: no error in the console, nothing that its policy forbids."""
    assert shown.faults == []
