"""What is personal stands in files and pages for those who may see them, and nowhere else:
not in an address, not in a line of the journal, not in a count, not in an error."""

import json
from io import StringIO
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from application.tracker import HANDLERS, CaseTracker
from interfaces.accounts.accounts import account_named
from interfaces.accounts.tokens import issue_token
from interfaces.http.office import Office
from tests.attacks.crawling import pages_of
from tests.attacks.hostile import lives
from tests.attacks.test_other_sites import WRITES, filled
from tests.ledger import record
from tests.oracle.book import identity_number
from tests.web.cases import of, registered
from tests.web.imports_at_hand import HEADINGS, brought, workbook
from tests.web.visitor import PASSWORD, Visitor

NUMBER = identity_number("1957-11-23", "female", 77)
NAME, PHONE, STREET, EMPLOYER = "欧阳秘密", "13987654321", "秘密里十八号", "秘密机械厂"
PLANTED = (NAME, NUMBER, NUMBER[6:14], PHONE, STREET, EMPLOYER, PASSWORD)


def told(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    """The lives of `hostile`, with a person's own words in place of the attacks."""
    words = {"name": NAME, "phone": PHONE, "household_address": STREET, "employer": EMPLOYER}
    return [
        {
            key: words.get(key, f"{NAME}{PHONE}") if "xss-canary" in str(value) else value
            for key, value in line.items()
        }
        for line in lines
    ]


@pytest.fixture
def planted(tracker: CaseTracker) -> CaseTracker:
    for line in told(lives()):
        record(tracker, [line])
    someone = {"phone": PHONE, "household_address": STREET, "previous_employer": EMPLOYER}
    record(tracker, [registered(id_number=NUMBER, name=NAME, **someone)])
    return tracker


def found_in(text: str) -> list[str]:
    plain = unquote(text)
    escaped = json.dumps(plain)
    return [each for each in PLANTED if each in plain or json.dumps(each)[1:-1] in escaped]


def journal_of(office: Office) -> str:
    assert isinstance(office.journal, StringIO)
    return office.journal.getvalue()


def test_walking_through_the_console_leaves_nothing_behind(
    app: FastAPI, office: Office, planted: CaseTracker
):
    for name in ("reviewer", "office", "auditor"):
        visitor = Visitor(app).sign_in(name)
        for shown in pages_of(visitor):
            assert found_in(shown.path) == []
            for each in shown.page.all("a"):
                assert found_in(each.attributes.get("href", "")) == [], shown.path
    assert found_in(journal_of(office)) == []
    assert found_in(TestClient(app).get("/metrics").text) == []


def test_writing_and_being_refused_leaves_nothing_behind(
    app: FastAPI, office: Office, planted: CaseTracker
):
    reviewer = Visitor(app).sign_in("reviewer")
    fields = {"id_number": NUMBER, "name": NAME, "phone": PHONE, "household_address": STREET}
    fields |= {"q": NUMBER, "employer": EMPLOYER, "reason": NAME, "into": NUMBER, "note": NAME}
    worker = of(planted, NUMBER).rpartition("/")[2]
    for path in WRITES:
        if path.startswith(("/sign-out", "/password")):
            continue
        for command in HANDLERS if "{command}" in path else [""]:
            answer = reviewer.client.post(
                filled(path.replace("{command}", command).replace("{worker}", worker), worker),  # type: ignore[arg-type]
                data=fields,
                headers={"Origin": "http://testserver"},
                follow_redirects=False,
            )
            for header in ("location", "hx-redirect", "content-disposition", "hx-replace-url"):
                assert found_in(answer.headers.get(header, "")) == [], path
    row = [NUMBER, NAME, NAME, "20040930", STREET, "2005-02-01"]
    shown = brought(reviewer, workbook([row], HEADINGS), f"{NAME}.xlsx", command="register-worker")
    assert found_in(shown.path) == []
    assert found_in(journal_of(office)) == []
    assert found_in(TestClient(app).get("/metrics").text) == []


def test_a_program_that_errs_is_told_without_what_it_sent(
    app: FastAPI, office: Office, planted: CaseTracker
):
    account = account_named(office.accounts, "reviewer")
    token, _ = issue_token(office.accounts, account, "x", now=planted.clock.now())
    client = TestClient(app, headers={"Authorization": f"Bearer {token}"})
    wrong = {"id_number": NUMBER, "name": NAME, "phone": [PHONE], "station": STREET, "x": EMPLOYER}
    for command in HANDLERS:
        answer = client.post(
            f"/api/v1/commands/{command}", json={"worker": NUMBER, "into": NUMBER, **wrong}
        )
        assert answer.status_code in (403, 404, 409, 422)
        assert found_in(answer.text) == [], command
    for path in (f"/api/v1/workers?q={NUMBER}", f"/people?q={NUMBER}", f"/workers/{NUMBER}"):
        answer = client.get(path, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (422, "identity-number-in-url")
        assert found_in(answer.json()["detail"]) == []
    assert found_in(journal_of(office)) == []
    assert found_in(client.get("/metrics").text) == []


def test_a_fault_of_ours_tells_nothing_of_what_it_was_about(
    app: FastAPI, office: Office, planted: CaseTracker, monkeypatch
):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"{NAME} {NUMBER} {PHONE}")

    reviewer = Visitor(app).sign_in("reviewer")
    monkeypatch.setattr(CaseTracker, "ask", fail)
    answer = reviewer.client.get("/people", params={"q": NAME})
    assert answer.status_code == 500
    assert found_in(answer.text) == []
    assert found_in(journal_of(office)) == []
