"""What people ask and write is a value in every statement, never a part of one."""

from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from application.tracker import HANDLERS, CaseTracker
from interfaces.accounts.accounts import account_named
from interfaces.accounts.tokens import issue_token
from interfaces.api import app as api
from interfaces.http.office import Office
from interfaces.web.app import CHANNEL
from tests.attacks.test_other_sites import filled
from tests.attacks.test_scripts import asked_by
from tests.web.test_permissions import routes
from tests.web.visitor import Visitor

INJECTED = (
    "' OR '1'='1",
    "'; DROP TABLE stored_events; --",
    '" OR 1=1 --',
    "x') UNION SELECT password_hash FROM accounts --",
    "%' ESCAPE '\\",
    "1; ATTACH DATABASE 'injected.db' AS x",
    "\\'; SELECT load_extension('x'); --",
    "%(x)s :x ?1 {0} $1",
)
SAID = (
    "syntax error",
    "sqlite",
    "stored_events",
    "Traceback",
    "argon2",
    "no such",
    "OperationalError",
)


def is_whole(tracker: CaseTracker, office: Office, people: int) -> bool:
    """Nothing was written, nothing is gone."""
    account_named(office.accounts, "clerk")
    return len(list(tracker.history())) == people and tracker.verify() == []


@pytest.mark.parametrize("text", INJECTED)
def test_in_a_question_of_a_page(signed_in, office: Office, chen: UUID, tracker, text: str):
    before = len(list(tracker.history()))
    for role in ("reviewer", "admin"):
        visitor: Visitor = signed_in(role)
        for route in routes(CHANNEL):
            if "GET" in (route.methods or ()):
                asked = dict.fromkeys(asked_by(route), text)
                answer = visitor.client.get(filled(route.path, chen), params=asked)
                _says_nothing(route.path, answer.status_code, answer.text)
                for name in sorted(asked):
                    if name in ("q", "unit", "cursor", "before", "by", "name", "issued"):
                        answer = visitor.client.get(filled(route.path, chen), params={name: text})
                        _says_nothing(f"{route.path} {name}", answer.status_code, answer.text)
    assert is_whole(tracker, office, before)


@pytest.mark.parametrize("text", INJECTED)
def test_in_a_question_and_a_command_of_a_program(
    app: FastAPI, office: Office, chen, tracker, text
):
    before = len(list(tracker.history()))
    account = account_named(office.accounts, "reviewer")
    token, _ = issue_token(office.accounts, account, "x", now=tracker.clock.now())
    client = TestClient(app, headers={"Authorization": f"Bearer {token}"})
    for route in [each for channel in api.CHANNEL for each in channel.routes]:
        path = getattr(route, "path", "").replace("{worker}", str(chen))
        if "GET" in getattr(route, "methods", ()):
            for name in ("q", "unit", "cursor", "status", "certificate_no", "level", "as_of"):
                answer = client.get(path, params={name: text})
                _says_nothing(path, answer.status_code, answer.text)
    answer = client.post("/api/v1/workers/search", json={"q": text})
    assert (answer.status_code, answer.json()["items"]) == (200, [])
    for command, handler in HANDLERS.items():
        body = dict.fromkeys(handler.command.model_fields, text) | {"worker": str(chen)}
        answer = client.post(f"/api/v1/commands/{command}", json=body)
        assert answer.status_code in (403, 404, 422), command
        _says_nothing(command, answer.status_code, answer.text)
    assert is_whole(tracker, office, before)


@pytest.mark.parametrize("text", INJECTED)
def test_in_a_name_or_a_password(app: FastAPI, office: Office, tracker, text: str):
    visitor = Visitor(app)
    for name, password in ((text, "x"), ("clerk", text), (text, text)):
        answer = visitor.client.post(
            "/sign-in",
            data={"name": name, "password": password},
            headers={"Origin": "http://testserver"},
        )
        assert answer.status_code in (401, 429)
    assert is_whole(tracker, office, 0)


def _says_nothing(where: str, status: int, text: str) -> None:
    assert status < 500, where
    # A form says again what was typed into it.
    said = [each for each in SAID if each in text and not any(each in own for own in INJECTED)]
    assert not said, f"{where}: {said}"
