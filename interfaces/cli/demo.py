"""`taizhang demo`: a made-up city, with accounts of its own and in its own time."""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple
from zoneinfo import ZoneInfo

import typer

from interfaces.cli.failures import fail
from interfaces.cli.ledger import account_book, ledger
from interfaces.cli.output import Answer, Format, show
from interfaces.cli.progress import stages
from interfaces.cli.serving import Host, Port, serve_opened

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from application.demo import UnitRow
    from application.imports.lines import Line
    from application.tracker import CaseTracker

DASHBOARD_DAY = date(2004, 12, 31)
NOW = datetime(2005, 8, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Monday after the last fact of the made-up city: the demo is lived in its own time."""
PASSWORD = "taizhang-2003"


class DemoAccount(NamedTuple):
    """`level` is where in the tree its unit stands."""

    name: str
    display_name: str
    role: str
    level: str


ACCOUNTS = (
    DemoAccount("clerk", "李小梅", "clerk", "street"),
    DemoAccount("reviewer", "黄国强", "reviewer", "county"),
    DemoAccount("office", "周敏仪", "office", "city"),
    DemoAccount("auditor", "区慧珍", "auditor", "city"),
    DemoAccount("admin", "谭志远", "admin", "city"),
)


def demo(
    host: Host = None,
    port: Port = None,
    workers: Annotated[int, typer.Option(min=200, help="How many people to make up.")] = 20_000,
    served: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve afterwards.")] = True,
) -> None:
    """Make up a city on a ledger of its own, print its dashboard for 2004-12-31, and serve it.

    The same city each time: a second demo finds it there and changes nothing.
    """
    from application.kernel.clock import SetClock

    with ledger(new=True, clock=SetClock(NOW)) as opened, account_book(opened) as engine:
        _refuse_if_in_use(engine)
        _bring_the_city(opened, workers)
        open_accounts(opened, engine)
        show(_dashboard(opened), Format.TABLE, None)
        if served:
            _say_who_may_sign_in()
            serve_opened(opened, host, port, browse=True)


def _refuse_if_in_use(engine: "Engine") -> None:
    """The passwords of the demo are known to everybody, so no other ledger may get them."""
    from interfaces.accounts.accounts import accounts

    found = {account.name for account in accounts(engine)}
    if found and not found & {account.name for account in ACCOUNTS}:
        raise fail(
            "this ledger is in use; the demo wants one of its own, such as "
            "TAIZHANG_DATABASE_URL=sqlite:///var/demo.db"
        )


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


def open_accounts(opened: "CaseTracker", engine: "Engine") -> None:
    """One of each role, of the first district's busiest street, of the district or of the city."""
    from interfaces.accounts.accounts import add_account
    from interfaces.accounts.errors import AccountExists

    station = _busiest_street(opened)
    units = {str(unit.level): unit.code for unit in opened.rules.units.upwards(station)}
    for name, display_name, role, level in ACCOUNTS:
        try:
            add_account(engine, name, role, units[level], display_name, PASSWORD, now=NOW)
        except AccountExists:
            continue


def _busiest_street(opened: "CaseTracker") -> str:
    from application.indicators.period import Asked
    from application.indicators.reemployment_rate import ReemploymentRate
    from domain.unit.units import Level

    units = opened.rules.units
    first = units.at_level(Level.COUNTY)[0].code
    answer = opened.ask(ReemploymentRate(Asked(DASHBOARD_DAY, level=Level.STREET)))
    persons: dict[str, int] = {
        row["unit"]: row["denominator"]
        for row in answer["rows"]
        if row["group"] == "all" and units[row["unit"]].parent == first
    }
    return max(persons, key=lambda code: persons[code])


def _say_who_may_sign_in() -> None:
    names = ", ".join(f"{account.name} ({account.display_name})" for account in ACCOUNTS)
    print(f"accounts: {names}; password of each: {PASSWORD}", file=sys.stderr)


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
