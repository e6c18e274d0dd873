"""Certificates: applications to answer, whoever holds one, and the yearly review of many."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from application.kernel.answering.paging import Paged
from application.read_models.how_many import HowMany
from application.read_models.worker_file import WorkerFiles
from domain.certificate.certificates import Standing
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.forms.batch import MOST_ROWS, Batch
from interfaces.web.forms.typed import number_typed
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station import certificate_lists as lists
from interfaces.web.station import listing
from interfaces.web.station.listing import Card
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]
Reviewer = Annotated[Visit, sees(Permission.REVIEW_CASES)]


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    path: str
    title: str


APPLICATIONS = Tab("pending", "/certificates", later("待核发"))
HELD = Tab("held", "/certificates/held", later("持证人员"))
REVIEWS = Tab("reviews", "/certificates/reviews", later("年检"))
_WITHOUT_NUMBER = (Standing.NONE, Standing.APPLIED, Standing.REFUSED)
STANDINGS = tuple(each.value for each in Standing if each not in _WITHOUT_NUMBER)


@router.get("/certificates")
def applications(
    visit: Reader, cursor: str | None = None, format: str = "", issued: UUID | None = None
) -> Response:
    question = lists.applications(visit)
    if format == "xlsx":
        return _workbook(visit, APPLICATIONS, lists.APPLICATIONS, question)
    page = visit.ask(replace(question, limit=listing.A_PAGE, cursor=cursor))
    return _page(
        visit, APPLICATIONS, page=page, columns=lists.APPLICATIONS, action=_answer, issued=issued
    )


def _answer(visit: Visit, card: Card) -> tuple[str, str]:
    if visit.may(Permission.REVIEW_CASES):
        return visit.words.say("核发"), f"/certificates/applications/{card['worker']}"
    return visit.words.say(listing.OPEN_FILE), f"/workers/{card['worker']}"


@router.get("/certificates/held")
def held(
    visit: Reader, standing: str = "", cursor: str | None = None, format: str = ""
) -> Response:
    return _held(visit, standing, "", cursor, format)


@router.post("/certificates/held")
def find_held(posted: PostedForm, visit: Reader) -> Response:
    """A number comes here: no address may hold it."""
    standing, number = posted.get("standing", ""), number_typed(posted.get("number", ""))
    return _held(visit, standing, number, posted.get("cursor"), posted.get("format", ""))


def _held(visit: Visit, standing: str, number: str, cursor: str | None, format: str) -> Response:
    standing = standing if standing in STANDINGS else ""
    question = lists.held(visit, standing, number)
    if format == "xlsx":
        return _workbook(visit, HELD, lists.HELD, question)
    page = visit.ask(replace(question, limit=listing.A_PAGE, cursor=cursor or None))
    return _page(
        visit,
        HELD,
        page=page,
        columns=lists.HELD,
        standing=standing,
        number=number,
        standings=STANDINGS,
    )


@router.get("/certificates/reviews")
def reviews(visit: Reader, cursor: str | None = None, format: str = "", saved: int = 0) -> Response:
    question = lists.reviews(visit)
    if format == "xlsx":
        columns = (*lists.REVIEW_ABOUT, *lists.REVIEW_DAYS)
        return _workbook(visit, REVIEWS, columns, question)
    page = visit.ask(replace(question, limit=MOST_ROWS, cursor=cursor))
    once = {"effective_on": visit.today.isoformat(), "year": str(visit.today.year - 1)}
    batch = Batch.blank(lists.REVIEWS, visit.language, page.items, once)
    return _reviews(visit, batch, page.cursor, saved)


@router.post("/certificates/reviews")
def save_reviews(posted: PostedForm, visit: Reviewer) -> Response:
    """Record every review that was typed; the rows that were refused stay."""

    def cards_of(workers: tuple[UUID, ...]) -> Mapping[UUID, Card]:
        files = visit.ask(WorkerFiles(workers, visit.area, visit.today))
        return {worker: lists.told_of_review(visit, file) for worker, file in files.items()}

    batch = Batch.posted(lists.REVIEWS, visit.language, posted, cards_of)
    if batch.save(visit):
        return visit.go(REVIEWS.path, saved=str(batch.saved))
    return _reviews(visit, batch, None, batch.saved)


def _reviews(visit: Visit, batch: Batch, cursor: str | None, saved: int) -> Response:
    return _page(
        visit,
        REVIEWS,
        batch.status,
        batch=batch,
        cursor=cursor,
        saved=saved,
        about=lists.REVIEW_ABOUT,
        days=lists.REVIEW_DAYS,
    )


def _page(visit: Visit, tab: Tab, status: int = 200, **context: Any) -> Response:
    pending, due = visit.ask(HowMany((lists.applications(visit), lists.reviews(visit))))
    return visit.page(
        f"station/certificates_{tab.name}.html",
        status,
        tab=tab,
        tabs=((APPLICATIONS, pending), (REVIEWS, due), (HELD, None)),
        **context,
    )


def _workbook(
    visit: Visit, tab: Tab, columns: tuple[listing.Column, ...], question: Paged
) -> Response:
    title = visit.words.say("优惠证{list}", list=visit.words.say(tab.title))
    return visit.download(*listing.workbook(visit, title, columns, question))
