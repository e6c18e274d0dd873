"""Why a figure changed between two days or two moments of knowledge, down to the person."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from application.exports.statistics import workbook_of
from application.indicators.explain_change import ExplainChange
from application.indicators.people import MOST
from application.indicators.period import Asked
from interfaces.accounts.roles import Permission
from interfaces.web.figures.asked import FiguresAsked, Reading, figures_asked
from interfaces.web.figures.cells import cell_asked
from interfaces.web.figures.changes_view import ChangesView, changes_table
from interfaces.web.figures.moments import last_cut_offs
from interfaces.web.figures.page import figures_page
from interfaces.web.figures.tiles import RATE
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
A_PAGE = 50
_A_WEEK = timedelta(days=7)


@router.get(f"/figures/{RATE}/changes")
def changes(visit: Annotated[Visit, sees(Permission.READ_WORKERS)], format: str = "") -> Response:
    """Raises `GroupUnknown`."""
    first, second = two_asked(visit)
    cell = cell_asked(visit, first, RATE)
    if first.wrong:
        return figures_page(visit, "figures/changes.html", 422, asked=first, view=None, cell=cell)
    before, after = (
        Asked(each.period.as_of, each.period.since, each.known_at, cell.level)
        for each in (first, second)
    )
    limit = MOST if format == "xlsx" else A_PAGE
    unit, rules = first.unit.code, first.switches
    found = visit.ask(
        ExplainChange(before, after, unit, cell.group, rules, visit.area, limit, cell.seen)
    )
    visit.caller.shows(len(found.people))
    view = ChangesView(found, first, second, cell, visit)
    if format == "xlsx":
        table = changes_table(view)
        return visit.download(workbook_of(table), f"{table.title}.xlsx")
    return figures_page(visit, "figures/changes.html", asked=first, view=view, cell=cell)


def two_asked(visit: Visit) -> tuple[FiguresAsked, FiguresAsked]:
    """The two questions; what is wrong with either is told by the first.

    Without a first moment it is the closing of the books after the day asked for; for a day after
    the last closing it is a week ago.
    """
    first, typed = figures_asked(visit), visit.request.query_params
    if "known_at" not in typed and "as_of_2" not in typed:
        first = replace(first, known_at=_books_closed(visit, first))
    reading = Reading(visit, typed, "_2")
    period, known_at = reading.period(first.period.as_of), reading.known_at()
    second = replace(first, period=period, known_at=known_at)
    return replace(first, wrong={**first.wrong, **reading.wrong}), second


def _books_closed(visit: Visit, asked: FiguresAsked) -> datetime:
    now = visit.tracker.clock.now()
    later = [moment for moment in last_cut_offs(now) if moment.date() > asked.period.as_of]
    return later[-1] if later else (now - _A_WEEK).replace(second=59, microsecond=0)
