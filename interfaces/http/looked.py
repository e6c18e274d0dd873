"""Notes every look at a person: whoever asks for a route about one is noted by the route itself.

So no page and no endpoint can forget it. Lists say by `Caller.shows` how many people they hand out.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.accounts.looks import Look
from interfaces.http.office import Office

PERSONS = ("worker", "applicant", "one", "other")
"""The places of a path that name a person."""
_SHOWN = frozenset({200, 422})
"""Statuses of answers that show; a form that is refused shows the case again."""
_DAYS, _WORDS = re.compile(r"\d{8}|\d{4}-\d\d-\d\d", re.ASCII), re.compile(r"[a-z_-]{1,40}")
_UNIT = re.compile(r"\d{6,12}", re.ASCII)
_TOLD: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("unit", "station"), _UNIT),
    **dict.fromkeys(("as_of", "from", "to", "by", "since"), _DAYS),
    **dict.fromkeys(("status", "category", "standing", "level", "group", "column"), _WORDS),
    **dict.fromkeys(("indicator", "name", "format", "period", "tab"), _WORDS),
}
"""What is kept of a question, by shape: never a word that somebody typed."""


def shows_nobody(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Say of an endpoint that it names a person and tells nothing of them."""
    endpoint.shows_nobody = True  # type: ignore[attr-defined]
    return endpoint


class Looked:
    def __init__(self, app: ASGIApp, office: Office) -> None:
        self.app = app
        self.office = office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in _SHOWN:
                for look in self._looks(scope):
                    self.office.look_log.note(look)
            await send(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)

    def _looks(self, scope: Scope) -> Iterator[Look]:
        state: dict[str, Any] = scope.get("state", {})
        account, people, route = state.get("account"), state.get("people", 0), scope.get("route")
        if account is None or route is None or state.get("refusal"):
            return
        if getattr(route.endpoint, "shows_nobody", False):
            return
        now, path = self.office.tracker.clock.now(), route.path
        places: Mapping[str, Any] = scope.get("path_params", {})
        for place in PERSONS:
            if place in places:
                worker = str(UUID(str(places[place])))
                urgent = state.get("urgent")
                yield Look(now, account.name, account.unit, path, worker, urgent=urgent)
        if people:
            told = asked({**places, **dict(parse_qsl(scope["query_string"].decode("latin-1")))})
            yield Look(now, account.name, account.unit, path, None, people, told)


def asked(given: Mapping[str, Any]) -> str:
    """What of a question may be kept, `name=value` each.

    Of words that somebody typed it is kept only that there were any.
    """
    told = [
        f"{name}={given[name]}"
        for name, shape in _TOLD.items()
        if name in given and shape.fullmatch(str(given[name]))
    ]
    return "&".join([*told, *(["q"] if given.get("q") else [])])[:400]
