"""Data quality: late entries, silent stations, likely duplicates, very short jobs."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import Response

from application.exports.statistics import workbook_of
from application.exports.tables import Table
from application.kernel.answering.paging import Page, Paged
from application.read_models.duplicates import DuplicatePage
from application.read_models.late_entries import LateFacts
from interfaces.accounts.roles import Permission
from interfaces.web.office import late_tables, quality_tables
from interfaces.web.office.pairs_table import pairs_table
from interfaces.web.office.quality_asked import (
    DUPLICATES,
    LATE,
    LATE_FACTS,
    SHORT,
    SILENT,
    Asked,
    Tab,
)
from interfaces.web.station.listing import A_PAGE, every
from interfaces.web.station.places import parts_of_area
from interfaces.web.statistics import as_statistics
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]


@router.get("/quality")
def late(visit: Reader) -> Response:
    """Late entries by unit."""
    asked = Asked.read(visit)
    table = late_tables.late_by_unit(visit, asked.late, asked.query)
    return _shown(asked, LATE, table if asked.late[0].facts else None)


@router.get("/quality/late")
def late_facts(visit: Reader) -> Response:
    """The late facts behind the figures. Raises `CursorInvalid`."""
    asked = Asked.read(visit)
    page = _page(visit, LateFacts(*asked.days, area=visit.area, unit=asked.unit))
    return _shown(asked, LATE_FACTS, late_tables.late_facts(visit, page.items), page)


@router.get("/quality/silent")
def silent(visit: Reader) -> Response:
    asked = Asked.read(visit)
    table = quality_tables.silent_stations(visit, asked.silent)
    return _shown(asked, SILENT, table if asked.silent else None)


@router.get("/quality/duplicates")
def duplicates(visit: Reader) -> Response:
    """Raises `CursorInvalid`."""
    asked = Asked.read(visit)
    page = _page(visit, DuplicatePage(asked.alike, visit.today))
    table = pairs_table(visit, page.items, compare=not _as_file(visit))
    return _shown(asked, DUPLICATES, table, page)


@router.get("/quality/short")
def short(visit: Reader) -> Response:
    """Raises `CursorInvalid`."""
    asked = Asked.read(visit)
    page = _page(visit, asked.short)
    return _shown(asked, SHORT, quality_tables.short_employments(visit, page.items), page)


def _as_file(visit: Visit) -> bool:
    return visit.request.query_params.get("format") == "xlsx"


def _page(visit: Visit, question: Paged) -> Page[Any]:
    """A page of a list, or all of it for a workbook."""
    if _as_file(visit):
        return Page(every(visit, question), None)
    cursor = visit.request.query_params.get("cursor")
    page: Page[Any] = visit.ask(replace(question, limit=A_PAGE, cursor=cursor))  # type: ignore[arg-type]
    return page


def _shown(asked: Asked, tab: Tab, table: Table | None, page: Page[Any] | None = None) -> Response:
    """The list on its page, or as a workbook; no list where the days are not to be read."""
    visit, errors = asked.visit, asked.between.errors
    if errors or (page is not None and not page.items):
        table = None
    if table is not None:
        table = _headed(asked, tab, table)
        if _as_file(visit):
            visit.caller.shows(len(page.items) if page else 0)
            return visit.download(workbook_of(table), f"{table.title}.xlsx")
    cursor = page.cursor if page else None
    return visit.page(
        "office/quality.html",
        422 if errors else 200,
        asked=asked,
        tabs=asked.tabs(),
        tab=tab,
        here=asked.placed(LATE if tab is LATE_FACTS else tab),
        table=table,
        places=parts_of_area(visit),
        file=asked.address(tab, format="xlsx"),
        onward=asked.address(tab, cursor=cursor) if cursor else None,
    )


def _headed(asked: Asked, tab: Tab, table: Table) -> Table:
    visit, words = asked.visit, asked.visit.words
    table = replace(table, notes=[*table.notes, asked.fresh])
    first, last = map(words.day, asked.days)
    period = (
        words.say("{first} 至 {last}", first=first, last=last)
        if tab.timed
        else words.say("截至 {day}", day=words.day(visit.today))
    )
    unit = visit.unit_name(asked.area or visit.units.city.code)
    measure = words.say(tab.measure) if tab.measure else ""
    return as_statistics(table, words, unit, period, measure, signed=tab is LATE)
