"""`taizhang explain`: the people behind a figure, or the reports."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interfaces.cli.engines import seen_by
from interfaces.cli.failures import fail
from interfaces.cli.ledger import ledger
from interfaces.cli.output import Answer, Format, FormatOption, OutputOption, show
from interfaces.cli.questions import (
    AsOf,
    From,
    KnownAt,
    Name,
    Rule,
    asked_for,
    asked_told,
    indicator_named,
    switches,
)

if TYPE_CHECKING:
    from application.indicators.period import Asked
    from application.kernel.answering.query import Query

_PERSON = ["worker", "name", "sex", "age", "older", "station", "in_numerator", "counted_as", "rule"]


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
    switched = switches(rule)
    with ledger() as opened:
        own = opened.rules.units[unit].level
        asked = asked_for(as_of, since, known_at, level or own)
        answer = opened.ask(_opening(name, asked, switched, (unit, group, column, category)))
        seen = seen_by(opened, answer)
    rows = answer["facts"] if "facts" in answer else list(map(_shown, answer["people"]))
    headings = list(rows[0]) if rows else ["nobody"]
    whose = " ".join([unit, group, *([] if category == "all" else [category])])
    title = f"{name} {whose}, {asked_told(answer, switched)}: {_counted(answer)} ({seen})"
    show(Answer(title, headings, [list(row.values()) for row in rows], answer), form, output)


def _opening(
    name: str, asked: "Asked", switched: dict[str, str | int], cell: tuple[str, str, str, str]
) -> "Query[dict[str, Any]]":
    """The question for the people behind a rate, or behind one number of a table."""
    from application.indicators.explain import Explain
    from application.indicators.explain_count import ExplainCount
    from application.indicators.explain_figures import ExplainFigures
    from application.indicators.marks import Cell

    unit, group, column, category = cell
    indicator = indicator_named(name)
    if reported := indicator.reported:
        _never_told_by(name, group=group, column=column, category=category)
        return ExplainFigures(reported(asked, switched), unit)
    count = indicator.counted
    if count is None:
        _never_told_by(name, column=column, category=category)
        return Explain(asked, unit, group, switched)
    if not column:
        raise fail(f"--column: which number? One of {', '.join(count.columns)}")
    return ExplainCount(count(asked, switched), Cell(unit, group, column, category))


def _never_told_by(name: str, **given: str) -> None:
    for option, told in given.items():
        if told not in ("", "all"):
            raise fail(f"--{option}: {name} is not told by {option}; leave it out")


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
