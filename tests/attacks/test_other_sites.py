"""A page of another site, open in the same browser, gets nothing done and learns nothing."""

from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from application.tracker import CaseTracker
from interfaces.api import app as api
from interfaces.web.app import CHANNEL
from tests.api.requests import registration
from tests.web.imports_at_hand import on_the_ledger
from tests.web.test_permissions import routes
from tests.web.visitor import Visitor

WRITES = sorted(route.path for route in routes(CHANNEL) if "POST" in (route.methods or ()))
FROM: dict[str, dict[str, str]] = {
    "another site": {"Origin": "https://evil.example"},
    "another site that browsers tell": {
        "Origin": "http://testserver",
        "Sec-Fetch-Site": "cross-site",
    },
    "another host of the site": {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
    "a name that begins alike": {"Origin": "http://testserver.evil.example"},
    "a name that ends alike": {"Origin": "http://eviltestserver"},
    "another port": {"Origin": "http://testserver:8001"},
    "a file or a frame in a sandbox": {"Origin": "null"},
    "nowhere that is told": {},
    "an empty origin": {"Origin": ""},
    "a referrer alone": {"Referer": "http://testserver/people"},
}
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")


def filled(path: str, chen: UUID) -> str:
    """A path with something real in each of its places."""
    known = {"command": "close-case", "name": "older_male", "unit": "440703", "act": "disable"}
    places = [part.strip("{}") for part in path.split("/") if part.startswith("{")]
    return path.format(**{place: known.get(place, str(chen)) for place in places})


@pytest.mark.parametrize("origin", FROM.values(), ids=FROM)
def test_no_write_is_taken(app: FastAPI, reviewer: Visitor, chen: UUID, tracker, office, origin):
    before = on_the_ledger(tracker)
    for path in WRITES:
        for kind in KINDS:
            answer = reviewer.client.post(
                filled(path, chen),
                content=b"reason=x&effective_on=2005-03-01",
                headers={**origin, "Content-Type": kind},
                follow_redirects=False,
            )
            assert answer.status_code == 403, f"{path}: {answer.status_code}"
    assert on_the_ledger(tracker) == before
    assert reviewer.open("/people").status == 200, "the session is still there"


def test_no_page_is_changed_by_looking(reviewer: Visitor, chen: UUID, tracker: CaseTracker):
    """A link or a picture of another site may bring a browser to any address of ours."""
    before = on_the_ledger(tracker), tracker.position
    for route in routes(CHANNEL):
        if "GET" in (route.methods or ()):
            reviewer.client.get(filled(route.path, chen), follow_redirects=False)
    assert (on_the_ledger(tracker), tracker.position) == before
    assert reviewer.open("/people").status == 200


def test_the_api_takes_no_cookie(reviewer: Visitor, chen: UUID, tracker: CaseTracker):
    """What browsers send by themselves opens no door for programs."""
    before = on_the_ledger(tracker)
    for route in [each for channel in api.CHANNEL for each in channel.routes]:
        path = getattr(route, "path", "").replace("{worker}", str(chen))
        method = "POST" if "POST" in getattr(route, "methods", ()) else "GET"
        body = registration() if method == "POST" else None
        answer = reviewer.client.request(method, path, json=body)
        assert answer.status_code in (401, 422), path
        assert answer.status_code == 401 or "陈建国" not in answer.text
    assert on_the_ledger(tracker) == before


def test_no_other_origin_is_allowed_to_read(app: FastAPI, chen: UUID):
    client = TestClient(app, headers={"Origin": "https://evil.example"})
    for path in ("/people", "/api/v1/units", "/openapi.json", "/healthz", "/metrics"):
        asked = {"Access-Control-Request-Method": "GET"}
        for answer in (client.get(path), client.options(path, headers=asked)):
            assert not [name for name in answer.headers if name.startswith("access-control")]
