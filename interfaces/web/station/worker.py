"""The worker's page: who it is, how things stand, and everything that happened."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from application.kernel.clock import LOCAL
from application.read_models.timeline import Timeline
from application.read_models.whole_file import Whole, WholeFile
from interfaces.accounts.roles import Permission
from interfaces.web.forms.typed import typed
from interfaces.web.station.doing import doings
from interfaces.web.station.story import Told, told
from interfaces.web.station.urgent import access_to, told_of
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]
TABS = ("timeline", "jobs", "certificate", "training", "follow-ups", "registration")
RECORDED = "recorded"
_OF_TAB = {"certificate": "certificate.", "follow-ups": "follow_up."}
"""Which facts a tab lists, by the beginning of their stored names."""


@router.get("/workers/{worker}")
def worker_page(worker: UUID, visit: Reader) -> Response:
    """The file, now or as it was known at a moment; without scripts each tab is a page."""
    query = visit.request.query_params
    asked = query.get("known_at", "").strip()
    known_at = moment_typed(asked)
    urgent = access_to(visit, worker)
    area = None if urgent else visit.area
    whole = visit.ask(WholeFile(worker, area, visit.today, known_at))
    facts = told(visit, visit.ask(Timeline(worker, area, known_at)))
    tab = query["tab"] if query.get("tab") in TABS else TABS[0]
    return visit.page(
        "station/worker.html",
        worker=worker,
        whole=whole,
        tab=tab,
        facts=_listed(facts, tab, query.get("order", "")),
        order=query.get("order", ""),
        known_at=known_at,
        asked=asked,
        doings=(
            doings(visit, whole)
            if whole and not urgent and _may_be_worked_on(visit, whole, known_at)
            else None
        ),
        urgent=urgent,
        looked_at=told_of(visit, worker),
        looks=f"/log/looks?worker={worker}" if visit.may(Permission.READ_LOG) else "",
    )


def _may_be_worked_on(visit: Visit, whole: Whole, known_at: datetime | None) -> bool:
    """Now, not erased, and not while people are locked."""
    locked = visit.tracker.keys.locked is not None
    return known_at is None and whole.file["erased_on"] is None and not locked


def _listed(facts: Iterable[Told], tab: str, order: str) -> list[Told]:
    """The facts of a tab, the latest first: of the world, or of the record."""
    listed = [fact for fact in facts if fact.fact.startswith(_OF_TAB.get(tab, ""))]
    if order == RECORDED:
        listed.sort(key=lambda fact: fact.version)
    return listed[::-1]


def moment_typed(text: str) -> datetime | None:
    """A moment as links give it, or a day, of which all is meant; None for anything else."""
    try:
        day = date.fromisoformat(typed("day", text))
    except ValueError:
        pass
    else:
        return datetime.combine(day, time.max, LOCAL)
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(LOCAL) if moment.tzinfo else moment.replace(tzinfo=LOCAL)
    except (ValueError, OverflowError):
        return None
