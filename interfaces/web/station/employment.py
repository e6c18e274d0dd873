"""Employment: finding the person first, and the jobs of the area that want a look."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import Response

from application.read_models.how_many import HowMany
from application.read_models.jobs import FlexibleReaching, JobsRecorded, JobsWithoutPapers
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.station import listing
from interfaces.web.station.due import LATELY
from interfaces.web.station.finding import Wanted
from interfaces.web.station.listing import Card, Column
from interfaces.web.station.places import parts_of_area
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Writer = Annotated[Visit, sees(Permission.WRITE_CASES)]
START = "start-employment"


@dataclass(frozen=True, slots=True)
class Tab:
    """A list of jobs; `command` with its words is the next step for a row."""

    path: str
    title: str
    none: str
    question: Callable[[Visit], Any]
    columns: tuple[Column, ...]
    act: str
    command: str

    def action(self, visit: Visit, card: Card) -> tuple[str, str]:
        job = f"?started_on={card['started_on']}" if "employment" in self.command else ""
        return visit.words.say(self.act), f"/workers/{card['worker']}/{self.command}{job}"


def _recorded(visit: Visit) -> JobsRecorded:
    return JobsRecorded(visit.tracker.clock.now() - LATELY, visit.today, visit.area)


def _flexible(visit: Visit) -> FlexibleReaching:
    tomorrow = visit.today + timedelta(days=1)
    return FlexibleReaching(tomorrow, date.max, visit.today, visit.area)


def _without_papers(visit: Visit) -> JobsWithoutPapers:
    return JobsWithoutPapers(visit.today, visit.area)


def _recorded_at(visit: Visit, card: Card) -> str:
    return visit.words.moment(card["last_recorded_at"])


def _missing(visit: Visit, card: Card) -> str:
    missing = []
    if card["contract_months"] is None:
        missing.append(visit.words.field("contract_months"))
    if not card["evidenced"]:
        missing.append(visit.words.field("evidence"))
    return visit.words.say("、").join(missing)


KIND, BEGAN = listing.worded("kind"), listing.dated(later("开始日"), "started_on")
COUNTS = listing.dated(later("起计日"), "counts_from")
RECORDED = Tab(
    "/employment",
    later("近期登记的就业"),
    later("三十天内没有登记就业。"),
    _recorded,
    (
        listing.STATION,
        KIND,
        listing.EMPLOYER,
        BEGAN,
        COUNTS,
        listing.told("ended_on", "day"),
        Column(lambda words: words.say("录入时间"), _recorded_at),
    ),
    later("更正"),
    "correct-employment",
)
FLEXIBLE = Tab(
    "/employment/flexible",
    later("未满期限的灵活就业"),
    later("没有未满期限的灵活就业。"),
    _flexible,
    (listing.STATION, listing.PHONE, listing.EMPLOYER, BEGAN, COUNTS, listing.DAYS_LEFT),
    later("回访"),
    "record-follow-up",
)
WITHOUT_PAPERS = Tab(
    "/employment/papers",
    later("缺合同期限或证明"),
    later("在岗人员的合同期限和证明都已登记。"),
    _without_papers,
    (
        listing.STATION,
        listing.PHONE,
        KIND,
        listing.EMPLOYER,
        BEGAN,
        Column(lambda words: words.say("缺什么"), _missing, tone=lambda card: listing.NEAR),
    ),
    later("补登"),
    "correct-employment",
)
TABS = (RECORDED, FLEXIBLE, WITHOUT_PAPERS)


@router.get("/employment")
def recorded(visit: Writer, cursor: str | None = None, format: str = "") -> Response:
    return _list(visit, RECORDED, cursor, format)


@router.get("/employment/flexible")
def flexible(visit: Writer, cursor: str | None = None, format: str = "") -> Response:
    return _list(visit, FLEXIBLE, cursor, format)


@router.get("/employment/papers")
def without_papers(visit: Writer, cursor: str | None = None, format: str = "") -> Response:
    return _list(visit, WITHOUT_PAPERS, cursor, format)


def _list(visit: Visit, tab: Tab, cursor: str | None, format: str) -> Response:
    question = tab.question(visit)
    if format == "xlsx":
        title = visit.words.say(tab.title)
        return visit.download(*listing.workbook(visit, title, tab.columns, question))
    totals = visit.ask(HowMany(tuple(each.question(visit) for each in TABS)))
    return visit.page(
        "station/employment.html",
        tab=tab,
        tabs=tuple(zip(TABS, totals, strict=True)),
        page=visit.ask(replace(question, limit=listing.A_PAGE, cursor=cursor)),
        wanted=Wanted(then=START),
        places=parts_of_area(visit),
    )
