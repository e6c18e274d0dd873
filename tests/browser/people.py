"""People at a browser, and what went wrong on their pages without a word on the screen."""

from typing import NamedTuple

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from interfaces.accounts.accounts import account_named
from interfaces.accounts.sessions import open_session
from interfaces.http.audience import LANGUAGE_COOKIE
from interfaces.http.office import Office
from interfaces.web.cookies import COOKIE

Scope = Page | Locator
DESKTOP, PHONE = (1366, 768), (390, 844)
_NO_FAULTS = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort")
"""Chromium's own line about a page or part answered with a refusal, which is on the screen; htmx's
about a question that was let go because a later one took its place."""


def browsing(
    browser: Browser,
    url: str,
    scripts: bool = True,
    size: tuple[int, int] = DESKTOP,
) -> Page:
    """A window of a browser that knows nobody yet."""
    context = browser.new_context(
        base_url=url,
        java_script_enabled=scripts,
        viewport={"width": size[0], "height": size[1]},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        accept_downloads=True,
    )
    context.set_default_timeout(10_000)
    return context.new_page()


class Session(NamedTuple):
    """Being signed in: what the browser shows at the door."""

    account: str
    token: str

    @property
    def header(self) -> str:
        return f"{COOKIE}={self.token}"


def session_of(office: Office, name: str) -> Session:
    """A session without the form, which has tests of its own."""
    account = account_named(office.accounts, name)
    return Session(name, open_session(office.accounts, account, now=office.tracker.clock.now()))


def let_in(page: Page, url: str, session: Session | None, language: str = "zh") -> None:
    """Give a window a session and a language, as if both had been chosen at this computer."""
    told = {LANGUAGE_COOKIE: language} | ({COOKIE: session.token} if session else {})
    page.context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in told.items()]
    )


def first_view(page: Page, address: str) -> int:
    """Open a page; the bytes of it and of all it needs, as they went over the wire."""
    asked: list[Request] = []

    def finished(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", finished)
    page.goto(address, wait_until="load")
    sizes = [request.sizes() for request in asked]
    return sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)


def faults_of(page: Page) -> list[str]:
    """What the console, the policy of the page and the server complain of, as it happens."""
    faults: list[str] = []

    def told(message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if not any(words in message.text for words in _NO_FAULTS):
            faults.append(f"{page.url}: {message.text}")

    def answered(response: Response) -> None:
        kind = response.request.resource_type
        if response.status >= 500 or (
            response.status >= 400 and kind not in ("document", "xhr", "fetch")
        ):
            faults.append(f"{response.status} for the {kind} {response.url}")

    page.on("console", told)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("response", answered)
    return faults
