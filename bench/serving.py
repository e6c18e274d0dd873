"""A server over a ledger in a process of its own, and people who have signed in to it."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from multiprocessing import get_context
from pathlib import Path

import httpx2 as httpx
import uvicorn

from application.kernel.answering.engines import LARGE
from application.kernel.clock import SetClock
from application.kernel.split_off import cores
from application.tracker import CaseTracker
from interfaces.cli.demo import NOW, PASSWORD, open_accounts
from interfaces.cli.ledger import account_book
from interfaces.http.connection import Connection
from interfaces.http.office import Office
from interfaces.server import create_app
from tests.browser.serving import listening, url_of

_SPAWN = get_context("spawn")
_SECONDS, _SECONDS_TO_BEGIN = 1_000.0, 600.0


@contextmanager
def served(database: Path, large: int = LARGE) -> Iterator[str]:
    """The address at which the ledger is served in the made-up city's own time.

    `large` is from how many facts on everybody is counted in columns.
    """
    here = listening()
    url = url_of(here)
    server = _SPAWN.Process(target=_serve, args=(database, here, large))
    server.start()
    try:
        httpx.get(f"{url}/readyz", timeout=_SECONDS_TO_BEGIN).raise_for_status()
        yield url
    finally:
        server.terminate()
        server.join()
        here.close()


def _serve(database: Path, here: socket.socket, large: int) -> None:
    opened = CaseTracker(database, clock=SetClock(NOW), reports_from=large)
    with opened as tracker, account_book(tracker) as accounts:
        open_accounts(tracker, accounts)
        office = Office(tracker, accounts, journal=StringIO(), writes_apart=cores() > 1)
        app = create_app(office)
        config = uvicorn.Config(app, http=Connection, log_level="error", access_log=False)
        uvicorn.Server(config).run([here])


@contextmanager
def signed_in(url: str, name: str) -> Iterator[httpx.Client]:
    """Somebody's browser: it keeps its connection and its cookie, and takes gzip."""
    headers = {"Accept": "text/html", "Origin": url}
    with httpx.Client(base_url=url, headers=headers, timeout=_SECONDS) as client:
        answer = client.post("/sign-in", data={"name": name, "password": PASSWORD})
        if answer.status_code != 303:
            sys.exit(f"{name} cannot sign in: {answer.status_code}")
        yield client
