"""What is kept of a visit: enough to find a fault, nothing about a person."""

import json
from io import StringIO
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from application.tracker import CaseTracker
from interfaces.http.limits import Failures
from interfaces.http.office import Office
from tests.api.requests import CHEN, Desk, registration


def lines(journal: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in journal.getvalue().splitlines()]


def test_a_line_has_the_route_and_not_the_path(clerk: Desk, journal: StringIO):
    worker = clerk.register()
    clerk.get(f"workers/{worker}", q="陈建国")
    line = lines(journal)[-1]
    assert (line["route"], line["method"]) == ("/api/v1/workers/{worker}", "GET")
    assert (line["status"], line["refusal"], line["level"]) == (200, None, "info")
    assert isinstance(line["milliseconds"], float)
    assert str(line["at"]).endswith("Z")


def test_nothing_of_a_person_is_kept(clerk: Desk, journal: StringIO, tokens):
    worker = clerk.register(phone="13800138000", household_address="白沙大道1号")
    for path in (f"workers/{worker}", f"workers?q={CHEN}", "workers?q=陈建国", f"nowhere/{CHEN}"):
        clerk.client.get(f"/api/v1/{path}")
    clerk.client.post("/api/v1/workers/search", json={"id_number": CHEN})
    clerk.do("register-worker", **registration(sex="female"))
    clerk.client.request("陈建国".encode().hex(), f"/{CHEN}")
    kept = journal.getvalue() + clerk.client.get("/metrics").text
    for secret in ("陈", CHEN, CHEN[:15], "13800138000", "白沙", worker, tokens["clerk"], "%E9"):
        assert secret not in kept


def test_a_request_keeps_its_id(clerk: Desk, journal: StringIO):
    given = str(uuid4())
    answer = clerk.client.get("/healthz", headers={"X-Request-Id": given})
    assert answer.headers["x-request-id"] == lines(journal)[-1]["request_id"] == given


@pytest.mark.parametrize("given", ["", "1", CHEN, "x" * 300])
def test_what_is_no_uuid_is_no_id(clerk: Desk, given: str):
    answer = clerk.client.get("/healthz", headers={"X-Request-Id": given})
    assert str(UUID(answer.headers["x-request-id"])) != given


def test_answers_are_kept_by_nobody(clerk: Desk):
    headers = clerk.get("workers").headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def counted(client: TestClient) -> dict[tuple[str, ...], float]:
    found = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in found
        for sample in family.samples
    }


def test_commands_refusals_and_requests_are_counted(clerk: Desk):
    key = {"Idempotency-Key": str(uuid4())}
    for _ in range(2):
        clerk.do("register-worker", key, **registration())
    clerk.do("register-worker", **registration())
    counts = counted(clerk.client)
    route = "/api/v1/commands/register-worker"
    assert counts["taizhang_commands_total", "register-worker", "false"] == 1
    assert counts["taizhang_commands_total", "register-worker", "true"] == 1
    assert counts["taizhang_refusals_total", "worker-already-registered"] == 1
    assert counts["taizhang_http_requests_total", "POST", route, "201"] == 2
    assert counts["taizhang_http_requests_total", "POST", route, "409"] == 1
    assert counts["taizhang_projection_lag_facts", "people"] == 0


def test_what_clients_make_up_is_one_series(clerk: Desk):
    for path in range(5):
        clerk.client.request(f"METHOD{path}", f"/nowhere/{path}")
    series = [key for key in counted(clerk.client) if key[0] == "taizhang_http_requests_total"]
    assert series == [("taizhang_http_requests_total", "other", "(none)", "404")]


class TestReady:
    def test_when_everything_is_there(self, anybody: TestClient, tracker: CaseTracker):
        answer = anybody.get("/readyz")
        assert answer.status_code == 200
        assert answer.json() == {"status": "ready", "position": tracker.register.position()}

    def test_not_while_a_read_model_is_behind(self, clerk: Desk, tracker: CaseTracker, monkeypatch):
        monkeypatch.setattr(tracker.projector, "catch_up", lambda *_, **__: 0)
        clerk.register()
        refused = clerk.client.get("/readyz")
        assert (refused.status_code, refused.json()["code"]) == (503, "not-ready")
        assert refused.json()["facts"]["behind"] >= 1
        assert counted(clerk.client)["taizhang_projection_lag_facts", "people"] >= 1

    def test_not_before_commands_are_carried_out(self, anybody, tracker, monkeypatch):
        monkeypatch.setattr(tracker.committer, "ready", lambda: False)
        refused = anybody.get("/readyz")
        assert (refused.status_code, refused.json()["code"]) == (503, "not-ready")
        assert refused.json()["facts"] == {"behind": 0}

    def test_not_while_a_database_does_not_answer(self, anybody, tracker, monkeypatch):
        def fail() -> int:
            raise OSError("disk gone")

        monkeypatch.setattr(tracker.register, "position", fail)
        refused = anybody.get("/readyz")
        assert (refused.status_code, refused.json()["code"]) == (503, "not-ready")
        assert anybody.get("/healthz").status_code == 200


class TestFailures:
    def test_an_address_that_keeps_failing_is_slowed_down(self, office: Office, clerk: Desk):
        wrong = {"Authorization": "Bearer tz_wrong"}
        answers = [clerk.client.get("/api/v1/units", headers=wrong) for _ in range(22)]
        assert [a.status_code for a in answers] == [401] * 20 + [429] * 2
        assert answers[-1].json()["code"] == "too-many-failures"
        assert answers[-1].headers["retry-after"] == "60"
        assert clerk.get("units").status_code == 200

    def test_they_are_forgotten_after_a_minute(self):
        now = [0.0]
        failures = Failures(1, ticks=lambda: now[0])
        assert [failures.note("a"), failures.note("a"), failures.note("b")] == [False, True, False]
        now[0] = 59.9
        assert failures.note("a")
        now[0] = 60.0
        assert not failures.note("a")

    def test_they_fill_no_memory(self, monkeypatch):
        monkeypatch.setattr(Failures, "ADDRESSES", 3)
        failures = Failures(1)
        for address in "abcdefabcdef":
            assert not failures.note(address)
        assert failures.note("f")
