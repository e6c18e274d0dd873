"""No role reads or writes outside what the rules say, on any route, in any city.

The routes are those of the whole application; `ways` tells how each is called. A city is drawn:
its units with ends and successors, accounts of every role anywhere, people of every fate.
"""

import re
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings

from interfaces.accounts.roles import Role
from interfaces.api import app as api
from interfaces.http import documentation, watch
from interfaces.web import app as web
from tests.rights.calls import Call
from tests.rights.cities import City, Member, cities
from tests.rights.offices import Opened, opened, text_of
from tests.rights.ways import OF_NOBODY, WAYS

CHANNELS = (watch.router, documentation.router, *api.CHANNEL, *web.CHANNEL)
LEAVES = re.compile(r"format=xlsx|\.pdf|^/api/|^/figures/\w[\w-]*/people|^/workers/")
"""Addresses under which personal values are read or taken away, so that it is noted who did."""
ANSWERED = {200, 201, 204, 302, 303, 409, 412, 422}


def routes() -> Iterator[str]:
    for channel in CHANNELS:
        for route in channel.routes:
            assert isinstance(route, APIRoute), f"{route} is no route of ours"
            yield from (f"{method} {route.path}" for method in route.methods or ())


def test_every_route_is_known_here():
    known = set(WAYS) | OF_NOBODY
    assert set(routes()) - known == set(), "say in `ways` how the route is called"
    assert known - set(routes()) == set(), "the route is gone"


@pytest.mark.parametrize("role", Role)
def test_nobody_reaches_beyond_what_the_rules_say(role: Role, quick_hashing: None):
    @settings(
        max_examples=2,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(city=cities(role))
    def reached(city: City) -> None:
        with opened(city) as here:
            assert not (found := faults(here, city.members[0])), "\n".join(found)

    reached()


def faults(here: Opened, member: Member) -> list[str]:
    """What went wrong in all calls of all routes by one account."""
    hidden = hidden_from(here, member)
    client = here.client(member)
    found = []
    for route, way in WAYS.items():
        method, _, path = route.partition(" ")
        for call in way(here, member, path):
            before = here.facts()
            answer = sent(client, method, call)
            wrong = fault(call, answer, hidden, here.facts() - before)
            wrong = wrong or unnoted(here, call, answer)
            if wrong:
                found.append(f"{member.name} of {member.unit}: {method} {call.sent}: {wrong}")
    return found


def sent(client: TestClient, method: str, call: Call) -> httpx.Response:
    if method == "GET":
        return client.get(call.path, headers=dict(call.headers))
    if call.json is not None:
        return client.post(call.path, json=dict(call.json), headers=dict(call.headers))
    return client.post(call.path, data=dict(call.form), headers=dict(call.headers))


def unnoted(here: Opened, call: Call, answer: httpx.Response) -> str:
    """An answer that holds personal values, and no look was noted for it."""
    noted, here.looks[:] = here.looks[:], []
    leaves = LEAVES.search(call.path) and answer.status_code == 200
    if noted or not leaves or "/urgent" in call.path:
        return ""
    shown = text_of(answer)
    named = [each.name for each in here.city.people if each.name in shown]
    return f"shows {named} and no look is noted" if named and named[0] not in call.sent else ""


def hidden_from(here: Opened, member: Member) -> list[str]:
    """What nothing may tell to an account: all that is personal of whom it may not read."""
    strangers = [each for each in here.city.people if not here.city.may_read(member, each)]
    return [value for each in strangers for value in each.personal]


def fault(call: Call, answer: httpx.Response, hidden: list[str], written: int) -> str:
    """A value that the request itself holds may be repeated."""
    status = answer.status_code
    if call.may and status not in ANSWERED and not (call.absent and status == 404):
        return f"refused by {status}"
    if not call.may and status not in call.refusals:
        return f"answered by {status}"
    if not call.may and written:
        return f"{written} facts were written"
    shown = text_of(answer)
    told = [each for each in (*hidden, *call.hides) if each in shown and each not in call.sent]
    return f"tells {told}" if told else ""


def test_what_the_test_would_find():
    """A leak, a refusal too little and a refusal too much are found."""
    name = "钱某乙"
    good, bad = httpx.Response(200, text="无"), httpx.Response(403, text=name)
    assert fault(Call("/x"), good, [name], 0) == ""
    assert "answered" in fault(Call("/x", may=False), good, [name], 0)
    assert "refused" in fault(Call("/x"), bad, [], 0)
    assert "tells" in fault(Call("/x", may=False), bad, [name], 0)
    assert "written" in fault(Call("/x", may=False), httpx.Response(403), [], 1)
