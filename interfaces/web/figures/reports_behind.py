"""The reports behind a figure from outside: of whom, for which day, by whom and when."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.exports.statistics import workbook_of
from application.exports.tables import Column, Row, Table
from application.indicators.catalogue import INDICATORS
from application.indicators.definition import Definition
from application.indicators.explain_figures import ExplainFigures
from application.indicators.figures import SUM_OF_COUNTIES
from application.indicators.period import Asked
from interfaces.accounts.roles import Permission
from interfaces.web.figures.asked import FiguresAsked, figures_asked
from interfaces.web.figures.page import figures_page
from interfaces.web.figures.telling import period_told
from interfaces.web.freshness import fresh
from interfaces.web.statistics import as_statistics, file_name
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)


@router.get("/figures/{indicator}/reports")
def reports_behind(
    visit: Annotated[Visit, sees(Permission.READ_FIGURES)], indicator: str, format: str = ""
) -> Response:
    """Raises `CellUnknown` for a unit that has no such figure."""
    reported = INDICATORS[indicator].reported if indicator in INDICATORS else None
    if reported is None:
        raise HTTPException(404)
    asked, definition = figures_asked(visit), INDICATORS[indicator].definition
    period = asked.period
    of = Asked(period.as_of, period.since, asked.known_at, asked.unit.level)
    switches = {n: v for n, v in asked.switches.items() if n in definition.rules}
    found = visit.ask(ExplainFigures(reported(of, switches), asked.unit.code))
    table = _table(visit, asked, definition, found)
    if format == "xlsx":
        return visit.download(workbook_of(table), file_name(visit.words, table.title, period.as_of))
    path, recap = visit.request.url.path, _recap(visit, found)
    return figures_page(
        visit, "figures/reports.html", asked=asked, table=table, path=path, recap=recap
    )


def _table(visit: Visit, asked: FiguresAsked, definition: Definition, found: Any) -> Table:
    words, say = visit.words, visit.words.say
    title = definition.title.zh if words.language == "zh" else definition.title.en
    columns = [
        Column(say("上报单位")),
        Column(say("期末日"), "day"),
        Column(say("上报项目")),
        Column(say("上报数"), "number"),
        Column(say("来源")),
        Column(say("入帐时间")),
        Column(say("入帐人")),
    ]
    table = Table(
        say("{title}所依据的上报数", title=title),
        columns,
        [Row(_cells(visit, fact)) for fact in found["facts"]],
        notes=[fresh(visit, found["position"], asked.known_at)],
    )
    period = period_told(words, asked.period)
    return as_statistics(table, words, asked.unit.name, period, say("人"), signed=False)


def _recap(visit: Visit, found: Any) -> str:
    """The figure as it follows from the reports."""
    say, number = visit.words.say, visit.words.number
    if found["source"] is None:
        return say("未上报")
    source = say("各市、区之和") if found["source"] == SUM_OF_COUNTIES else say("本级上报")
    if "net" in found:
        return say(
            "净增 {net} ＝ 期末从业 {end}（{end_on}）－期初从业 {start}（{start_on}），{source}",
            net=number(found["net"]),
            end=number(found["employed_at_end"]),
            end_on=found["end_on"],
            start=number(found["employed_at_start"]),
            start_on=found["start_on"],
            source=source,
        )
    return say(
        "{rate}% ＝ {unemployed} / {workforce} 人（{day}），{source}",
        rate=found["rate"],
        unemployed=number(found["numerator"]),
        workforce=number(found["denominator"]),
        day=found["period_end"],
        source=source,
    )


def _cells(visit: Visit, fact: dict[str, Any]) -> list[Any]:
    return [
        visit.unit_name(fact["unit"]),
        fact["period_end"],
        visit.words.word(fact["figure"]),
        fact["value"],
        fact["source"],
        fact["recorded_at"][:16].replace("T", " "),
        fact["recorded_by"],
    ]
