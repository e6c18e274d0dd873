"""`taizhang indicator` and `taizhang explain`: the figures, and the people behind them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interfaces.cli.engines import EngineOption, MasterOption, ParquetOption, chosen, seen_by
from interfaces.cli.failures import fail
from interfaces.cli.ledger import ledger
from interfaces.cli.output import Answer, Format, FormatOption, OutputOption, show

if TYPE_CHECKING:
    from application.indicators.period import Asked
    from application.kernel.query import Query

_PERSON = ["worker", "name", "sex", "age", "older", "station", "in_numerator", "counted_as", "rule"]

Name = Annotated[str, typer.Argument(help="reemployment-rate, …; `taizhang indicator list`.")]
AsOf = Annotated[str, typer.Option("--as-of", help="The last day of the period, YYYY-MM-DD.")]
From = Annotated[
    str | None, typer.Option("--from", help="The first day; by default 1 January of that year.")
]
KnownAt = Annotated[
    str | None,
    typer.Option("--known-at", help="As the record knew it then: a moment with its offset."),
]
Level_ = Annotated[str, typer.Option("--level", help="city, county, street or community.")]
Rule = Annotated[
    list[str] | None, typer.Option("--rule", help="A rule switched, as NAME=VALUE; repeatable.")
]


def indicator(
    name: Name,
    as_of: AsOf = "",
    since: From = None,
    known_at: KnownAt = None,
    level: Level_ = "county",
    rule: Rule = None,
    engine: EngineOption = None,
    parquet: ParquetOption = None,
    master: MasterOption = "local[*]",
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Answer an indicator for every unit of a level, with targets; `list` shows which there are.

    Every engine gives the same answer; without --engine a large ledger is asked by reports.
    """
    from application.indicators.catalogue import INDICATORS

    if name == "list":
        show(_list(), form, output)
        return
    if name not in INDICATORS:
        raise fail(f"there is no indicator {name!r}; there are: {', '.join(INDICATORS)}")
    question = INDICATORS[name].asked(_asked(as_of, since, known_at, level), _switches(rule))
    with ledger() as opened:
        answer = opened.ask(question, chosen(opened, engine, parquet, master))
        seen = seen_by(opened, answer)
    rows = answer["rows"]
    headings = list(rows[0]) if rows else ["unit"]
    title = f"{name} {answer['from']} – {answer['as_of']} ({seen})"
    show(Answer(title, headings, [list(row.values()) for row in rows], answer), form, output)


def explain(
    name: Name,
    unit: Annotated[str, typer.Option("--unit", help="The code of the unit.")],
    as_of: AsOf,
    group: Annotated[str, typer.Option("--group", help="all, male, female, older, …")] = "all",
    column: Annotated[
        str, typer.Option("--column", help="The number to open, where an answer has several.")
    ] = "",
    category: Annotated[str, typer.Option("--category", help="The category of the row.")] = "all",
    since: From = None,
    known_at: KnownAt = None,
    level: Annotated[
        str, typer.Option("--level", help="Of the row; by default the unit's own level.")
    ] = "",
    rule: Rule = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List the people behind a figure, or the reports: recorded when and by whom."""
    with ledger() as opened:
        own = opened.rules.units[unit].level
        asked = _asked(as_of, since, known_at, level or own)
        answer = opened.ask(_opening(name, asked, _switches(rule), (unit, group, column, category)))
        seen = seen_by(opened, answer)
    rows = answer["facts"] if "facts" in answer else list(map(_shown, answer["people"]))
    headings = list(rows[0]) if rows else ["nobody"]
    title = f"{name} {unit} {group}: {_counted(answer)} ({seen})"
    show(Answer(title, headings, [list(row.values()) for row in rows], answer), form, output)


def _opening(
    name: str, asked: "Asked", switches: dict[str, str | int], cell: tuple[str, str, str, str]
) -> "Query[dict[str, Any]]":
    """The question for the people behind a rate, or behind one number of a table."""
    from application.indicators.catalogue import INDICATORS
    from application.indicators.explain import Explain
    from application.indicators.explain_count import ExplainCount
    from application.indicators.explain_figures import ExplainFigures
    from application.indicators.marks import Cell

    unit, group, column, category = cell
    if name not in INDICATORS:
        raise fail(f"there is no indicator {name!r}; there are: {', '.join(INDICATORS)}")
    if reported := INDICATORS[name].reported:
        return ExplainFigures(reported(asked, switches), unit)
    count = INDICATORS[name].counted
    if count is None:
        return Explain(asked, unit, group, switches)
    if not column:
        raise fail(f"--column: which number? One of {', '.join(count.columns)}")
    return ExplainCount(count(asked, switches), Cell(unit, group, column, category))


def _counted(answer: dict[str, Any]) -> str:
    if "count" in answer:
        return f"{answer['column']} = {answer['count']}"
    if "net" in answer:
        return f"net = {answer['net']}"
    return f"{answer['numerator']}/{answer['denominator']} = {answer['rate']}"


def _shown(person: dict[str, Any]) -> dict[str, Any]:
    """A person as a row: a fact a line, with the day it holds and when it became known."""
    row = {key: person[key] for key in _PERSON if key in person}
    return row | {"facts": "\n".join(map(_told, person["facts"]))}


def _told(fact: dict[str, Any]) -> str:
    from interfaces.texts import language, vocabulary

    words = vocabulary(fact["fact"], language())
    rule = f" [{fact['counted_by']}]" if fact["counted_by"] else ""
    known = f"{fact['recorded_at'][:16]} {fact['recorded_by']}"
    return f"{fact['effective_on']} {words}{rule} ({known})"


def _list() -> Answer:
    from application.indicators.catalogue import INDICATORS
    from interfaces.texts import language

    titles = {
        each.name: str(getattr(each.definition.title, language())) for each in INDICATORS.values()
    }
    documents = [{"indicator": name, "title": title} for name, title in titles.items()]
    return Answer("Indicators", ("indicator", "title"), list(titles.items()), documents)


def _asked(as_of: str, since: str | None, known_at: str | None, level: str) -> "Asked":
    from application.indicators.period import Asked
    from domain.unit.units import Level

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


def _switches(rule: list[str] | None) -> dict[str, str | int]:
    switched: dict[str, str | int] = {}
    for text in rule or ():
        name, equals, value = text.partition("=")
        if not equals:
            raise fail(f"--rule: {text!r} is not NAME=VALUE")
        switched[name.strip()] = value.strip()
    return switched
