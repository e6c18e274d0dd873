"""A session is its owner's from sign-in to its end; guessing is slow and locks nobody out."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from application.kernel.clock import FixedClock
from interfaces.accounts import sign_in as signing_in
from interfaces.accounts.accounts import account_named
from interfaces.accounts.tokens import issue_token, revoke_token, tokens_of
from interfaces.http.office import Office
from tests.web.visitor import PASSWORD, Visitor

COOKIE = "taizhang"
PLANTED = "A" * 43


def test_a_session_that_somebody_planted_is_not_the_one_that_opens(app: FastAPI):
    visitor = Visitor(app)
    visitor.client.cookies.set(COOKIE, PLANTED)
    visitor.sign_in("clerk")
    assert visitor.client.cookies.get(COOKIE, domain="testserver.local") != PLANTED
    attacker = TestClient(app, headers={"Accept": "text/html"}, cookies={COOKIE: PLANTED})
    assert attacker.get("/people").status_code == 401


def test_signing_in_ends_the_session_that_the_browser_had(app: FastAPI, clerk: Visitor):
    """Of an attacker's account, planted so that somebody works under it, say."""
    before = clerk.client.cookies[COOKIE]
    clerk.sign_in("reviewer")
    assert clerk.client.cookies[COOKIE] != before
    old = TestClient(app, headers={"Accept": "text/html"}, cookies={COOKIE: before})
    assert old.get("/people").status_code == 401


@pytest.mark.parametrize("way", ["/sign-out", "/sign-out-everywhere"])
def test_an_ended_session_is_no_session_again(app: FastAPI, clerk: Visitor, way: str):
    kept = clerk.client.cookies[COOKIE]
    clerk.post(way)
    again = TestClient(app, headers={"Accept": "text/html"}, cookies={COOKIE: kept})
    assert again.get("/people").status_code == 401
    base = {"Origin": "http://testserver"}
    assert again.post("/people", data={"q": "x"}, headers=base).status_code == 401


def test_another_password_ends_every_other_session(app: FastAPI, clerk: Visitor):
    other = Visitor(app).sign_in("clerk")
    fields = {"old": PASSWORD, "new": "另外一个足够长的密码", "again": "另外一个足够长的密码"}
    clerk.post("/password", None, **fields)
    assert other.open("/people").status == 401


def test_a_revoked_token_opens_nothing_again(app: FastAPI, office: Office):
    now = office.tracker.clock.now()
    account = account_named(office.accounts, "clerk")
    plain, _ = issue_token(office.accounts, account, "夜间", now=now)
    client = TestClient(app, headers={"Authorization": f"Bearer {plain}"})
    assert client.get("/api/v1/units").status_code == 200
    (issued,) = tokens_of(office.accounts, account)
    revoke_token(office.accounts, issued.id, now=now)
    assert client.get("/api/v1/units").status_code == 401


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "A" * 5_000, "é" * 43, "' OR 1=1 --", "\x00"])
def test_what_is_no_token_is_no_session(app: FastAPI, token: str):
    cookie = f"{COOKIE}={token}".encode("latin-1", "replace")
    headers = {b"Cookie": cookie, b"Accept": b"text/html"}
    assert TestClient(app).get("/people", headers=headers).status_code == 401


def tried(app: FastAPI, name: str, password: str, address: str) -> int:
    client = TestClient(app, client=(address, 50_000))
    who = {"name": name, "password": password}
    headers = {"Origin": "http://testserver", "Accept": "text/html"}
    return client.post("/sign-in", data=who, headers=headers, follow_redirects=False).status_code


def test_guessing_one_name_from_many_addresses_is_slow(app: FastAPI, clock: FixedClock):
    told = [tried(app, "clerk", f"guess{n}", f"10.0.0.{n}") for n in range(12)]
    assert told[: signing_in.FREE] == [401] * signing_in.FREE
    assert set(told[signing_in.FREE :]) == {429}


def test_guessing_many_names_from_one_address_is_slow(app: FastAPI):
    told = [tried(app, f"name{n}", "guess", "10.0.0.1") for n in range(25)]
    assert told[-1] == 429
    assert told.count(401) == signing_in.FREE_OF_AN_ADDRESS


def test_a_day_of_guessing_is_a_few_guesses(app: FastAPI, clock: FixedClock):
    """One every minute at most, whoever guesses and however often."""
    looked_at, began = 0, clock.now()
    for _ in range(240):
        looked_at += tried(app, "clerk", "guess", "10.0.0.1") == 401
        clock.at = clock.now() + timedelta(seconds=10)
    assert looked_at <= signing_in.FREE + 7 + (clock.now() - began).total_seconds() / 60


def test_the_owner_of_an_attacked_name_comes_in_within_a_minute(app: FastAPI, clock: FixedClock):
    for _ in range(200):
        tried(app, "clerk", "guess", "10.0.0.1")
    assert tried(app, "clerk", PASSWORD, "10.0.0.2") == 429
    clock.at = clock.now() + timedelta(minutes=1)
    assert tried(app, "clerk", PASSWORD, "10.0.0.2") == 303
    assert tried(app, "reviewer", PASSWORD, "10.0.0.2") == 303


def test_whether_a_name_exists_is_not_to_be_told(app: FastAPI):
    """By words here; by time too, for a password is hashed for nobody as well."""
    pages = []
    for name in ("clerk", "nobody"):
        headers = {"Origin": "http://testserver", "Accept": "text/html"}
        who = {"name": name, "password": "wrong"}
        pages.append(TestClient(app).post("/sign-in", data=who, headers=headers).text)
    assert pages[0].replace("clerk", "nobody") == pages[1]
