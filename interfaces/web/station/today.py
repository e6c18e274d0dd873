"""What is to be done today: every list with its first rows, and each list as a whole."""

from dataclasses import replace
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.read_models.how_many import HowMany
from interfaces.accounts.roles import Permission
from interfaces.web.station import listing
from interfaces.web.station.sections import Section, section_named, sections_of
from interfaces.web.visit import Visit, sees
from interfaces.web.waiting import counted

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]
FIRST_ROWS = 5


class Due(NamedTuple):
    """A section with how many it holds and the first of them."""

    section: Section
    total: int
    cards: list[dict[str, Any]]


@router.get("/today")
def today(visit: Reader) -> Response:
    totals = counted(visit)
    due = [
        Due(section, total, _first_of(visit, section) if total else [])
        for section in sections_of(visit)
        for total in [totals[section.name]]
    ]
    return visit.page("station/today.html", due=due, total=sum(each.total for each in due))


@router.get("/today/{name}")
def whole_list(visit: Reader, name: str, cursor: str | None = None, format: str = "") -> Response:
    """One of the lists in pages, or all of it as a workbook. Raises `CursorInvalid`."""
    section = section_named(name)
    if section is None or not section.concerns(visit):
        raise HTTPException(404)
    question = section.question(visit)
    if format == "xlsx":
        title, columns = visit.words.say(section.title), section.columns_for(visit)
        return visit.download(*listing.workbook(visit, title, columns, question))
    (total,) = visit.ask(HowMany((question,)))
    page = visit.ask(replace(question, limit=listing.A_PAGE, cursor=cursor))
    return visit.page("station/today_list.html", section=section, total=total, page=page)


def _first_of(visit: Visit, section: Section) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = visit.ask(
        replace(section.question(visit), limit=FIRST_ROWS)
    ).items
    return items
