"""Names of files and addresses lead nowhere but where they should."""

from pathlib import Path
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from interfaces.http.office import Office
from interfaces.web.imports.work import folder_of
from tests.web.imports_at_hand import brought, people, with_five_bad, workbook
from tests.web.visitor import PASSWORD, Visitor

UPWARDS = [
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/ledger.key",
    "....//....//ledger.key",
    "..\\..\\ledger.key",
    "..%5c..%5cledger.key",
    "%c0%ae%c0%ae/ledger.key",
    "/etc/passwd",
    "%00",
    "console.css%00.png",
    "VENDORED.md",
    "CON",
]


@pytest.mark.parametrize("name", UPWARDS)
def test_no_address_reaches_a_file_of_the_machine(clerk: Visitor, name: str):
    for before in ("/static/x/", "/static/", "/", "/docs/", "/import/", "/units/"):
        answer = clerk.client.get(f"{before}{name}", follow_redirects=False)
        assert answer.status_code in (303, 404, 405, 422), f"{before}{name}"
        assert "root:" not in answer.text


NAMES = [
    "../../../ledger.key.xlsx",
    "..\\..\\ledger.db.xlsx",
    "/etc/passwd.xlsx",
    "C:\\Windows\\x.xlsx",
    'a"; filename="b.exe".xlsx',
    "a\r\nSet-Cookie: x=1\r\n.xlsx",
    "a%0d%0aSet-Cookie:x=1.xlsx",
    "a\u2028b\x00c\x7f.xlsx",
    "\u202excod.xlsx",
    "x" * 400 + ".xlsx",
    "名" * 200 + ".xlsx",
    ".xlsx",
    "....xlsx",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_kept_in_its_folder_and_sent_back_under_a_plain_name(
    clerk: Visitor, office: Office, name: str
):
    rows = with_five_bad(people(210))
    shown = brought(clerk, workbook(rows), name, command="register-worker")
    folder = folder_of(office)
    outside = {path for path in folder.path.parent.iterdir() if path != folder.path}
    assert {path.name.split(".")[0] for path in outside} == {"ledger", "accounts"}
    for path in folder.path.iterdir():
        assert UUID(path.stem).version == 4
    if "/import/" not in shown.path:
        assert shown.status == 422
        return
    answer = clerk.client.get(f"{shown.path}/bad-rows")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    kept = answer.headers["content-disposition"]
    assert kept.isascii() and kept.isprintable()
    assert kept.startswith("attachment; filename=\"taizhang.xlsx\"; filename*=UTF-8''")
    assert not set(kept.rpartition("''")[2]) & set("\"'\\/;, \r\n")
    assert len(kept) < 2_500


THENS = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "/\r\nLocation: https://evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "/.//evil.example",
    "///evil.example",
    "%2f%2fevil.example",
    "people",
    "@evil.example",
    ".evil.example",
]


@pytest.mark.parametrize("then", THENS)
def test_signing_in_leads_to_a_page_of_ours(app: FastAPI, then: str):
    """As a browser reads an address: tabs and line ends are left out, backslashes are slashes."""
    client = TestClient(app, headers={"Origin": "http://testserver", "Accept": "text/html"})
    who = {"name": "clerk", "password": PASSWORD, "then": then}
    answer = client.post("/sign-in", data=who, follow_redirects=False)
    assert answer.status_code == 303
    where = answer.headers["location"]
    read = "".join(letter for letter in where if letter not in "\t\r\n").replace("\\", "/")
    assert read.startswith("/") and not read.startswith("//"), where


@pytest.mark.parametrize("then", THENS)
def test_a_form_on_its_way_goes_to_a_page_of_ours(app: FastAPI, then: str):
    client = TestClient(app, headers={"Origin": "http://testserver", "Accept": "text/html"})
    who = {"name": "clerk", "password": PASSWORD, "then": then, "kept-reason": "x"}
    answer = client.post("/sign-in", data=who, follow_redirects=False)
    assert 'action="http' not in answer.text
    assert 'action="//' not in answer.text
    assert 'action="/\\' not in answer.text


def test_after_a_command_one_comes_back_to_a_page_of_ours(reviewer: Visitor, chen: UUID):
    for then in THENS:
        shown = reviewer.client.get(f"/workers/{chen}/record-follow-up", params={"then": then})
        assert "//evil" not in shown.text.replace("value=", "")
        answer = reviewer.client.post(
            f"/workers/{chen}/record-follow-up",
            data={"then": then, "effective_on": "2005-03-01", "outcome": "at_work"},
            params={"then": then},
            headers={"Origin": "http://testserver"},
            follow_redirects=False,
        )
        assert "evil" not in answer.headers.get("location", "")


def test_the_folder_is_as_private_as_the_ledger(clerk: Visitor, office: Office):
    brought(clerk, workbook(people(2)))
    folder = folder_of(office).path
    assert folder.stat().st_mode & 0o077 == 0
    assert all(Path(each).stat().st_mode & 0o077 == 0 for each in folder.iterdir())
