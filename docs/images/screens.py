"""Takes the pictures in docs/images/screens: the main pages on a desk and on a telephone, in both
languages, over the city of the demo.

Run from the top of the repository, with a browser installed: `.venv/bin/python -m
docs.images.screens`, or with the names of some pages. `--whole FOLDER` takes whole pages instead,
not only what fits the screen, to be looked at and thrown away. Look at every one of them.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, expect, sync_playwright

from application.kernel.clock import SetClock
from bench.city import city
from bench.measuring import scratch
from bench.serving import served, signed_in
from docs.images.shades import smaller
from interfaces.cli.demo import NOW
from interfaces.web.cookies import COOKIE
from tests.browser.chromium import NONE, launched, program
from tests.browser.people import DESKTOP, PHONE, Session, browsing, let_in
from tests.web.imports_at_hand import people, with_five_bad, workbook

HERE = Path(__file__).parent / "screens"
PEOPLE = 20_000
LANGUAGES = ("zh", "en")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Screen(NamedTuple):
    """A page by an account. `then` goes on from its address to what is to be seen."""

    name: str
    account: str
    address: str
    then: Callable[[Page], None] = lambda page: None


def _first_person(page: Page) -> None:
    page.locator("tbody a[href^='/workers/']").first.click()
    page.wait_for_load_state()


def _first_application(page: Page) -> None:
    page.locator("tbody a[href^='/assistance/']").first.click()
    page.wait_for_load_state()


def _nothing_filled_in(page: Page) -> None:
    page.locator("button.main").click()
    expect(page.locator("#wrong")).to_be_focused()


def _a_file(page: Page) -> None:
    unfinished = page.locator("main a.button.main[href^='/import/']")
    if unfinished.count():
        unfinished.first.click()
        page.wait_for_load_state()
        return
    rows = workbook(with_five_bad(people(200)))
    page.locator("input[type=file]").set_input_files(
        {"name": "register.xlsx", "mimeType": EXCEL, "buffer": rows}
    )
    page.locator("button.main").first.click()
    page.wait_for_url("**/import/*-*")


SCREENS = (
    Screen("sign-in", "", "/sign-in"),
    Screen("today", "clerk", "/today"),
    Screen("search", "clerk", "/people?q=陈"),
    Screen("register-errors", "clerk", "/register", _nothing_filled_in),
    Screen("worker", "clerk", "/people?q=陈&standing=valid&status=unemployed", _first_person),
    Screen("assistance", "reviewer", "/assistance"),
    Screen("assessment", "reviewer", "/assistance", _first_application),
    Screen("certificates", "reviewer", "/certificates"),
    Screen("holders", "reviewer", "/certificates/held"),
    Screen("training", "clerk", "/training"),
    Screen("employment", "clerk", "/employment"),
    Screen("follow-ups", "clerk", "/follow-ups"),
    Screen("import", "clerk", "/import", _a_file),
    Screen("dashboard", "office", "/dashboard?as_of=2004-12-31"),
    Screen("definition", "office", "/indicators/reemployment-rate?as_of=2004-12-31"),
    Screen(
        "changes",
        "office",
        "/figures/reemployment-rate/changes?as_of=2004-12-31&unit=440703002&level=street",
    ),
    Screen("composition", "office", "/composition?as_of=2004-12-31"),
    Screen("half-year", "office", "/half-year"),
    Screen("quality", "office", "/quality"),
    Screen("units", "office", "/units"),
    Screen("accounts", "admin", "/accounts"),
    Screen("rules", "office", "/rules"),
    Screen("log", "auditor", "/log"),
)


def take(names: Sequence[str], whole: Path | None) -> Iterator[Path]:
    """The pictures of some pages, of all without names, one by one as they are written."""
    path = program()
    if path is None:
        raise SystemExit(NONE)
    with scratch() as folder, sync_playwright() as playwright:
        city(Path(folder), PEOPLE, clock=SetClock(NOW)).close()
        browser = launched(playwright, path)
        with served(Path(folder) / "city.db") as url:
            for screen in SCREENS:
                if not names or screen.name in names:
                    yield from _taken(browser, url, screen, whole)
        browser.close()


def _taken(browser: Browser, url: str, screen: Screen, whole: Path | None) -> Iterator[Path]:
    for language in LANGUAGES:
        for size in (DESKTOP, PHONE):
            page = browsing(browser, url, size=size)
            let_in(page, url, _session(url, screen.account), language)
            page.goto(screen.address)
            screen.then(page)
            target = (whole or HERE) / f"{screen.name}-{language}-{size[0]}.png"
            picture = page.screenshot(full_page=whole is not None)
            page.context.close()
            target.write_bytes(picture if whole else smaller(browser, picture))
            yield target


def _session(url: str, account: str) -> Session | None:
    if not account:
        return None
    with signed_in(url, account) as client:
        return Session(account, client.cookies[COOKIE])


if __name__ == "__main__":
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME")
    asked.add_argument("--whole", type=Path, metavar="FOLDER")
    given = asked.parse_args()
    for written in take(given.names, given.whole):
        print(f"{written}  {written.stat().st_size / 1024:.0f} KB")
