"""The description of the interface: approved, complete, and readable without a network."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from application.indicators.catalogue import INDICATORS
from application.tracker import HANDLERS, CaseTracker
from interfaces.api.app import create_app
from interfaces.http.office import Office
from tests.api.requests import Desk

APPROVED = Path(__file__).parent / "openapi.json"
"""Renewed by `python -m tests.api.approve`; look at the difference before it is kept."""


@pytest.fixture(scope="module")
def document(accounts: Engine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """As it is served, whichever the database; no test changes it."""
    with CaseTracker(tmp_path_factory.mktemp("described") / "ledger.db") as tracker:
        client = TestClient(create_app(Office(tracker, accounts)))
        told: dict[str, Any] = client.get("/openapi.json").json()
    return told


def test_the_interface_is_the_approved_one(document: dict[str, Any]):
    assert document == json.loads(APPROVED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", HANDLERS)
def test_every_field_of_a_command_is_described(document: dict[str, Any], name: str):
    operation = document["paths"][f"/api/v1/commands/{name}"]["post"]
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    schema = document["components"]["schemas"][reference.rpartition("/")[2]]
    assert schema["properties"].keys() == HANDLERS[name].command.model_fields.keys()
    assert schema["additionalProperties"] is False
    assert {p["name"] for p in operation["parameters"]} == {"idempotency-key", "if-match"}
    statuses = [201, 400, 401, 403, 404, 409, 412, 413, 414, 415, 422, 429, 503]
    assert sorted(map(int, operation["responses"])) == statuses


@pytest.mark.parametrize("name", INDICATORS)
def test_every_switch_of_an_indicator_is_described(document: dict[str, Any], name: str):
    operation = document["paths"][f"/api/v1/indicators/{name}"]["get"]
    switches = set(INDICATORS[name].definition.rules)
    parameters = {p["name"] for p in operation["parameters"]}
    assert parameters == {"as_of", "from", "known_at", "level"} | switches


def test_refusals_are_described_as_problems(document: dict[str, Any]):
    for methods in document["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert answer == {"$ref": f"#/components/responses/Refused{status}"}
    for answer in document["components"]["responses"].values():
        assert list(answer["content"]) == ["application/problem+json"]
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_every_code_that_is_told_is_described(document: dict[str, Any], clerk: Desk):
    codes = document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
    for told in (clerk.do("register-worker"), clerk.get("nowhere"), clerk.get("workers", limit=0)):
        assert told.json()["code"] in codes


def test_every_reference_leads_somewhere(document: dict[str, Any]):
    for kind in ("schemas", "responses"):
        found = set(re.findall(rf'"#/components/{kind}/([^"]+)"', json.dumps(document)))
        assert found and found <= document["components"][kind].keys()


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.links.add(value or "")
            if name == "id":
                self.ids.append(value or "")


def test_the_page_needs_neither_scripts_nor_a_network(anybody: TestClient):
    answer = anybody.get("/docs")
    page = Links()
    page.feed(answer.text)
    assert "script" not in page.tags and "style" not in page.tags
    assert page.links == {"docs.css", "openapi.json"}
    assert "script" not in answer.headers["content-security-policy"]
    assert all(anybody.get(f"/{link}").status_code == 200 for link in page.links)


def test_the_page_has_every_operation(anybody: TestClient, document: dict[str, Any]):
    page = Links()
    page.feed(anybody.get("/docs").text)
    operations = [o["operationId"] for ms in document["paths"].values() for o in ms.values()]
    assert sorted(page.ids) == sorted(operations)
    assert len(set(operations)) == len(operations)
