"""Finding people: the page where a station's day begins."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from application.read_models.search import Search
from interfaces.accounts.roles import Permission
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)


@router.get("/people")
def people(visit: Annotated[Visit, sees(Permission.READ_WORKERS)], q: str = "") -> Response:
    found = visit.ask(Search(q, visit.today, visit.area, limit=10))
    return visit.page("station/people.html", q=q, found=found)
