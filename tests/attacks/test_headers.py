"""Every answer of every kind tells the browser to be careful; cookies stay where they belong."""

from dataclasses import replace
from uuid import UUID

import httpx2 as httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from interfaces.http.office import Office
from interfaces.server import create_app
from interfaces.web.assets import address
from tests.web.visitor import PASSWORD, Visitor

PUBLIC_URL = "https://taizhang.example.gov.cn"
ANSWERS: dict[str, tuple[str, str, int]] = {
    "a redirect": ("GET", "/", 303),
    "a page": ("GET", "/people", 200),
    "a page about somebody": ("GET", "/workers/{chen}", 200),
    "a paper": ("GET", "/workers/{chen}/certificate.pdf", 200),
    "a workbook": ("GET", "/people?q=chen&format=xlsx", 200),
    "a template": ("GET", "/import/template?command=register-worker", 200),
    "the script": ("GET", address("console.js"), 200),
    "the style": ("GET", address("console.css"), 200),
    "the icon": ("GET", address("icon.svg"), 200),
    "alive": ("GET", "/healthz", 200),
    "counts": ("GET", "/metrics", 200),
    "the description": ("GET", "/openapi.json", 200),
    "the description for people": ("GET", "/docs", 200),
    "its style": ("GET", "/docs.css", 200),
    "not found": ("GET", "/nowhere", 404),
    "not allowed": ("GET", "/accounts", 403),
    "without a token": ("GET", "/api/v1/units", 401),
    "not this way": ("DELETE", "/people", 405),
    "from elsewhere": ("POST", "/people", 403),
    "too long": ("GET", "/people?q=" + "x" * 5_000, 414),
    "a person in the address": ("GET", "/people?q=44070319530315021X", 422),
}
WANTED = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
KEPT = {"the script", "the style", "the icon"}
OF_PAGES = {"script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"}
ALWAYS = {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
FORMS = {"form-action 'self'", "form-action 'none'"}


def answered(clerk: Visitor, chen: UUID, kind: str, accept: str) -> httpx.Response:
    method, path, status = ANSWERS[kind]
    answer = clerk.client.request(
        method, path.format(chen=chen), headers={"Accept": accept}, follow_redirects=False
    )
    assert answer.status_code == status, answer.text[:300]
    return answer


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_of_any_kind(clerk: Visitor, chen: UUID, kind: str, accept: str):
    headers = answered(clerk, chen, kind, accept).headers
    assert {name: headers.get(name) for name in WANTED} == WANTED
    directives = set(headers["content-security-policy"].split("; "))
    assert directives >= ALWAYS
    assert directives - ALWAYS <= OF_PAGES | FORMS
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["referrer-policy"] in ("no-referrer", "same-origin")
    assert ("no-store" in headers["cache-control"]) == (kind not in KEPT)
    assert "server" not in headers
    assert "strict-transport-security" not in headers


def test_a_fault_of_ours_is_answered_as_carefully(app: FastAPI, clerk: Visitor, monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("陈建国")

    monkeypatch.setattr("interfaces.http.watch.measure", fail)
    answer = clerk.client.get("/metrics")
    assert (answer.status_code, "陈建国" in answer.text) == (500, False)
    assert answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.fixture
def public(office: Office) -> FastAPI:
    """The console as it is reached from other machines."""
    return create_app(replace(office, public_url=PUBLIC_URL))


def browser(public: FastAPI, url: str = PUBLIC_URL) -> TestClient:
    return TestClient(public, base_url=url, headers={"Accept": "text/html", "Origin": PUBLIC_URL})


def cookies_of(answer: httpx.Response) -> dict[str, set[str]]:
    """The attributes of each cookie."""
    told = [each.split("; ") for each in answer.headers.get_list("set-cookie")]
    return {first.partition("=")[0]: {each.lower() for each in rest} for first, *rest in told}


@pytest.mark.parametrize("url", [PUBLIC_URL, PUBLIC_URL.replace("https", "http")])
def test_behind_tls_cookies_are_bound_to_the_host(public: FastAPI, url: str):
    """Also where the web server in front does not say that the browser speaks TLS."""
    client = browser(public, url)
    who = {"name": "clerk", "password": PASSWORD}
    answer = client.post("/sign-in", data=who, follow_redirects=False)
    assert answer.status_code == 303
    session = cookies_of(answer)["__Host-taizhang"]
    assert session == {"httponly", "path=/", "samesite=lax", "secure"}
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    language = cookies_of(client.post("/language", data={"to": "en"}, follow_redirects=False))
    assert language["language"] >= {"secure", "httponly", "samesite=lax", "path=/"}


def test_a_session_goes_on_and_ends_behind_tls(public: FastAPI):
    client = browser(public)
    client.post("/sign-in", data={"name": "clerk", "password": PASSWORD})
    assert client.get("/people").status_code == 200
    gone = client.post("/sign-out", follow_redirects=False)
    assert cookies_of(gone)["__Host-taizhang"] >= {"max-age=0", "secure", "path=/"}
    assert client.get("/people").status_code == 401


def test_a_cookie_set_without_tls_is_no_session_behind_it(public: FastAPI, clerk: Visitor):
    token = clerk.client.cookies["taizhang"]
    answer = browser(public).get("/people", headers={"Cookie": f"taizhang={token}"})
    assert answer.status_code == 401
    answer = browser(public).get("/people", headers={"Cookie": f"__Host-taizhang={token}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "taizhang.example.gov.cn.evil.example", ""])
def test_another_host_is_not_answered(public: FastAPI, host: str):
    client = browser(public)
    answer = client.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 421
    assert "evil" not in answer.text
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_without_a_public_address_no_answer_repeats_the_host(clerk: Visitor, chen: UUID):
    for method, path, _ in ANSWERS.values():
        answer = clerk.client.request(
            method,
            path.format(chen=chen),
            headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
            follow_redirects=False,
        )
        assert "evil.example" not in answer.text + str(answer.headers)
