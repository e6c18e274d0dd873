"""构成与流量: opening, what came, what went, closing; by reason, group, category and unit."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.exports.statistics import workbook_of
from application.indicators.composition import Composition
from application.indicators.period import Asked
from application.indicators.switches import ALL
from application.indicators.units import GROUPS
from interfaces.accounts.roles import Permission
from interfaces.web.figures.asked import figures_asked
from interfaces.web.figures.composition_tables import by_group, by_unit
from interfaces.web.figures.composition_view import CompositionView, Whom
from interfaces.web.figures.page import figures_page
from interfaces.web.figures.sheets import SHEETS, STOCK
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_FIGURES)]


@router.get("/composition")
def stock_and_flow(visit: Reader, format: str = "") -> Response:
    return composition(visit, STOCK.name, format)


@router.get("/composition/{name}")
def composition(visit: Reader, name: str, format: str = "") -> Response:
    """`format` may be `xlsx` for the groups of the unit, `units.xlsx` for the units below it."""
    sheet = SHEETS.get(name)
    if sheet is None:
        raise HTTPException(404)
    asked, typed = figures_asked(visit), visit.request.query_params
    group = typed.get("group") or ALL
    category = typed.get("category") or ALL
    if group not in GROUPS or category not in (ALL, *sheet.categories):
        raise HTTPException(404)
    whom = Whom(group, category)
    if asked.wrong:
        return figures_page(
            visit, "figures/composition.html", 422, asked=asked, sheet=sheet, whom=whom, view=None
        )
    period = asked.period
    of = Asked(period.as_of, period.since, asked.known_at, asked.unit.level)
    rules = {n: v for n, v in asked.switches.items() if n in sheet.question.definition.rules}
    found = visit.ask(Composition(sheet.asked(of, rules), asked.unit.code, group, category))
    view = CompositionView(found, sheet, asked, whom, visit)
    if format:
        table = by_unit(view) if format == "units.xlsx" else by_group(view)
        return visit.download(workbook_of(table), f"{table.title}{period.as_of}.xlsx")
    return figures_page(
        visit,
        "figures/composition.html",
        asked=asked,
        sheet=sheet,
        whom=whom,
        view=view,
        by_group=by_group(view),
        by_unit=by_unit(view),
        groups=list(GROUPS),
    )
