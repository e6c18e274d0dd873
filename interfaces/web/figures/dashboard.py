"""目标完成情况: how far the city and each of its units have come towards their targets."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from application.exports.statistics import workbook_of
from application.indicators.target_completion import TargetCompletion
from interfaces.accounts.roles import Permission
from interfaces.web.figures.asked import figures_asked
from interfaces.web.figures.board_table import board_table
from interfaces.web.figures.board_view import BoardView
from interfaces.web.figures.page import figures_page
from interfaces.web.statistics import file_name
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)


@router.get("/dashboard")
def dashboard(visit: Annotated[Visit, sees(Permission.READ_FIGURES)], format: str = "") -> Response:
    asked = figures_asked(visit)
    if asked.wrong:
        return figures_page(visit, "figures/dashboard.html", 422, asked=asked, view=None)
    opened = opened_units(visit)
    board = visit.ask(
        TargetCompletion(asked.period, asked.unit.code, asked.known_at, asked.switches, opened)
    )
    if format == "xlsx":
        table = board_table(board, asked, visit.words)
        return visit.download(
            workbook_of(table), file_name(visit.words, table.title, asked.period.as_of)
        )
    view = BoardView(board, asked, visit, opened)
    return figures_page(visit, "figures/dashboard.html", asked=asked, view=view)


def opened_units(visit: Visit) -> tuple[str, ...]:
    """The units whose parts are shown below them, as the address says."""
    return tuple(filter(None, visit.request.query_params.get("open", "").split(",")))
