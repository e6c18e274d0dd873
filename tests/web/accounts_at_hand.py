"""Accounts seen to by the pages, as an administrator does it."""

from collections.abc import Callable

from interfaces.accounts.accounts import account_named
from interfaces.http.office import Office
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
NOBODY = "00000000-0000-4000-8000-000000000000"


def page_of(visitor: Visitor, office: Office, name: str) -> Shown:
    return visitor.open(f"/accounts/{account_named(office.accounts, name).id}")


def carried_out(visitor: Visitor, office: Office, name: str, act: str) -> Shown:
    """An act on an account, through its last check."""
    check = visitor.open(page_of(visitor, office, name).link(act))
    return visitor.press(check, act)


def secret_of(shown: Shown) -> str:
    assert shown.response.headers["Cache-Control"] == "no-store"
    return shown.main.one("p", class_="secret").text


def listed(shown: Shown) -> list[str]:
    tables = shown.main.all("tbody")
    return [each.one("th").text for each in tables[0].all("tr")] if tables else []


def opened(visitor: Visitor, **typed: str) -> Shown:
    given = {"name": "chen.li", "display_name": "陈丽", "role": "clerk", "unit": "440703002"}
    return visitor.press(visitor.open("/accounts/open"), "开设帐号", None, **given | typed)


def issued(visitor: Visitor, office: Office, name: str, **typed: str) -> Shown:
    given = {"label": "夜间取数", "days": "30"}
    return visitor.press(page_of(visitor, office, name), "发放令牌", None, **given | typed)
