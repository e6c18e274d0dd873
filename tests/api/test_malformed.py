"""Whatever a client sends, it is told what is wrong with it: never 500."""

from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient

from application.kernel.writing.rules_in_force import FIGURES, POLICY, TARGETS, UNITS
from tests.api.requests import CHEN, Desk, registration

COMMAND = "/api/v1/commands/register-worker"
SOUND = orjson.dumps(registration())
JSON = {"Content-Type": "application/json"}


def text_with(name: str) -> bytes:
    return SOUND.replace("陈建国".encode(), name.encode())


BODIES: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 422, "request-invalid"),
    "no JSON": (b"name=chen", 400, "json-malformed"),
    "half a body": (SOUND[:-9], 400, "json-malformed"),
    "two bodies": (SOUND + SOUND, 400, "json-malformed"),
    "a list": (b"[]", 422, "request-invalid"),
    "a text": (b'"register"', 422, "request-invalid"),
    "null": (b"null", 422, "request-invalid"),
    "not a number": (text_with("x").replace(b'"x"', b"NaN"), 422, "request-invalid"),
    "an infinite number": (text_with("x").replace(b'"x"', b"-Infinity"), 422, "request-invalid"),
    "a huge number": (text_with("x").replace(b'"x"', b"9" * 4000), 422, "request-invalid"),
    "a number without end": (text_with("x").replace(b'"x"', b"9" * 9000), 400, "json-malformed"),
    "a deep nest": (b"[" * 100_000 + b"]" * 100_000, 400, "json-malformed"),
    "a deep object": (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, 400, "json-malformed"),
    "a NUL byte": (SOUND.replace(b"soe", b"\x00"), 400, "json-malformed"),
    "a NUL in a text": (text_with("\\u0000"), 422, "request-invalid"),
    "half a character": (text_with("\\ud800"), 422, "request-invalid"),
    "half a character as a name": (SOUND[:-1] + b',"\\ud800":1}', 422, "request-invalid"),
    "half a character as a day": (
        SOUND.replace(b"2003-10-08", b"\\udfff"),
        422,
        "request-invalid",
    ),
    "GBK": (
        registration_gbk := orjson.dumps(registration()).decode().encode("gbk"),
        400,
        "json-malformed",
    ),
    "UTF-16": (SOUND.decode().encode("utf-16-le")[:-1], 400, "json-malformed"),
    "random bytes": (bytes(range(256)), 400, "json-malformed"),
    "a very long text": (text_with("长" * 100_000), 422, "request-invalid"),
    "a line break in a line": (text_with("陈\\n建国"), 422, "request-invalid"),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_cannot_be_is_refused(clerk: Desk, body: tuple[bytes, int, str]):
    sent, status, code = body
    answer = clerk.client.post(COMMAND, content=sent, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert bool(answer.json()["errors"]) == (status == 422)


@pytest.mark.parametrize(
    ("changed", "pointer", "code"),
    [
        ({"id_number": "44070319530315021"}, "/id_number", "identity-number-invalid"),
        ({"category": "laid_off"}, "/category", "enum"),
        ({"effective_on": "2003-02-30"}, "/effective_on", "date-from-datetime-parsing"),
        ({"effective_on": "0000-00-00"}, "/effective_on", "date-from-datetime-parsing"),
        ({"effective_on": 1120176000}, "/effective_on", "date-parsing"),
        ({"unemployed_since": "0"}, "/unemployed_since", "date-parsing"),
        ({"name": ""}, "/name", "string-too-short"),
        ({"name": {"first": "国"}}, "/name", "string-type"),
        ({"station": "白沙"}, "/station", "string-pattern-mismatch"),
        ({"able_to_work": "maybe"}, "/able_to_work", "bool-parsing"),
        ({"a/b~c": 1}, "/a~1b~0c", "extra-forbidden"),
        ({"name": None}, "/name", "string-type"),
    ],
)
def test_a_wrong_field_is_pointed_at(clerk: Desk, changed: dict[str, Any], pointer: str, code: str):
    refused = clerk.do("register-worker", **registration(**changed))
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["source"]) == (422, "body")
    assert (error["pointer"], error["code"]) == (pointer, code)
    assert error["detail"]


