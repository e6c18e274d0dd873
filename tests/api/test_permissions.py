"""Which role may use which route. A route that asks for nothing is found."""

from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute

from application.tracker import HANDLERS
from interfaces.accounts.roles import ROLE_PERMISSIONS, Permission, Role
from interfaces.http.app import create_app
from interfaces.http.callers import Asks, Caller, may, public
from interfaces.http.office import Office
from tests.api.requests import ACCOUNTS, Desk

PUBLIC = {"/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/docs.css"}
NOBODY = "00000000-0000-4000-8000-000000000000"
READS = {
    Permission.READ_WORKERS: (
        "workers",
        f"workers/{NOBODY}",
        f"workers/{NOBODY}/timeline",
        "certificates",
        "due/certificates",
        "due/follow-ups",
        "due/flexible",
        "due/ages",
        "indicators/reemployment-rate/people?as_of=2004-12-31&unit=440703002",
        "indicators/stock-and-flow/people?as_of=2004-12-31&unit=440703002&column=closing&level=street",
        "indicators/training/people?as_of=2004-12-31&unit=440703002&column=finished&level=street",
        "indicators/certificates/people?as_of=2004-12-31&unit=440703002&column=issued&level=street",
    ),
    Permission.READ_FIGURES: (
        "units",
        "parameters",
        "indicators",
        "indicators/reemployment-rate?as_of=2004-12-31",
        "indicators/registered-unemployment-rate/facts?as_of=2004-12-31&unit=440703002&level=street",
        "indicators/net-new-jobs/facts?as_of=2004-12-31&unit=440703002&level=street",
        "indicators/stock-and-flow?as_of=2004-12-31",
        "indicators/training?as_of=2004-12-31",
        "indicators/certificates?as_of=2004-12-31",
        "indicators/registered-unemployment-rate?as_of=2004-12-31",
        "indicators/net-new-jobs?as_of=2004-12-31",
    ),
}


def asked(dependant: Dependant) -> Iterator[Permission]:
    for below in dependant.dependencies:
        if isinstance(below.call, Asks):
            yield below.call.permission
        yield from asked(below)


def unguarded(routes: list[BaseRoute]) -> set[str]:
    """Paths of routes that neither ask for a permission nor say that they are public."""
    found = set()
    for route in routes:
        assert isinstance(route, APIRoute), f"{route} is no route of ours"
        is_public = getattr(route.endpoint, "is_public", False)
        if not is_public and not list(asked(route.dependant)):
            found.add(route.path)
    return found


def test_every_route_asks_for_a_permission_or_says_that_it_is_public(app: FastAPI):
    assert len(app.routes) > len(HANDLERS) + len(PUBLIC)
    assert unguarded(app.routes) == set()


def test_what_is_public_is_listed_here(app: FastAPI):
    routes = [route for route in app.routes if isinstance(route, APIRoute)]
    assert {r.path for r in routes if getattr(r.endpoint, "is_public", False)} == PUBLIC


def test_a_route_that_asks_for_nothing_is_found(office: Office):
    router = APIRouter()
    router.get("/open")(lambda: None)
    router.get("/marked")(public(lambda: None))

    @router.get("/guarded")
    def guarded(_: Annotated[Caller, may(Permission.READ_LOG)]) -> None: ...

    assert unguarded(create_app(office, [router]).routes) == {"/open"}


def test_every_reading_route_is_in_the_matrix(app: FastAPI):
    paths = {r.path for r in app.routes if isinstance(r, APIRoute) and "GET" in (r.methods or ())}
    listed = {path.partition("?")[0] for paths in READS.values() for path in paths}
    assert paths - PUBLIC == {f"/api/v1/{p}".replace(NOBODY, "{worker}") for p in listed}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", READS, ids=str)
def test_a_role_reads_what_it_may(permission: Permission, role: Role, as_):
    account = next(name for name, (of, _) in ACCOUNTS.items() if of == role)
    desk: Desk = as_(account)
    for path in READS[permission]:
        answer = desk.client.get(f"/api/v1/{path}")
        if permission in ROLE_PERMISSIONS[role]:
            assert answer.status_code in (200, 404), (path, answer.text)
        else:
            assert (answer.status_code, answer.json()["code"]) == (403, "permission-missing"), path
            assert answer.json()["facts"] == {"permission": permission.value, "role": role.value}


@pytest.mark.parametrize("role", Role)
def test_a_role_does_what_it_may(role: Role, as_):
    account = next(name for name, (of, _) in ACCOUNTS.items() if of == role)
    desk: Desk = as_(account)
    for name, handler in HANDLERS.items():
        answer = desk.do(name)
        allowed = Permission(handler.right.value) in ROLE_PERMISSIONS[role]
        assert answer.status_code == (422 if allowed else 403), (name, answer.text)


def test_the_auditor_and_the_admin_write_nothing():
    rights = {Permission(handler.right.value) for handler in HANDLERS.values()}
    assert not rights & ROLE_PERMISSIONS[Role.AUDITOR]
    assert not rights & ROLE_PERMISSIONS[Role.ADMIN]


def test_searching_by_body_asks_for_the_same_permission_as_by_url(as_):
    for name in ACCOUNTS:
        desk: Desk = as_(name)
        by_body = desk.client.post("/api/v1/workers/search", json={})
        assert by_body.status_code == desk.get("workers").status_code


@pytest.mark.parametrize(
    "header",
    [
        *(None, "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "tz_x", "Bearer " + "x" * 5000),
        *("Bearer tz_" + "x" * 43, "Bearer tz_" + "é" * 43),
    ],
)
def test_without_a_good_token_nothing_is_told(anybody: TestClient, tokens, header: str | None):
    headers: Any = {} if header is None else {"Authorization": header.encode()}
    for method, path in [("GET", f"workers/{NOBODY}"), ("POST", "commands/register-worker")]:
        answer = anybody.request(method, f"/api/v1/{path}", headers=headers, json={})
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        assert answer.headers["www-authenticate"].startswith("Bearer")
