"""Every page there is, from the routes of the application, each with an address that shows one."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from fastapi.routing import APIRoute

from application.indicators.catalogue import INDICATORS
from domain.policy.parameters import PARAMETERS
from interfaces.cli.demo import NOW
from interfaces.http.office import Office
from interfaces.web.app import CHANNEL
from interfaces.web.figures.sheets import SHEETS
from interfaces.web.forms.layouts import ON_A_CASE
from interfaces.web.office.account_acts import ACTS
from interfaces.web.station.sections import SECTIONS
from tests.browser.city import (
    account_ids,
    class_of,
    erased_of,
    people_of,
    stranger_of,
    token_of,
    unit_of,
    upload_of,
)
from tests.browser.station import applicants

_PLACE = re.compile(r"\{(\w+)\}")
_FILE = re.compile(r"\.(?:pdf|xlsx|csv)$")
Examples = Callable[[Office], list[str]]


class Look(NamedTuple):
    """A page as the walk opens it: a route, or one of its addresses with a query of its own.

    `locked` is on a ledger whose master key is away.
    """

    route: str
    query: str = ""
    locked: bool = False

    @property
    def address(self) -> str:
        return f"{self.route}{'?' if self.query else ''}{self.query}"

    def __str__(self) -> str:
        return f"{self.address}{' locked' if self.locked else ''}"


PLACES: Mapping[str, Examples] = {
    "worker": lambda office: [str(worker) for worker in people_of(office)],
    "unit": lambda office: [unit_of(office)],
    "one": lambda office: [str(worker) for worker in people_of(office)[:1]],
    "other": lambda office: [str(worker) for worker in people_of(office)[1:2]],
    "upload_id": lambda office: [upload_of(office)],
    "applicant": lambda office: [
        str(worker) for worker in applicants(office.tracker, unit_of(office), NOW.date())
    ],
    "course": lambda office: [class_of(office)],
    "indicator": lambda office: list(INDICATORS),
    "name": lambda office: [parameter.name for parameter in PARAMETERS],
    "account_id": account_ids,
    "token_id": lambda office: [token_of(office)],
    "stranger": lambda office: [str(stranger_of(office))],
    "erased": lambda office: [str(erased_of(office))],
}
"""What may stand in a place of an address. A page with a place of its own adds it here."""

EACH: Mapping[str, tuple[str, Sequence[str]]] = {
    "/workers/{worker}/{command}": ("command", ON_A_CASE),
    "/today/{name}": ("name", tuple(section.name for section in SECTIONS)),
    "/indicators/{name}": ("name", tuple(INDICATORS)),
    "/composition/{name}": ("name", tuple(SHEETS)),
    "/accounts/{account_id}/{act}": ("act", tuple(ACTS)),
    "/rules/parameters/{name}": ("name", ("older_female", "denominator")),
}
"""Routes that are many pages: the place that tells them apart, and all its values."""

NO_PAGES = {
    "/",
    "/static/{version}/{name}",
    "/import/template",
    "/units/file",
    "/import/{upload_id}/bad-rows",
}
"""Answered with something else than a page: a redirect, a file, a part of a page."""

QUERIES: Mapping[str, tuple[str, ...]] = {
    "/dashboard": ("as_of=2004-12-31&known_at=2005-01-05+23%3A59&open=440703", "as_of=nonsense"),
    "/figures/reemployment-rate/changes": ("as_of=2004-12-31&known_at=2005-01-05",),
    "/people": ("q=", "q=无此人", "q=&status=unemployed"),
    "/units": ("q=白沙", "q=无此机构"),
    "/rules/targets": ("year=2004",),
}
"""Further looks at a page, where its query shows what the plain address does not."""

BESIDES = (
    Look("/workers/{erased}"),
    Look("/people", locked=True),
    Look("/today", locked=True),
    Look("/dashboard", locked=True),
    Look("/workers/{worker}", locked=True),
    Look("/workers/{worker}/start-employment", locked=True),
)
"""Looks at what a person or a ledger rarely comes to."""

ELSEWHERE = {"/workers/{worker}/urgent": "/workers/{stranger}/urgent"}
"""Pages about somebody whom the clerk may not see."""

ASKED_FOR: Mapping[str, str] = {"/training/class": "{course}"}
"""Pages that are shown only with a query: what it is."""


def looks() -> list[Look]:
    return sorted({*BESIDES, *(look for route in _routes() for look in _of(route))})


def _routes() -> Iterator[str]:
    for router in CHANNEL:
        for route in router.routes:
            assert isinstance(route, APIRoute), f"{route} is no route of ours"
            is_file = _FILE.search(route.path)
            if "GET" in (route.methods or ()) and not is_file and route.path not in NO_PAGES:
                yield route.path


def _of(route: str) -> Iterator[Look]:
    place, values = EACH.get(route, ("", ("",)))
    for value in values:
        path = route.replace(f"{{{place}}}", value) if place else ELSEWHERE.get(route, route)
        yield Look(path, ASKED_FOR.get(route, ""))
        yield from (Look(path, query) for query in QUERIES.get(route, ()))


def addresses(look: Look, office: Office) -> Iterator[str]:
    """The addresses that may show it, the likeliest first.

    Raises KeyError for a place that nothing is known of.
    """
    names = _PLACE.findall(look.address)
    for values in product(*(PLACES[name](office) for name in names)):
        yield look.address.format(**dict(zip(names, values, strict=True)))
