"""Whose accounts an administrator sees to, and the tokens of programs."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI

from interfaces.accounts.accounts import account_named, add_account
from interfaces.http.office import Office
from tests.web.accounts_at_hand import issued, listed, opened, page_of, secret_of
from tests.web.conftest import NOW
from tests.web.visitor import PASSWORD, Visitor

SignIn = Callable[[str], Visitor]
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def admin(signed_in: SignIn) -> Visitor:
    return signed_in("admin")


@pytest.fixture
def county(office: Office, signed_in: SignIn) -> Visitor:
    """The administrator of a district."""
    add_account(office.accounts, "county", "admin", "440703", "区管理员", PASSWORD, now=NOW)
    return signed_in("county")


def test_a_token_is_shown_once_works_and_is_revoked(admin: Visitor, office: Office):
    token = secret_of(issued(admin, office, "clerk"))
    assert re.fullmatch(r"tz_[\w-]{43}", token)
    shown = page_of(admin, office, "clerk")
    assert token not in shown.text and "夜间取数" in shown.text

    def asks() -> int:
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        return int(admin.client.get("/api/v1/units", headers=headers).status_code)

    assert asks() == 200
    check = admin.open(shown.link("作废令牌 夜间取数"))
    assert "夜间取数" in check.heading
    assert "已作废" in admin.press(check, "作废令牌").text
    assert asks() == 401


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"label": " "}, "令牌名称"),
        ({"days": "0"}, "1"),
        ({"days": "4000"}, "3650"),
        ({"days": "很久"}, "3650"),
        ({"days": "9" * 400}, "3650"),
    ],
)
def test_a_token_that_cannot_be_is_refused_with_words(
    admin: Visitor, office: Office, typed: dict[str, str], words: str
):
    refused = issued(admin, office, "clerk", **typed)
    assert refused.status == 422
    assert words in refused.main.one("div", class_="wrong").text


def test_a_token_is_revoked_on_its_own_account_alone(admin: Visitor, office: Office):
    issued(admin, office, "clerk")
    path = urlsplit(page_of(admin, office, "clerk").link("作废令牌 夜间取数")).path
    token = path.rsplit("/", 1)[1]
    other = account_named(office.accounts, "reviewer").id
    for wrong in (f"/accounts/{other}/tokens/{token}", f"/accounts/{other}/tokens/{NOBODY}"):
        assert admin.open(wrong).status == admin.post(wrong).status == 404


@pytest.mark.parametrize("name", ["clerk", "reviewer", "office", "auditor"])
def test_nobody_else_sees_to_accounts(app: FastAPI, office: Office, name: str):
    visitor = Visitor(app)
    visitor.press(visitor.open("/sign-in"), "登录", name=name, password=PASSWORD)
    own = account_named(office.accounts, name).id
    for path in ("/accounts", "/accounts/open", f"/accounts/{own}", f"/accounts/{own}/password"):
        assert visitor.open(path).status == 403
    for path in (
        "open",
        f"{own}/change",
        f"{own}/enable",
        f"{own}/tokens",
        f"{own}/tokens/{NOBODY}",
    ):
        assert visitor.post(f"/accounts/{path}").status == 403


def test_a_county_manages_the_accounts_of_its_own_area(county: Visitor, office: Office):
    add_account(office.accounts, "near", "office", "440703", "区办", PASSWORD, now=NOW)
    assert listed(county.open("/accounts")) == ["clerk", "county", "reviewer", "stranger"]
    assert page_of(county, office, "clerk").status == 200
    for name in ("admin", "elsewhere"):
        assert page_of(county, office, name).status == 403
        beyond = account_named(office.accounts, name).id
        for act in ("password", "disable", "enable", "sign-out", "change", "tokens"):
            assert county.post(f"/accounts/{beyond}/{act}").status == 403
    # A role that reaches the whole city would be a door out of the area.
    near = account_named(office.accounts, "near").id
    assert county.open(f"/accounts/{near}").status == 404
    assert county.post(f"/accounts/{near}/password").status == 404
    assert opened(county, unit="440703005").status == 200
    wanted = {"name": "y", "display_name": "y", "role": "clerk", "unit": "440704"}
    assert county.post("/accounts/open", None, **wanted).status == 403
    clerk = account_named(office.accounts, "clerk").id
    assert county.post(f"/accounts/{clerk}/change", None, **wanted).status == 403
    wanted |= {"role": "office", "unit": "440703"}
    for path in ("open", f"{clerk}/change"):
        assert county.post(f"/accounts/{path}", None, **wanted).status == 422


def test_roles_are_offered_with_what_they_may(admin: Visitor, county: Visitor):
    told = admin.open("/accounts/open").text.replace(" ", "")
    assert "领导小组办公室查阅个人台帐；查阅统计数据；设定规则和目标" in told
    offered = {
        each.attributes["value"]
        for each in county.open("/accounts/open").main.all("input", type="radio")
    }
    assert offered == {"clerk", "reviewer", "admin"}
