"""半年报: what each government sends in by 30 June and 31 December."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from application.exports.documents import table_pdf
from application.exports.statistics import workbook_of
from application.exports.tables import Table
from application.indicators.catalogue import INDICATORS
from application.indicators.half_year import HalfYear
from application.indicators.halves import Half, ReportedHalf, last_ended
from application.indicators.period import Asked
from interfaces.accounts.roles import Permission
from interfaces.web.office.half_year_asked import Wanted, wanted_of
from interfaces.web.office.half_year_table import half_year_table
from interfaces.web.station.places import parts_of_area
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
FIRST_YEAR, LAST_YEAR = 2003, 2100
PAPERS = {"xlsx": workbook_of, "pdf": table_pdf}


@router.get("/half-year")
def half_year(
    visit: Annotated[Visit, sees(Permission.READ_FIGURES)],
    year: Annotated[int | None, Query(ge=FIRST_YEAR, le=LAST_YEAR)] = None,
    half: Half | None = None,
    unit: str = "",
    known: str = "",
    paper: Annotated[str, Query(alias="format")] = "",
) -> Response:
    usual = last_ended(visit.today)
    period = ReportedHalf(year or usual.year, half or usual.half)
    code = unit or visit.area or visit.units.city.code
    visit.caller.require_area(visit.units, code)
    wanted = wanted_of(visit, period, code, known.strip())
    if wanted.wrong:
        return _page(visit, wanted, None)
    table = _table(visit, wanted)
    if paper in PAPERS:
        return visit.download(PAPERS[paper](table), f"{table.title}.{paper}")
    return _page(visit, wanted, table)


def _table(visit: Visit, wanted: Wanted) -> Table:
    asked = Asked(wanted.last, wanted.period.first, wanted.known_at)
    return half_year_table(visit, wanted, visit.ask(HalfYear(wanted.unit, asked)))


def _page(visit: Visit, wanted: Wanted, table: Table | None) -> Response:
    return visit.page(
        "office/half_year.html",
        status=422 if wanted.wrong else 200,
        wanted=wanted,
        table=table,
        years=range(visit.today.year, FIRST_YEAR - 1, -1),
        halves=Half,
        places=parts_of_area(visit),
        whole=visit.area or visit.units.city.code,
        above=_above(visit, wanted),
        definitions=_definitions(visit),
    )


def _definitions(visit: Visit) -> list[tuple[str, str]]:
    """The indicators of the table by name, with their titles."""
    titles = ((name, each.definition.title) for name, each in INDICATORS.items())
    return [(name, title.zh if visit.language == "zh" else title.en) for name, title in titles]


def _above(visit: Visit, wanted: Wanted) -> str | None:
    """The unit above, where the account may see it."""
    above = visit.units[wanted.unit].parent
    return above if above and visit.caller.reaches(visit.units, above) else None
