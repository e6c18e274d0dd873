"""What an indicator is asked for on the command line, and its explanation alike."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interfaces.cli.failures import fail

if TYPE_CHECKING:
    from application.indicators.catalogue import Indicator
    from application.indicators.period import Asked

Name = Annotated[str, typer.Argument(help="reemployment-rate, …; `taizhang indicator list`.")]
AsOf = Annotated[str, typer.Option("--as-of", help="The last day of the period, YYYY-MM-DD.")]
From = Annotated[
    str | None, typer.Option("--from", help="The first day; by default 1 January of that year.")
]
KnownAt = Annotated[
    str | None,
    typer.Option("--known-at", help="As the record knew it then: a moment with its offset."),
]
Rule = Annotated[
    list[str] | None, typer.Option("--rule", help="A rule switched, as NAME=VALUE; repeatable.")
]


def indicator_named(name: str) -> "Indicator":
    from application.indicators.catalogue import INDICATORS

    if name not in INDICATORS:
        raise fail(f"there is no indicator {name!r}; there are: {', '.join(INDICATORS)}")
    return INDICATORS[name]


def asked_for(as_of: str, since: str | None, known_at: str | None, level: str) -> "Asked":
    from application.indicators.period import Asked
    from domain.unit.units import Level

    if not as_of:
        raise fail("--as-of: up to which day? Write it like 2004-12-31")
    if level not in list(Level):
        raise fail(f"--level: {level!r} is none of {', '.join(Level)}")
    return Asked(
        _day("--as-of", as_of),
        _day("--from", since) if since else None,
        _moment(known_at) if known_at else None,
        Level(level),
    )


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fail(f"{option}: {text!r} is no day; write it like 2004-12-31") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise fail(
            f"--known-at: {text!r} is no moment with its offset; "
            "write it like 2005-01-05T23:59:59+08:00"
        )
    return moment


def switches(rule: list[str] | None) -> dict[str, str | int]:
    switched: dict[str, str | int] = {}
    for text in rule or ():
        name, equals, value = text.partition("=")
        if not equals:
            raise fail(f"--rule: {text!r} is not NAME=VALUE")
        switched[name.strip()] = value.strip()
    return switched


def asked_told(answer: dict[str, Any], switched: dict[str, str | int]) -> str:
    """The period of an answer, and the rules that were switched for it."""
    rules = [f"{name}={value}" for name, value in switched.items()]
    return ", ".join([f"{answer['from']} – {answer['as_of']}", *rules])
