"""Commands over HTTP: what is answered, repeated, and done by two at once."""

from uuid import uuid4

import pytest

from application.tracker import HANDLERS, CaseTracker
from tests.api.conftest import NOW
from tests.api.requests import Desk, registration


def test_a_command_answers_where_it_was_recorded(clerk: Desk, tracker: CaseTracker):
    answer = clerk.do("register-worker", **registration())
    told = answer.json()
    assert answer.status_code == 201
    assert told.keys() == {"worker", "version", "position"}
    assert told["version"] == 1
    assert told["position"] == tracker.register.position()
    assert answer.headers["etag"] == '"1"'
    assert "idempotent-replay" not in answer.headers


def test_a_command_on_the_whole_ledger_has_no_worker(as_):
    fields = {"name": "older_male", "value": "51", "reference": "江府〔2005〕1号"}
    answer = as_("office").do("set-parameter", **fields, effective_on="2005-01-01")
    assert answer.json()["worker"] is None
    assert "etag" not in answer.headers


def test_there_is_a_route_for_every_command(clerk: Desk):
    paths = clerk.client.get("/openapi.json").json()["paths"]
    assert {f"/api/v1/commands/{name}" for name in HANDLERS} <= paths.keys()


def test_what_was_done_is_there_at_once(clerk: Desk):
    worker = clerk.register()
    assert clerk.get(f"workers/{worker}").json()["name"] == "陈建国"


def test_the_account_and_the_clock_stand_under_the_record(clerk: Desk, tracker: CaseTracker):
    worker = clerk.register()
    [fact] = clerk.get(f"workers/{worker}/timeline").json()["facts"]
    assert (fact["recorded_by"], fact["station"]) == ("clerk", "440703002")
    assert fact["recorded_at"].startswith(NOW.strftime("%Y-%m-%dT12:00"))


@pytest.mark.parametrize("field", ["recorded_at", "recorded_by"])
def test_nobody_says_over_http_when_or_by_whom_it_was_recorded(clerk: Desk, field: str):
    refused = clerk.do("register-worker", **registration(**{field: "2003-10-08T10:00:00Z"}))
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["pointer"]) == (422, f"/{field}")


def test_nobody_chooses_the_name_of_a_worker(clerk: Desk):
    refused = clerk.do("register-worker", **registration(worker=str(uuid4())))
    assert (refused.status_code, refused.json()["code"]) == (422, "worker-id-given")


class TestTheSameCommandTwice:
    def test_gives_the_same_answer_and_writes_once(self, clerk: Desk, tracker: CaseTracker):
        key = {"Idempotency-Key": str(uuid4())}
        first = clerk.do("register-worker", key, **registration())
        position = tracker.register.position()
        again = clerk.do("register-worker", key, **registration())
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["idempotent-replay"] == "true"
        assert again.headers["etag"] == first.headers["etag"]
        assert tracker.register.position() == position

    def test_written_in_other_ways_is_still_the_same(self, clerk: Desk):
        key = {"Idempotency-Key": str(uuid4()).upper()}
        first = clerk.do("register-worker", key, **registration())
        other = registration(id_number="44070319530315021x", note=None, able_to_work=True)
        assert clerk.do("register-worker", key, **other).json() == first.json()

    def test_with_another_body_is_refused(self, clerk: Desk):
        key = {"Idempotency-Key": str(uuid4())}
        clerk.do("register-worker", key, **registration())
        refused = clerk.do("register-worker", key, **registration(name="陈建军"))
        assert (refused.status_code, refused.json()["code"]) == (422, "command-id-reused")

    def test_without_a_key_is_another_command(self, clerk: Desk):
        clerk.register()
        again = clerk.do("register-worker", **registration())
        assert again.json()["code"] == "worker-already-registered"

    def test_a_refused_command_may_come_again_with_its_key(self, clerk: Desk):
        key = {"Idempotency-Key": str(uuid4())}
        assert clerk.do("register-worker", key, **registration(sex="female")).is_error
        assert clerk.do("register-worker", key, **registration()).status_code == 201

    @pytest.mark.parametrize(
        "key", ["1", "", "a" * 500, "{}", "00000000-0000-0000-0000-00000000000g"]
    )
    def test_a_key_is_a_uuid(self, clerk: Desk, key: str):
        refused = clerk.do("register-worker", {"Idempotency-Key": key}, **registration())
        [error] = refused.json()["errors"]
        assert (refused.status_code, error["code"]) == (422, "idempotency-key-invalid")
        assert (error["source"], error["pointer"]) == ("header", "/Idempotency-Key")


class TestTwoAtOnce:
    def fields(self, worker: str, on: str = "2004-04-01"):
        return {"worker": worker, "kind": "flexible", "effective_on": on}

    def test_the_version_that_was_seen_is_accepted(self, clerk: Desk):
        worker = clerk.register()
        seen = {"If-Match": clerk.get(f"workers/{worker}").headers["etag"]}
        answer = clerk.do("start-employment", seen, **self.fields(worker))
        assert (answer.status_code, answer.headers["etag"]) == (201, '"2"')
        assert clerk.get(f"workers/{worker}").headers["etag"] == '"2"'

    def test_the_second_is_told_that_somebody_was_first(self, clerk: Desk):
        worker = clerk.register()
        seen = {"If-Match": '"1"'}
        clerk.do("start-employment", seen, **self.fields(worker))
        refused = clerk.do("start-employment", seen, **self.fields(worker, "2004-05-01"))
        assert (refused.status_code, refused.json()["code"]) == (412, "stale-version")
        assert refused.json()["facts"] == {"version": 2, "expected": 1}

    def test_a_star_expects_nothing(self, clerk: Desk):
        worker = clerk.register()
        answer = clerk.do("start-employment", {"If-Match": "*"}, **self.fields(worker))
        assert answer.status_code == 201

    @pytest.mark.parametrize("tag", ["1", 'W/"1"', '"1", "2"', '"x"', "", '"99999999999999999999"'])
    def test_an_etag_is_one_of_ours(self, clerk: Desk, tag: str):
        worker = clerk.register()
        refused = clerk.do("start-employment", {"If-Match": tag}, **self.fields(worker))
        assert (refused.status_code, refused.json()["code"]) == (422, "if-match-invalid")
