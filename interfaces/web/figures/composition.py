"""构成与流量: opening, what came, what went, closing; by reason, group, category and unit."""

from typing import Annotated, Any

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
from interfaces.web.figures.sheets import SHEETS, STOCK, Sheet
from interfaces.web.statistics import file_name
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
    asked, whom = figures_asked(visit), _whom(visit, sheet)
    drawn: dict[str, Any] = {"asked": asked, "sheet": sheet, "whom": whom, "groups": [*GROUPS]}
    if asked.wrong:
        return figures_page(visit, "figures/composition.html", 422, view=None, **drawn)
    period, unit = asked.period, asked.unit
    of = Asked(period.as_of, period.since, asked.known_at, unit.level)
    rules = {n: v for n, v in asked.switches.items() if n in sheet.question.definition.rules}
    found = visit.ask(Composition(sheet.asked(of, rules), unit.code, *whom))
    view = CompositionView(found, sheet, asked, whom, visit)
    if format:
        table = by_unit(view) if format == "units.xlsx" else by_group(view)
        return visit.download(workbook_of(table), file_name(visit.words, table.title, period.as_of))
    tables: dict[str, Any] = {"by_group": by_group(view), "by_unit": by_unit(view)}
    return figures_page(visit, "figures/composition.html", view=view, **tables, **drawn)


def _whom(visit: Visit, sheet: Sheet) -> Whom:
    """Raises `HTTPException` 404 for a group or category that the sheet does not tell apart."""
    typed = visit.request.query_params
    whom = Whom(typed.get("group") or ALL, typed.get("category") or ALL)
    if whom.group not in GROUPS or whom.category not in (ALL, *sheet.categories):
        raise HTTPException(404)
    return whom
