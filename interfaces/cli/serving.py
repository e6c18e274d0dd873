"""`taizhang serve`, and `taizhang demo`: the made-up city."""

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interfaces.cli.ledger import account_book, ledger, settings
from interfaces.cli.output import Answer, Format, show
from interfaces.cli.progress import stages

if TYPE_CHECKING:
    from application.demo import UnitRow
    from application.imports.lines import Line
    from application.tracker import CaseTracker

# No channel imports another; the application is named, as on a server's own command line.
APPLICATION = ("interfaces.server", "create_app")
DASHBOARD_DAY = date(2004, 12, 31)

Host = Annotated[str | None, typer.Option(help="The address to listen on.")]
Port = Annotated[int | None, typer.Option(help="The port to listen on.")]


def serve(host: Host = None, port: Port = None) -> None:
    """Serve the API with its documentation, until Ctrl-C."""
    with ledger(new=True) as opened:
        _serve(opened, host, port)


def demo(
    host: Host = None,
    port: Port = None,
    workers: Annotated[int, typer.Option(min=200, help="How many people to make up.")] = 20_000,
    served: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve afterwards.")] = True,
) -> None:
    """Make up a city on the ledger, print its dashboard for 2004-12-31, and serve it.

    The same city each time: a second demo finds it there and changes nothing.
    """
    with ledger(new=True) as opened:
        _bring_the_city(opened, workers)
        show(_dashboard(opened), Format.TABLE, None)
        if served:
            _serve(opened, host, port)


def _serve(opened: "CaseTracker", host: str | None, port: int | None) -> None:
    import uvicorn

    from interfaces.http.office import Office

    here = settings()
    with account_book(opened) as engine:
        module, factory = APPLICATION
        app = getattr(import_module(module), factory)(Office(opened, engine))
        address, number = host or here.host, here.port if port is None else port
        print(f"serving on http://{address}:{number} (Ctrl-C stops)", file=sys.stderr)
        uvicorn.run(app, host=address, port=number, log_level="warning", access_log=False)


def _bring_the_city(opened: "CaseTracker", workers: int) -> None:
    from application.demo import UnitRow
    from application.imports.importing import Import
    from application.kernel.actors import operator

    units = [
        UnitRow(**{name: getattr(unit, name) or "" for name in UnitRow._fields})
        for unit in opened.rules.units.units.values()
    ]
    with stages() as stage:
        checking = stage("making up the city", None)
        lines = partial(_lines, units, workers)
        report = opened.bring(Import(lines, operator("demo")), checking, stage("read models", None))
    if report.refused:
        raise RuntimeError(f"the made-up city is impossible in line {report.refused[0].number}")
    print(f"{report.good} new facts, {report.already_there} already there", file=sys.stderr)


def _lines(units: "list[UnitRow]", workers: int) -> "Iterator[Line]":
    from application.demo import history
    from application.imports.lines import Line

    for number, fields in enumerate(history(units, workers=workers), 1):
        yield Line(number, fields)


def _dashboard(opened: "CaseTracker") -> Answer:
    """City and counties: everybody and those who are older, against the targets."""
    from application.indicators.period import Asked
    from application.indicators.reemployment_rate import ReemploymentRate

    answer = opened.ask(ReemploymentRate(Asked(DASHBOARD_DAY)))
    rows = [_row(row) for row in answer["rows"] if row["group"] in ("all", "older")]
    headings = ("unit", "group", "persons", "re-employed", "rate %", "target", "met", "done %")
    return Answer(f"Re-employment {answer['from']} – {answer['as_of']}", headings, rows, answer)


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    done = None
    if row["rate"] and row["target"]:
        done = f"{100 * float(row['rate']) / float(row['target']):.1f}"
    met = {True: "yes", False: "no", None: ""}[row["met"]]
    return (
        row["unit_name"],
        row["group"],
        row["denominator"],
        row["numerator"],
        row["rate"],
        row["target"],
        met,
        done,
    )
