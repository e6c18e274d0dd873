"""`taizhang serve`: the console for people and the API for programs, over the ledger."""

import os
import signal
import sys
import webbrowser
from importlib import import_module
from threading import Timer
from typing import TYPE_CHECKING, Annotated

import typer

from interfaces.cli.ledger import account_book, ledger, settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from application.tracker import CaseTracker

# No channel imports another; the application is named, as on a server's own command line.
APPLICATION = ("interfaces.server", "create_app")
SECONDS_TO_START = 1.0
SECONDS_TO_ANSWER = 5.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Who listens at all addresses is asked at that of the machine itself."""
SECONDS_TO_STOP = 20
"""How long requests under way may still take; a browser that never finishes must not hold it."""

Host = Annotated[str | None, typer.Option(help="The address to listen on.")]
Port = Annotated[int | None, typer.Option(min=0, max=65_535, help="The port to listen on.")]


def serve(host: Host = None, port: Port = None) -> None:
    """Serve the console, and the API with its documentation, until Ctrl-C."""
    with ledger(new=True) as opened:
        serve_opened(opened, host, port)


def ready(host: Host = None, port: Port = None) -> None:
    """Ask the server of the same settings whether it is ready; exit status 1 when it is not."""
    from contextlib import closing
    from http.client import HTTPConnection, HTTPException

    here = settings()
    asked, number = host or here.host, here.port if port is None else port
    address = EVERYWHERE.get(asked, asked)
    with closing(HTTPConnection(address, number, timeout=SECONDS_TO_ANSWER)) as connection:
        try:
            connection.request("GET", "/readyz")
            said = str(connection.getresponse().status)
        except (OSError, HTTPException) as error:
            said = str(error)
    if said != "200":
        print(f"taizhang: not ready: {said}", file=sys.stderr)
        raise typer.Exit(1)


def serve_opened(
    opened: "CaseTracker", host: str | None, port: int | None, *, browse: bool = False
) -> None:
    """Serve an open ledger; with `browse` a browser opens the console, where there is a screen."""
    from interfaces.accounts.accounts import accounts
    from interfaces.http.limits import Limits
    from interfaces.http.office import Office

    here = settings()
    with account_book(opened) as engine:
        module, factory = APPLICATION
        limits = Limits(file=here.max_import_bytes)
        office = Office(
            opened,
            engine,
            limits,
            public_url=here.public_url,
            looks_kept=here.looks_kept_days,
            writes_apart=here.writes_apart,
        )
        app = getattr(import_module(module), factory)(office)
        address, number = host or here.host, here.port if port is None else port
        where = f"http://[{address}]:{number}" if ":" in address else f"http://{address}:{number}"
        if not accounts(engine, limit=1):
            print(_how_to_begin(opened), file=sys.stderr)
        _tell_of_seals(opened)
        print(f"serving on {here.public_url or where} (Ctrl-C stops)", file=sys.stderr)
        if browse and _has_screen():
            Timer(SECONDS_TO_START, webbrowser.open, [where]).start()
        _run(app, address, number, here.trusted_proxies)


def _run(app: "FastAPI", host: str, port: int, trusted_proxies: str) -> None:
    """Serve until Ctrl-C or SIGTERM; what was accepted by then is answered first."""
    import uvicorn

    from application.kernel.pauses import keep_pauses_short
    from interfaces.http.connection import Connection

    # The server gives the signal on once it has stopped. By default SIGTERM would then end the
    # process on the spot, and nobody would close the ledger.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    keep_pauses_short()
    uvicorn.run(
        app,
        host=host,
        port=port,
        http=Connection,
        log_level="warning",
        access_log=False,
        server_header=False,
        forwarded_allow_ips=trusted_proxies,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )


def _tell_of_seals(opened: "CaseTracker") -> None:
    """Where no seals can be made the ledger is served all the same."""
    from interfaces.texts import language, refusal_words

    if trouble := opened.seals.trouble():
        words = refusal_words(trouble.code, trouble.facts, language())
        print(f"no seals are made: {words}", file=sys.stderr)


def _how_to_begin(opened: "CaseTracker") -> str:
    city = opened.rules.units.city.code
    command = f"taizhang account add NAME --role admin --unit {city}"
    return f"nobody can sign in yet; open an account: {command}"


def _has_screen() -> bool:
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    graphical = sys.platform in ("darwin", "win32") or any(os.environ.get(s) for s in screens)
    return graphical and sys.stdout.isatty()
