"""People: found, their file, their timeline. Whoever has an area finds nobody outside it."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from application.kernel.clock import day_of
from application.kernel.commands import IdentityNumber, UnitCode
from application.read_models.search import FindByNumber, Search
from application.read_models.timeline import Timeline
from application.read_models.worker_file import WorkerFile
from interfaces.accounts.roles import Permission
from interfaces.api.cards import File, Found, StatusShown, TimelineShown
from interfaces.api.days import Moment
from interfaces.api.headers import JsonBody, etag
from interfaces.api.paging import Paged, Shown, Strict
from interfaces.http.callers import Caller, may
from interfaces.http.office import Here, Office

router = APIRouter(prefix="/api/v1/workers", tags=["workers"])

Reader = Annotated[Caller, may(Permission.READ_WORKERS)]


class Sought(Paged):
    """`q`: part of a name, its pinyin or initials, a certificate number, a phone number."""

    q: Annotated[str, Field(max_length=200)] = ""
    status: StatusShown | None = None
    station: Annotated[
        UnitCode | None, Field(description="A unit; a street means its communities too.")
    ] = None


class SoughtInBody(Sought):
    """Either `q` or a whole `id_number`, which is looked up and never searched in part."""

    id_number: IdentityNumber | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if self.id_number is not None and self.model_fields_set - {"id_number"}:
            raise PydanticCustomError("id-number-alone", "id_number stands alone")
        return self


class TimelineAsked(Strict):
    known_at: Annotated[
        Moment | None,
        Field(description="Only what was recorded by this moment (RFC 3339)."),
    ] = None


@router.get("", operation_id="workers")
def workers(reader: Reader, sought: Annotated[Sought, Query()], office: Here) -> Shown[Found]:
    """People by whole matches, then beginnings, then the rest; without `q` everybody by name."""
    return _search(reader, sought, office)


@router.post("/search", operation_id="search-workers")
def search_workers(reader: Reader, _: JsonBody, sought: SoughtInBody, office: Here) -> Shown[Found]:
    """The same for what must not stand in a URL: an identity number."""
    if sought.id_number is None:
        return _search(reader, sought, office)
    found = office.tracker.ask(FindByNumber(sought.id_number, today(office), reader.area))
    reader.shows(len(found))
    return Shown(items=[Found.model_validate(card) for card in found], next_cursor=None)


def _search(reader: Caller, sought: Sought, office: Office) -> Shown[Found]:
    stations = None if sought.station is None else (sought.station,)
    page = office.tracker.ask(
        Search(
            sought.q,
            today(office),
            reader.area,
            stations,
            sought.status,
            limit=sought.limit,
            cursor=sought.cursor,
        )
    )
    found = [Found.model_validate(card) for card in page.items]
    reader.shows(len(found))
    return Shown(items=found, next_cursor=page.cursor)


@router.get("/{worker}", operation_id="worker")
def worker(reader: Reader, worker: UUID, office: Here, response: Response) -> File:
    """Everything known of one person; its ETag is what If-Match of a command expects."""
    file = office.tracker.ask(WorkerFile(worker, reader.area, today(office)))
    response.headers["ETag"] = etag(file["version"])
    return File.model_validate(file)


@router.get("/{worker}/timeline", operation_id="timeline")
def timeline(
    reader: Reader, worker: UUID, asked: Annotated[TimelineAsked, Query()], office: Here
) -> TimelineShown:
    """Every fact of one person, as it was known at a moment."""
    facts = office.tracker.ask(Timeline(worker, reader.area, asked.known_at))
    return TimelineShown.model_validate(
        {"worker": worker, "known_at": asked.known_at, "facts": facts}
    )


def today(office: Office) -> date:
    """The civil day in the city."""
    return day_of(office.tracker.clock.now())
