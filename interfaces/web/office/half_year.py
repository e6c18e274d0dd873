"""半年报: what each government sends in by 30 June and 31 December."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from application.exports.documents import table_pdf
from application.exports.statistics import workbook_of
from application.exports.tables import Table
from application.indicators.half_year import HalfYear
from application.indicators.halves import Half, ReportedHalf, end_of, last_ended
from application.indicators.period import Asked
from domain.unit.units import Level
from interfaces.accounts.roles import Permission
from interfaces.web.forms.typed import day
from interfaces.web.office.half_year_table import half_year_table
from interfaces.web.station.places import parts_of_area
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
FIRST_YEAR, LAST_YEAR = 2003, 2100
PAPERS = {"xlsx": workbook_of, "pdf": table_pdf}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form asks for. `known` is the last day of recording as it was typed, empty for the
    usual one; `wrong` says by field what cannot be."""

    period: ReportedHalf
    unit: str
    known: str
    known_at: datetime
    wrong: Mapping[str, str]

    def address(self, unit: str, **more: str) -> str:
        """Where the table of a unit stands that is asked for otherwise alike."""
        chosen = {"year": str(self.period.year), "half": self.period.half.value, "unit": unit}
        kept = {"known": self.known} if self.known else {}
        return f"/half-year?{urlencode({**chosen, **kept, **more})}"


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
    wanted = _wanted(visit, period, code, known.strip())
    if wanted.wrong:
        return _page(visit, wanted, None)
    table = _table(visit, wanted)
    if paper in PAPERS:
        return visit.download(PAPERS[paper](table), f"{table.title}.{paper}")
    return _page(visit, wanted, table)


def _wanted(visit: Visit, period: ReportedHalf, unit: str, known: str) -> Wanted:
    say, today = visit.words.say, visit.today
    wrong = {}
    if period.first > today:
        wrong["year"] = say("该期尚未开始。请另选年度或报告期。")
    known_on = day_typed(known) if known else period.cut_off_on
    if known_on is None:
        wrong["known"] = say("统计时点不是日期。请按年-月-日填写，例如 2005-07-05。")
    elif known and known_on > today:
        wrong["known"] = say("统计时点不能晚于今天（{today}）。", today=today)
    at = min(end_of(known_on or today), visit.tracker.clock.now())
    return Wanted(period, unit, known, at, wrong)


def day_typed(text: str) -> date | None:
    try:
        return date.fromisoformat(day(text))
    except ValueError:
        return None


def _table(visit: Visit, wanted: Wanted) -> Table:
    period = wanted.period
    asked = Asked(period.last, period.first, wanted.known_at)
    summary = visit.ask(HalfYear(wanted.unit, asked))
    opened = (line.unit for line in summary.lines if _has_parts(visit, wanted, line.unit))
    links = {code: wanted.address(code) for code in opened}
    return half_year_table(visit, wanted.unit, period, wanted.known_at, summary, links)


def _has_parts(visit: Visit, wanted: Wanted, unit: str) -> bool:
    """Whether a unit of the table has one of its own; there is none below communities."""
    return unit != wanted.unit and visit.units[unit].level is not Level.COMMUNITY


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
    )


def _above(visit: Visit, wanted: Wanted) -> str | None:
    """The unit above, where the account may see it."""
    above = visit.units[wanted.unit].parent
    return above if above and visit.caller.reaches(visit.units, above) else None
