"""The people behind a number: in which part of it, by which facts, under which rule."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from application.exports.statistics import workbook_of
from interfaces.accounts.roles import Permission
from interfaces.web.figures.asked import figures_asked
from interfaces.web.figures.cells import cell_asked, people_of
from interfaces.web.figures.page import figures_page
from interfaces.web.figures.people_table import people_table
from interfaces.web.figures.people_view import PeopleView
from interfaces.web.statistics import file_name
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
A_PAGE = 50
MOST_EXPORTED = 20_000
"""People of one workbook, which says so where there are more."""


@router.get("/figures/{indicator}/people")
def people_behind(
    visit: Annotated[Visit, sees(Permission.READ_WORKERS)], indicator: str, format: str = ""
) -> Response:
    """Raises `GroupUnknown`, `CellUnknown` for a number that the answer does not have."""
    asked = figures_asked(visit)
    cell = cell_asked(visit, asked, indicator)
    limit = MOST_EXPORTED if format == "xlsx" else A_PAGE
    found = visit.ask(people_of(cell, asked, visit.area, limit))
    visit.caller.shows(len(found["people"]))
    view = PeopleView(found, asked, cell, visit)
    if format == "xlsx":
        table = people_table(view)
        return visit.download(
            workbook_of(table), file_name(visit.words, table.title, asked.period.as_of)
        )
    return figures_page(visit, "figures/people.html", asked=asked, view=view)
