"""Figures from outside by unit and period: reported, and checked that parts add up."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from application.exports.statistics import workbook_of
from application.exports.tables import Column, Row, Table
from application.indicators.reported_table import Reported, ReportedTable, Sum
from application.read_models.office_record import FigureHistory
from domain.figure.figures import EMPLOYED, Figure
from interfaces.accounts.roles import Permission
from interfaces.web.forms.form import Form
from interfaces.web.forms.layouts import LAYOUTS
from interfaces.web.freshness import fresh
from interfaces.web.office.rules.deciding import (
    TABS,
    Step,
    blank,
    day_asked,
    decide,
    written,
)
from interfaces.web.office.rules.targets import unit_asked
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station.places import parts_of_area
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_FIGURES)]
Setter = Annotated[Visit, sees(Permission.SET_RULES)]
COMMAND = "report-figure"
KEPT = ("period_end", "source", "effective_on")
"""What stays in the form for the next figure of the same report."""


@router.get("/rules/figures")
def figures(visit: Reader, unit: str = "", period_end: str = "", format: str = "") -> Response:
    """The figures of a unit and of those below it. Raises `OutsideArea`."""
    code = unit_asked(visit, unit)
    found = visit.ask(ReportedTable(code, day_asked(visit, period_end), visit.today))
    table = _table(visit, code, found)
    if format == "xlsx":
        return visit.download(workbook_of(table), f"{table.title}.xlsx")
    return visit.page(
        "office/rules/figures.html",
        table=table,
        found=found,
        sums=[(each, _told(visit, each)) for each in found.sums],
        unit=code,
        places=parts_of_area(visit),
        tabs=TABS,
    )


@router.get("/rules/figures/{unit}")
def figures_of_unit(
    unit: str, visit: Reader, period_end: str = "", source: str = "", effective_on: str = ""
) -> Response:
    code = unit_asked(visit, unit)
    form = blank(visit, COMMAND, unit=code)
    if form:
        given = {"period_end": period_end, "source": source, "effective_on": effective_on}
        form.values |= {name: text for name, text in given.items() if text}
    return _page(visit, code, form)


@router.post("/rules/figures/{unit}")
def report_figure(posted: PostedForm, unit: str, visit: Setter) -> Response:
    """Record one figure; the report's day and source stay for the next one."""
    code = unit_asked(visit, unit)
    form = written(visit, COMMAND, posted, unit=code)
    if decide(visit, form, posted) is not Step.DONE:
        return _page(visit, code, form)
    kept = {name: form.value(name) for name in KEPT}
    return visit.go(f"/rules/figures/{code}", **kept, done=COMMAND)


def _page(visit: Visit, unit: str, form: Form | None) -> Response:
    history = visit.ask(FigureHistory(unit))
    return visit.page(
        "office/rules/unit_figures.html",
        form.status if form else 200,
        unit=unit,
        history=history,
        names=visit.named({each.recorded_by for each in history}),
        form=form,
        layout=LAYOUTS[COMMAND],
        tabs=TABS,
    )


def _table(visit: Visit, unit: str, found: Reported) -> Table:
    say, word = visit.words.say, visit.words.word
    columns = [Column(say("机构"))]
    for figure in Figure:
        above = say("就业人员") if figure in EMPLOYED else say("其他")
        columns.append(Column(word(figure), "number", above))
    end = found.period_end
    rows = [
        Row(
            [visit.unit_name(code), *(figures.get(figure) for figure in Figure)],
            total=code == unit,
            links={0: f"/rules/figures/{code}{_period(end)}"},
        )
        for code, figures in found.rows.items()
    ]
    title = say(
        "{unit}上报数据（{end}，人）", unit=visit.unit_name(unit), end=visit.words.day(end) or "—"
    )
    notes = [fresh(visit, found.position)]
    return Table(title, columns, rows, notes=notes, language=visit.language)


def _period(end: date | None) -> str:
    return f"?period_end={end.isoformat()}" if end else ""


def _told(visit: Visit, found: Sum) -> str:
    """What is compared, as a sentence."""
    say, number = visit.words.say, visit.words.number
    if not found.of_units:
        return say(
            "{unit}：就业人员总数 {whole}，三类之和 {together}",
            unit=visit.unit_name(found.unit),
            whole=number(found.whole),
            together=number(found.together),
        )
    return say(
        "{figure}：{unit} {whole}，下级之和 {together}",
        figure=visit.words.word(found.figure),
        unit=visit.unit_name(found.unit),
        whole=number(found.whole),
        together=number(found.together),
    )