def test_every_wrong_field_is_told_at_once(clerk: Desk):
    errors = clerk.do("register-worker", effective_on="x").json()["errors"]
    assert {error["pointer"] for error in errors} == {
        *("/id_number", "/name", "/category", "/unemployed_since", "/station", "/effective_on")
    }


def test_what_was_sent_is_not_sent_back(clerk: Desk):
    refused = clerk.do("register-worker", **registration(id_number=CHEN[:-1] + "1"))
    assert CHEN[:-1] not in refused.text


@pytest.mark.parametrize(
    "kind",
    [
        *("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "/"),
        *("application/json; charset=gbk", "application/json; boundary=x", "application/jsonx"),
        *("application/problem+json", "application/vnd.api+json"),
    ],
)
def test_a_body_is_json_in_utf_8(clerk: Desk, kind: str):
    answer = clerk.client.post(COMMAND, content=SOUND, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (415, "not-json")


def test_what_does_not_call_itself_json_is_not_read_as_such(clerk: Desk):
    answer = clerk.client.post(
        COMMAND, content=b"name=chen", headers={"Content-Type": "text/plain"}
    )
    assert (answer.status_code, answer.json()["code"]) == (415, "not-json")


@pytest.mark.parametrize("kind", ["application/json; charset=UTF-8", "Application/JSON"])
def test_the_ways_to_say_json_in_utf_8(clerk: Desk, kind: str):
    answer = clerk.client.post(COMMAND, content=SOUND, headers={"Content-Type": kind})
    assert answer.status_code == 201


def test_a_large_body_is_refused_by_its_announcement(clerk: Desk):
    answer = clerk.client.post(COMMAND, content=b" " * (1 << 20) + SOUND, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "http-413")


def test_a_large_body_is_refused_while_it_arrives(clerk: Desk):
    chunks = (b" " * 65_536 for _ in range(20))
    answer = clerk.client.post(COMMAND, content=chunks, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "http-413")


def test_a_body_at_the_limit_is_read(clerk: Desk):
    answer = clerk.client.post(COMMAND, content=SOUND.rjust(1 << 20), headers=JSON)
    assert answer.status_code == 201


@pytest.mark.parametrize("stream", [UNITS, POLICY, TARGETS, FIGURES], ids=str)
def test_what_is_no_case_is_no_worker(as_, stream):
    as_("office").make(
        "set-parameter", name="older_male", value="51", reference="某号", effective_on="2005-01-01"
    )
    job = {"worker": str(stream), "effective_on": "2004-04-01", "kind": "flexible"}
    refused = as_("reviewer").do("start-employment", **job)
    assert (refused.status_code, refused.json()["code"]) == (404, "worker-not-found")
    assert as_("reviewer").get(f"workers/{stream}").status_code == 404


def test_a_method_that_is_not_taken_says_which_are(clerk: Desk):
    refused = clerk.client.delete(COMMAND)
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


def test_a_searched_body_is_strict(clerk: Desk):
    def search(**fields: Any) -> tuple[int, str]:
        answer = clerk.client.post("/api/v1/workers/search", json=fields)
        return answer.status_code, answer.json().get("errors", [{}])[0].get("code", "")

    assert search(id_number=CHEN, q="陈") == (422, "id-number-alone")
    assert search(id_number="1") == (422, "identity-number-invalid")
    assert search(name="陈") == (422, "extra-forbidden")
    assert search(q=CHEN) == (200, "")


def test_nothing_is_done_for_who_may_not_come_in(anybody: TestClient):
    for body in (b"", b"{", SOUND):
        answer = anybody.post(COMMAND, content=body, headers=JSON)
        assert answer.status_code == (400 if body == b"{" else 401)
