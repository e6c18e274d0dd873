"""Every page asks for a permission, or says that it is everybody's."""

from collections.abc import Callable, Iterator
from typing import Annotated, get_args

import pytest
from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from interfaces.accounts.roles import Permission
from interfaces.http.callers import public
from interfaces.web.app import CHANNEL
from interfaces.web.menu import MENU, Entry
from interfaces.web.posted import Form
from interfaces.web.visit import Sees, SignedIn, Visit, _visit, sees
from tests.web.reading import Element
from tests.web.visitor import Visitor

PUBLIC = {"/static/{version}/{name}", "/sign-in", "/sign-out", "/language"}
ENTRIES = [entry for group in MENU for entry in group.entries]
OF_EVERY_ACCOUNT = {"/", "/me", "/password", "/sign-out-everywhere"}


def asked(dependant: Dependant) -> Iterator[Permission | None]:
    """The permissions that a route asks for; None for that of being signed in."""
    for below in dependant.dependencies:
        if isinstance(below.call, Sees):
            yield below.call.permission
        elif below.call is _visit:
            yield None
        else:
            yield from asked(below)


def routes(routers: tuple[APIRouter, ...]) -> Iterator[APIRoute]:
    for router in routers:
        for route in router.routes:
            assert isinstance(route, APIRoute), f"{route} is no route of ours"
            yield route


def unguarded(routers: tuple[APIRouter, ...]) -> set[str]:
    return {
        route.path
        for route in routes(routers)
        if not getattr(route.endpoint, "is_public", False) and not list(asked(route.dependant))
    }


def unchecked_writes(routers: tuple[APIRouter, ...]) -> set[str]:
    """Paths that write and do not look where the request is from."""
    form = get_args(Form)[1].dependency
    return {
        route.path
        for route in routes(routers)
        if (route.methods or set()) - {"GET", "HEAD"}
        and form not in {below.call for below in route.dependant.dependencies}
    }


def test_every_page_asks_for_something_or_says_that_it_is_public():
    assert unguarded(CHANNEL) == set()
    found = {r.path for r in routes(CHANNEL) if getattr(r.endpoint, "is_public", False)}
    assert found == PUBLIC


def test_what_every_account_may_open_is_listed_here():
    found = {r.path for r in routes(CHANNEL) if list(asked(r.dependant)) == [None]}
    assert found == OF_EVERY_ACCOUNT


def test_every_write_looks_where_it_comes_from():
    assert unchecked_writes(CHANNEL) == set()


def test_an_unguarded_page_and_an_unchecked_write_are_found():
    router = APIRouter()

    @router.get("/open")
    def forgotten() -> None: ...

    @router.post("/anywhere")
    def unchecked(visit: Annotated[Visit, sees(Permission.READ_LOG)]) -> None: ...

    @router.post("/from-here")
    def checked(posted: Form, visit: SignedIn) -> None: ...

    @router.get("/said")
    @public
    def said() -> None: ...

    assert unguarded((router,)) == {"/open"}
    assert unchecked_writes((router,)) == {"/anywhere"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.path)
def test_the_menu_leads_where_the_account_may_go(entry: Entry, signed_in: Callable[[str], Visitor]):
    for name in ("clerk", "reviewer", "office", "auditor", "admin"):
        visitor = signed_in(name)
        offered = entry.path in {a.attributes["href"] for a in _menu(visitor)}
        status = visitor.open(entry.path).status
        assert status == (200 if offered else 403), f"{name} {status}"


def _menu(visitor: Visitor) -> list[Element]:
    return visitor.open("/me").page.one("nav").all("a")
