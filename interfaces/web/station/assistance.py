"""Who is to be assisted: the applications that wait, and those sent back to be completed."""

from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from application.read_models.assistance import (
    AssistanceReturned,
    AssistanceWaiting,
)
from application.read_models.how_many import HowMany
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.station import listing
from interfaces.web.station.listing import Card, Column
from interfaces.web.station.places import parts_of_area
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]


@dataclass(frozen=True, slots=True)
class Tab:
    path: str
    title: str
    none: str
    columns: tuple[Column, ...]
    act: str


WAITING = Tab(
    "/assistance",
    later("待审核"),
    later("没有待审核的申请。"),
    (
        listing.STATION,
        listing.SEX,
        listing.BORN,
        listing.CATEGORY,
        listing.dated(later("申请日"), "assistance_applied_for_on"),
        listing.headed(later("已等天数"), "days_waiting", "number"),
    ),
    later("审核"),
)
RETURNED = Tab(
    "/assistance/returned",
    later("退回补正"),
    later("没有退回补正的援助申请。"),
    (
        listing.STATION,
        listing.PHONE,
        listing.dated(later("退回日"), "assistance_returned_on"),
        listing.headed(later("退回原因"), "assistance_return_reason"),
    ),
    later("重新申请"),
)


@router.get("/assistance")
def waiting(visit: Reader, unit: str = "", cursor: str | None = None, format: str = "") -> Response:
    return _list(visit, WAITING, unit, cursor, format)


@router.get("/assistance/returned")
def returned(
    visit: Reader, unit: str = "", cursor: str | None = None, format: str = ""
) -> Response:
    return _list(visit, RETURNED, unit, cursor, format)


def _list(visit: Visit, tab: Tab, unit: str, cursor: str | None, format: str) -> Response:
    """The applications in pages, or all as a workbook. Raises `UnitUnknown`, `OutsideArea`."""
    both = questions(visit, unit)
    question: Any = both[tab.path]
    if format == "xlsx":
        title = visit.words.say("援助申请{list}", list=visit.words.say(tab.title))
        return visit.download(*listing.workbook(visit, title, tab.columns, question))
    totals = visit.ask(HowMany(tuple(both.values())))

    def action(visit: Visit, card: Card) -> tuple[str, str]:
        if tab == RETURNED and visit.may(Permission.WRITE_CASES):
            return visit.words.say(tab.act), f"/workers/{card['worker']}/apply-for-assistance"
        act = tab.act if visit.may(Permission.REVIEW_CASES) else later("查看申请")
        return visit.words.say(act), within(f"/assistance/{card['worker']}", unit)

    return visit.page(
        "station/assistance.html",
        tab=tab,
        tabs=tuple(zip((WAITING, RETURNED), totals, strict=True)),
        page=visit.ask(replace(question, limit=listing.A_PAGE, cursor=cursor)),
        action=action,
        unit=unit,
        places=parts_of_area(visit),
        rule=_rule(visit),
    )


def _rule(visit: Visit) -> dict[str, object]:
    """The ages that hold today, and their clause."""
    male, female = (
        visit.tracker.rules.policy.on(f"older_{sex}", visit.today) for sex in ("male", "female")
    )
    return {"male": male.value, "female": female.value, "reference": female.reference}


def questions(visit: Visit, unit: str) -> dict[str, AssistanceWaiting | AssistanceReturned]:
    """Both lists by the path of their tab. Raises `UnitUnknown`, `OutsideArea`."""
    if unit:
        visit.units[unit]
        visit.caller.require_area(visit.units, unit)
    area = unit or visit.area
    return {
        WAITING.path: AssistanceWaiting(visit.today, area),
        RETURNED.path: AssistanceReturned(visit.today, area),
    }


def within(path: str, unit: str) -> str:
    """The address, with the unit to which the list was narrowed."""
    return f"{path}?{urlencode({'unit': unit})}" if unit else path
