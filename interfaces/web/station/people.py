"""Finding people: the page where a station's day begins."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from application.read_models.recent_cases import RecentCases
from interfaces.accounts.roles import Permission
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station.finding import Wanted, found
from interfaces.web.station.people_table import people_workbook
from interfaces.web.station.places import parts_of_area
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
WORKBOOK = "xlsx"
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]


@router.get("/people")
def people(visit: Reader) -> Response:
    query = visit.request.query_params
    if query.get("format") == WORKBOOK:
        return _download(visit, Wanted.read(visit, query))
    return _page(visit, Wanted.read(visit, query), query.get("cursor", ""))


@router.post("/people")
def find_people(posted: PostedForm, visit: Reader) -> Response:
    """What is typed comes here: it may be an identity number, which no address may hold."""
    if "hx-request" in visit.request.headers:
        return _as_typed(visit, Wanted.read(visit, posted, everybody=False))
    wanted, cursor = Wanted.read(visit, posted), posted.get("cursor", "")
    if posted.get("format") == WORKBOOK:
        return _download(visit, wanted)
    if wanted.may_be_in_an_address and not cursor:
        return visit.go("/people", **wanted.fields)
    return _page(visit, wanted, cursor)


def _download(visit: Visit, wanted: Wanted) -> Response:
    name = visit.words.say("人员查询结果")
    return visit.download(people_workbook(visit, wanted), f"{name}.xlsx")


def _page(visit: Visit, wanted: Wanted, cursor: str) -> Response:
    return visit.page(
        "station/people.html",
        wanted=wanted,
        found=found(visit, wanted, cursor),
        recent=_recent(visit, wanted),
        places=parts_of_area(visit),
    )


def _as_typed(visit: Visit, wanted: Wanted) -> Response:
    """What is found so far, and the address under which the page shows it again."""
    recent = _recent(visit, wanted)
    part = visit.part(
        "station/found.html", wanted=wanted, found=found(visit, wanted), recent=recent
    )
    if visit.request.headers.get("hx-current-url", "").partition("?")[0].endswith("/people"):
        part.headers["HX-Replace-Url"] = _address(wanted)
    return part


def _recent(visit: Visit, wanted: Wanted) -> list[dict[str, Any]]:
    """Where the account left off, as long as nothing is asked."""
    if wanted.asked:
        return []
    return visit.ask(RecentCases(visit.account.name, visit.today, visit.area))


def _address(wanted: Wanted) -> str:
    fields = wanted.fields if wanted.may_be_in_an_address else {}
    return f"/people?{urlencode(fields)}" if fields else "/people"
