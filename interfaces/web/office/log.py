"""Who recorded what, and who was signed in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import Response

from application.exports.statistics import workbook_of
from application.exports.tables import Table
from application.kernel.answering.paging import HIGHEST_LIMIT
from application.read_models.activity import Activity, WhoRecorded
from application.read_models.activity_rows import KINDS
from interfaces.accounts.accounts import display_names
from interfaces.accounts.roles import Permission
from interfaces.accounts.sessions import KEPT
from interfaces.accounts.sign_ins import sign_ins
from interfaces.web.office.between import Between, address
from interfaces.web.office.log_tables import activity, sign_in_table
from interfaces.web.office.log_tabs import RECORDED, SIGN_INS, TABS
from interfaces.web.station.places import parts_of_area
from interfaces.web.statistics import as_statistics
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_LOG)]
A_PAGE = 50
MOST_EXPORTED = 5_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the log is narrowed to; an empty text narrows nothing."""

    by: str
    unit: str
    fact: str
    between: Between

    @classmethod
    def read(cls, visit: Visit) -> "Wanted":
        """Raises `UnitUnknown`, `OutsideArea`."""
        given = visit.request.query_params
        unit, fact = given.get("unit", ""), given.get("fact", "")
        if unit:
            visit.units[unit]
            visit.caller.require_area(visit.units, unit)
        between = Between.read(visit, given, (None, None))
        return cls(given.get("by", "").strip(), unit, fact if fact in KINDS else "", between)

    def question(self, visit: Visit) -> Activity:
        return Activity(
            area=visit.area,
            unit=self.unit or None,
            by=self.by or None,
            fact=self.fact or None,
            from_=self.between.from_,
            to=self.between.to,
        )

    def address(self, **more: str | None) -> str:
        narrowed = {"by": self.by, "unit": self.unit, "fact": self.fact}
        return address(RECORDED.path, **narrowed, **self.between.query, **more)


@router.get("/log")
def log(visit: Reader, cursor: str | None = None, format: str = "") -> Response:
    """What was recorded, the newest first. Raises `CursorInvalid`."""
    wanted = Wanted.read(visit)
    if format == "xlsx" and not wanted.between.errors:
        table = _everything(visit, wanted)
        visit.caller.shows(len(table.rows))
        return as_file(visit, table)
    errors = wanted.between.errors
    page = visit.ask(replace(wanted.question(visit), limit=A_PAGE, cursor=cursor))
    found = () if errors else page.items
    names = visit.ask(WhoRecorded())
    shown = display_names(visit.office.accounts, names)
    return visit.page(
        "office/log.html",
        422 if errors else 200,
        tabs=TABS,
        here=RECORDED,
        wanted=wanted,
        table=headed(visit, activity(visit, found)) if found else None,
        onward=wanted.address(cursor=page.cursor) if found and page.cursor else None,
        first=wanted.address() if cursor else None,
        names=[(name, shown.get(name, name)) for name in names],
        kinds=visit.words.named(KINDS),
        places=parts_of_area(visit),
        file=wanted.address(format="xlsx"),
    )


def _everything(visit: Visit, wanted: Wanted) -> Table:
    """What the log holds up to `MOST_EXPORTED`, which the sheet says where there is more."""
    question = replace(wanted.question(visit), limit=HIGHEST_LIMIT)
    rows: list[Mapping[str, Any]] = []
    while len(rows) < MOST_EXPORTED:
        page = visit.ask(question)
        rows += page.items
        if page.cursor is None:
            return activity(visit, rows)
        question = replace(question, cursor=page.cursor)
    said = visit.words.say("最多导出最近 {n} 条，请缩小范围分次导出。", n=f"{MOST_EXPORTED:,}")
    return replace(activity(visit, rows), notes=[said])


@router.get("/log/sign-ins")
def log_of_sign_ins(visit: Reader, by: str = "", before: str = "", format: str = "") -> Response:
    """Who was signed in, as far back as it is kept."""
    now, engine = visit.tracker.clock.now(), visit.office.accounts
    whole = format == "xlsx"
    limit = MOST_EXPORTED if whole else A_PAGE + 1
    found = sign_ins(engine, now, name=by.strip() or None, before=before, limit=limit)
    shown = found if whole else found[:A_PAGE]
    table = sign_in_table(visit, shown)
    if whole:
        return as_file(visit, table)
    return visit.page(
        "office/by_account.html",
        tabs=TABS,
        here=SIGN_INS,
        by=by,
        table=headed(visit, table) if shown else None,
        told=visit.words.say("登录记录保留 {n} 天。", n=KEPT.days),
        onward=address(SIGN_INS.path, by=by, before=shown[-1].id) if len(found) > A_PAGE else None,
        first=address(SIGN_INS.path, by=by) if before else None,
        file=address(SIGN_INS.path, by=by, format="xlsx"),
    )


def headed(visit: Visit, table: Table) -> Table:
    words = visit.words
    unit = visit.unit_name(visit.area or visit.units.city.code)
    period = words.say("截至 {day}", day=words.day(visit.today))
    return as_statistics(table, words, unit, period, signed=False)


def as_file(visit: Visit, table: Table) -> Response:
    return visit.download(workbook_of(headed(visit, table)), f"{table.title}.xlsx")
