"""Requests drawn from the description of the interface, sound and unsound: never a 5xx."""

import os
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import httpx2 as httpx
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS

from application.kernel.clock import FixedClock
from application.kernel.database import Database
from application.tracker import CaseTracker
from interfaces.api.app import create_app
from interfaces.http.office import Office
from tests.api.conftest import NOW
from tests.api.requests import CHEN, LI, OTHER_STATION, STATION, Desk
from tests.api.test_openapi import APPROVED
from tests.databases import KINDS, copied

# With `--dist loadgroup` these run in one worker, beside the others.
pytestmark = pytest.mark.xdist_group("generated")

SEED = 20050301
REQUESTS = int(os.environ.get("TAIZHANG_TEST_REQUESTS", "1000"))
SCHEMA = schemathesis.openapi.from_path(APPROVED)
OPERATIONS = [
    operation
    for path in SCHEMA
    for operation in SCHEMA[path].values()
    if list(operation.iter_parameters()) or operation.body
]
"""All that take anything: the others have one request each."""
OF_EACH = -(-REQUESTS // (2 * len(KINDS) * len(OPERATIONS)))
"""Sound ones of each operation on each database, and as many unsound ones."""

OFFICE = {"set-parameter", "set-target", "report-figure"}
CHECKED: Any = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    ]
)
DAYS = st.dates(date(2003, 10, 8), date(2005, 3, 1)).map(str)


@pytest.fixture(scope="module")
def desks(
    untouched: Database, accounts, tokens, request, tmp_path_factory
) -> Iterator[dict[str, Desk]]:
    """A ledger with two people on it, whom the requests may mean."""
    with (
        copied(untouched, request, tmp_path_factory.mktemp("generated")) as database,
        CaseTracker(database, clock=FixedClock(NOW)) as tracker,
    ):
        app = create_app(Office(tracker, accounts, journal=StringIO()))
        desks = {
            name: Desk(TestClient(app, headers={"Authorization": f"Bearer {tokens[name]}"}))
            for name in ("reviewer", "office")
        }
        desks["reviewer"].register(CHEN)
        desks["reviewer"].register(LI, name="李红", station=OTHER_STATION)
        yield desks


def meant(case: Case, draw: Any) -> None:
    """Let a sound request mean people, days and stations that there are."""
    if case.headers:
        case.headers.pop("if-match", None)
    body: Any = case.body
    if not isinstance(body, dict):
        return
    for name, values in {
        "worker": st.sampled_from([CHEN, LI]),
        "into": st.sampled_from([CHEN, LI]),
        "effective_on": DAYS,
        "started_on": DAYS,
        "to_station": st.sampled_from([STATION, OTHER_STATION]),
    }.items():
        if name in body:
            body[name] = draw(values)


def sent(case: Case, desk: Desk) -> httpx.Response:
    asked = case.as_transport_kwargs(base_url="http://testserver")
    headers = {name: value.encode("latin-1", "replace") for name, value in asked["headers"].items()}
    # Whoever may not come in is another test's matter.
    headers["Authorization"] = desk.client.headers["Authorization"].encode()
    body: dict[str, Any] = {name: asked[name] for name in ("json", "content") if name in asked}
    if (data := asked.get("data")) is not None:
        body["content" if isinstance(data, bytes | str) else "data"] = data
    return desk.client.request(
        asked["method"], asked["url"], params=asked["params"], headers=headers, **body
    )


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=str)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_a_generated_request_is_answered(
    operation, mode: GenerationMode, desks: dict[str, Desk], database_kind: str
):
    desk = desks["office" if operation.path.rpartition("/")[2] in OFFICE else "reviewer"]
    answered = 0

    @seed(SEED + KINDS.index(database_kind))
    @settings(
        max_examples=OF_EACH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode), data=st.data())
    def answer(case: Case, data: st.DataObject) -> None:
        nonlocal answered
        if mode is GenerationMode.POSITIVE:
            meant(case, data.draw)
        response = sent(case, desk)
        answered += 1
        case.validate_response(response, checks=CHECKED)

    answer()
    assert answered >= OF_EACH
