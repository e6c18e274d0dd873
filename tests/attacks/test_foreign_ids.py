"""Whoever knows the id of something elsewhere gets nothing of it by any address that takes one."""

from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from application.tracker import HANDLERS, CaseTracker
from interfaces.accounts.accounts import account_named, add_account
from interfaces.accounts.roles import Role
from interfaces.accounts.tokens import issue_token
from interfaces.api import app as api
from interfaces.http.office import Office
from interfaces.web.app import CHANNEL
from interfaces.web.office.account_acts import ACTS
from tests.api.requests import CHEN
from tests.attacks.hostile import NO_TEXT, texts_of
from tests.web.imports_at_hand import brought, on_the_ledger, people, workbook
from tests.web.test_permissions import routes
from tests.web.visitor import PASSWORD, Visitor

ELSEWHERE = "440704"
URGENT = "/workers/{worker}/urgent"
"""Whoever may write cases may ask to see somebody elsewhere for three hours: `tests/rights`."""
SECRETS = ("陈建国", CHEN, "林秀英", "clerk的帐号", "44070304000001", "国有企业下岗职工")
OF_THE_ADDRESS = {"version", "name", "indicator", "command", "act", "unit"}
"""Places that name no thing of somebody: a kind, a rule, a unit."""


@pytest.fixture
def known(office: Office, clerk: Visitor, chen: UUID) -> dict[str, str]:
    """The ids of things of the clerk's street, by the places of addresses."""
    shown = brought(clerk, workbook(people(2)))
    account = account_named(office.accounts, "clerk")
    now = office.tracker.clock.now()
    issue_token(office.accounts, account, "夜间", now=now)
    return {
        "worker": str(chen),
        "applicant": str(chen),
        "one": str(chen),
        "other": str(chen),
        "upload_id": shown.path.rpartition("/")[2],
        "account_id": account.id,
        "access_id": account.id,
    }


@pytest.fixture
def intruders(app: FastAPI, office: Office, signed_in) -> list[Visitor]:
    """People of another county: a reviewer, a clerk, an administrator."""
    now = office.tracker.clock.now()
    for name, role, unit in (
        ("clerk4", Role.CLERK, "440704001"),
        ("admin4", Role.ADMIN, ELSEWHERE),
    ):
        add_account(office.accounts, name, role, unit, name, PASSWORD, now=now)
    return [signed_in(name) for name in ("elsewhere", "clerk4", "admin4")]


def addresses(known: dict[str, str], method: str) -> list[str]:
    """Every address of the pages that takes an id, with what is known in its places."""
    found = []
    for route in routes(CHANNEL):
        places = {part.strip("{}") for part in route.path.split("/") if part.startswith("{")}
        ids = places - OF_THE_ADDRESS
        if not ids or method not in (route.methods or ()) or route.path == URGENT:
            continue
        for command in HANDLERS if "command" in places else [""]:
            for act in ACTS if "act" in places else [""]:
                filled = {**known, "command": command, "act": act, "token_id": known["account_id"]}
                found.append(route.path.format(**filled))
    return found


def test_every_place_of_an_address_is_tried(known: dict[str, str]):
    paths = {
        part.strip("{}")
        for route in routes(CHANNEL)
        for part in route.path.split("/")
        if part.startswith("{")
    }
    assert paths - OF_THE_ADDRESS == known.keys() | {"token_id"}


def test_no_page_shows_it(known: dict[str, str], intruders: list[Visitor]):
    for visitor in intruders:
        for address in addresses(known, "GET"):
            shown = visitor.open(address)
            assert shown.status in (403, 404), f"{address}: {shown.status}"
            assert not [secret for secret in SECRETS if secret in shown.response.text], address


def test_no_page_writes_it(known, intruders: list[Visitor], tracker: CaseTracker, office: Office):
    before = on_the_ledger(tracker)
    fields = {"effective_on": "2005-03-01", "reason": "x", "sure": "1", "label": "x", "days": "30"}
    for visitor in intruders:
        for address in addresses(known, "POST"):
            shown = visitor.post(address, None, **fields)
            assert shown.status in (403, 404), f"{address}: {shown.status}"
            assert not [secret for secret in SECRETS if secret in shown.response.text], address
    assert on_the_ledger(tracker) == before
    assert account_named(office.accounts, "clerk").disabled_at is None


QUESTIONS = {
    "people": ("into", "then", "issued", "q"),
    "places": ("unit", "by"),
    "rows": ("cursor", "before"),
}
"""Names of questions that are asked together: one that is refused must not hide another."""


@pytest.mark.parametrize("kind", QUESTIONS)
def test_no_question_shows_it(known: dict[str, str], intruders: list[Visitor], kind: str):
    ids = {
        "people": (known["worker"], known["upload_id"]),
        "places": ("440703002", known["account_id"], "clerk"),
        "rows": (known["worker"],),
    }
    for visitor in intruders:
        for route in routes(CHANNEL):
            if "{" in route.path or "GET" not in (route.methods or ()):
                continue
            for value in ids[kind]:
                asked = dict.fromkeys(QUESTIONS[kind], value)
                text = visitor.client.get(route.path, params=asked).text
                assert not [s for s in SECRETS[:3] if s in text], f"{route.path}?{asked}"


def body_of(command: str, worker: str) -> dict[str, object]:
    """A sound body for a command on somebody."""
    schema = HANDLERS[command].command.model_json_schema()
    known = {"worker": worker, "into": worker, "other": worker, "to_station": "440704001"}
    body: dict[str, object] = {}
    for name in schema["required"]:
        field = schema["properties"][name]
        body[name] = known.get(name) or _of(field, schema)
    return body | dict.fromkeys(texts_of(command) & set(schema["required"]) - NO_TEXT, "x")


def _of(field: dict, schema: dict) -> object:
    if "$ref" in field:
        return schema["$defs"][field["$ref"].rpartition("/")[2]]["enum"][0]
    if field.get("format") == "date":
        return "2005-02-01"
    return {"string": "44070304", "boolean": True, "integer": 2005}[field["type"]]


def test_no_program_reaches_it(app: FastAPI, office: Office, known, intruders, tracker):
    before = on_the_ledger(tracker)
    token, _ = issue_token(
        office.accounts,
        account_named(office.accounts, "elsewhere"),
        "x",
        now=tracker.clock.now(),
    )
    client = TestClient(app, headers={"Authorization": f"Bearer {token}"})
    for worker in (known["worker"], CHEN):
        for command, handler in HANDLERS.items():
            if "worker" not in handler.command.model_fields or command == "register-worker":
                continue
            answer = client.post(f"/api/v1/commands/{command}", json=body_of(command, worker))
            assert (answer.status_code, answer.json()["code"]) == (403, "outside-area"), command
    for route in [each for channel in api.CHANNEL for each in channel.routes]:
        path = getattr(route, "path", "")
        if "{worker}" in path:
            answer = client.get(path.replace("{worker}", known["worker"]))
            assert answer.status_code == 403
            assert not [secret for secret in SECRETS if secret in answer.text]
    assert on_the_ledger(tracker) == before
