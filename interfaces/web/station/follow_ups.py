"""Follow-ups: who is due, who was never visited since finding work, and a quick entry for each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from application.follow_ups import RecordFollowUp
from application.read_models.how_many import HowMany
from application.read_models.worker_file import WorkerFiles
from domain.follow_up.follow_ups import Outcome
from domain.kernel.calendar import months_after
from interfaces.accounts.roles import Permission
from interfaces.web.forms.batch import MOST_ROWS, Answer, Batch, Kind
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station import listing
from interfaces.web.station.follow_up_lists import DUE, NEVER, SPANS, TABS, USUALLY, Tab
from interfaces.web.station.listing import Card
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]
Writer = Annotated[Visit, sees(Permission.WRITE_CASES)]
VISITS = Kind(
    RecordFollowUp,
    once=("effective_on",),
    each=("outcome", "next_on", "note"),
    decided_by=("outcome",),
    answers={"outcome": tuple(Answer(each, str(nth)) for nth, each in enumerate(Outcome, 1))},
)


@router.get("/follow-ups")
def due(visit: Reader, cursor: str | None = None, format: str = "", saved: int = 0) -> Response:
    return _list(visit, DUE, 0, cursor, format, saved)


@router.get("/follow-ups/never")
def never(
    visit: Reader,
    months: int = USUALLY,
    cursor: str | None = None,
    format: str = "",
    saved: int = 0,
) -> Response:
    return _list(visit, NEVER, _span(months), cursor, format, saved)


@router.post("/follow-ups")
def save_due(posted: PostedForm, visit: Writer) -> Response:
    return _save(visit, DUE, 0, posted)


@router.post("/follow-ups/never")
def save_never(posted: PostedForm, visit: Writer, months: int = USUALLY) -> Response:
    return _save(visit, NEVER, _span(months), posted)


def _span(months: int) -> int:
    return months if months in SPANS else USUALLY


def _list(
    visit: Visit, tab: Tab, months: int, cursor: str | None, format: str, saved: int
) -> Response:
    """The people of a list in pages, or all of them as a workbook. Raises `CursorInvalid`."""
    question = tab.question(visit, months)
    if format == "xlsx":
        title = visit.words.say(tab.title)
        return visit.download(*listing.workbook(visit, title, tab.columns, question))
    page = visit.ask(replace(question, limit=MOST_ROWS, cursor=cursor))
    batch = Batch.blank(
        VISITS,
        visit.language,
        page.items,
        {"effective_on": visit.today.isoformat()},
        lambda card: {"next_on": _next_visit(visit)},
    )
    return _page(visit, tab, months, batch, page.cursor, saved)


def _save(visit: Visit, tab: Tab, months: int, posted: PostedForm) -> Response:
    """Record every visit that was typed; the rows that were refused stay."""

    def cards_of(workers: tuple[UUID, ...]) -> Mapping[UUID, Card]:
        files = visit.ask(WorkerFiles(workers, visit.area, visit.today))
        return {worker: tab.told(visit, file) for worker, file in files.items()}

    batch = Batch.posted(VISITS, visit.language, posted, cards_of)
    if batch.save(visit):
        chosen = {"months": str(months)} if months else {}
        return visit.go(tab.path, **chosen, saved=str(batch.saved))
    return _page(visit, tab, months, batch, None, batch.saved)


def _page(
    visit: Visit, tab: Tab, months: int, batch: Batch, cursor: str | None, saved: int
) -> Response:
    totals = visit.ask(HowMany(tuple(each.question(visit, months or USUALLY) for each in TABS)))
    return visit.page(
        "station/follow_ups.html",
        batch.status,
        tab=tab,
        tabs=tuple(zip(TABS, totals, strict=True)),
        months=months,
        spans=SPANS,
        batch=batch,
        cursor=cursor,
        saved=saved,
    )


def _next_visit(visit: Visit) -> str:
    """When to look again, by the months of the policy book."""
    months = visit.tracker.rules.policy.number("follow_up_months", visit.today)
    return months_after(visit.today, months).isoformat()
