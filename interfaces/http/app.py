"""The application that a server runs: what all channels share, and the channels given to it.

`interfaces` are told apart by channel and no channel knows another, so this module is given the
routes of each and imports none.
"""

from collections.abc import Callable, Iterator, Sequence

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig

from interfaces.http import documentation, watch
from interfaces.http.bounds import Bounds
from interfaces.http.front import host_of
from interfaces.http.heads import Heads
from interfaces.http.journal import Journal
from interfaces.http.looked import Looked
from interfaces.http.office import Office
from interfaces.http.problems import Refused, answer_with_problems
from interfaces.http.straight import Straight

TITLE = "台帐 Taizhang"
VERSION = "1"
NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""The framework's spans and records would hold addresses and the words of errors; and for each
request it would ask the environment who wants them."""


def create_app(
    office: Office,
    channels: Sequence[APIRouter] = (),
    error_page: Callable[[Request, Refused], Response] | None = None,
) -> FastAPI:
    """An application over an open ledger. Closing the ledger stays with whoever opened it.

    `error_page` draws a refusal for people; without it they get what programs get.
    """
    app = FastAPI(
        title=TITLE,
        version=VERSION,
        description=documentation.INTRODUCTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=NO_TELEMETRY,
    )
    for_files = set(_that_take_files(channels))
    app.state.office = office
    app.state.error_page = error_page
    answer_with_problems(app)
    # The last one added is the first to see a request.
    app.add_middleware(Straight, routes=app.routes)
    app.add_middleware(Heads)
    app.add_middleware(Looked, office=office)
    host = host_of(office.public_url)
    app.add_middleware(Bounds, limits=office.limits, for_files=for_files, host=host)
    app.add_middleware(Journal, metrics=office.metrics, lines=office.journal)
    for channel in (watch.router, documentation.router, *channels):
        # Taken over one by one, so that `app.routes` shows every route as it is.
        app.router.routes.extend(channel.routes)
    return app


def _that_take_files(channels: Sequence[APIRouter]) -> Iterator[str]:
    for channel in channels:
        for route in channel.routes:
            if isinstance(route, APIRoute) and getattr(route.endpoint, "takes_file", False):
                yield route.path
