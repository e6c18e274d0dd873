"""`taizhang indicator`: the figures."""

from typing import Annotated

import typer

from interfaces.cli.engines import EngineOption, MasterOption, ParquetOption, chosen, seen_by
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

Level_ = Annotated[str, typer.Option("--level", help="city, county, street or community.")]


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
    if name == "list":
        show(_list(), form, output)
        return
    known = indicator_named(name)
    switched = switches(rule)
    question = known.asked(asked_for(as_of, since, known_at, level), switched)
    with ledger() as opened:
        answer = opened.ask(question, chosen(opened, engine, parquet, master))
        seen = seen_by(opened, answer)
    rows = answer["rows"]
    headings = list(rows[0]) if rows else ["unit"]
    title = f"{name} {asked_told(answer, switched)} ({seen})"
    show(Answer(title, headings, [list(row.values()) for row in rows], answer), form, output)


def _list() -> Answer:
    from application.indicators.catalogue import INDICATORS
    from interfaces.texts import language

    titles = {
        each.name: str(getattr(each.definition.title, language())) for each in INDICATORS.values()
    }
    documents = [{"indicator": name, "title": title} for name, title in titles.items()]
    return Answer("Indicators", ("indicator", "title"), list(titles.items()), documents)
