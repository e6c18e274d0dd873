"""Urgent access: reading one case outside the own area, for a reason, for three hours.

It is never a right to write. The page of the person tells its own station of it, and the log the
auditor.
"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from application.kernel.actors import OutsideArea
from application.read_models.worker_file import WorkerFile
from interfaces.accounts.roles import Permission
from interfaces.accounts.urgent import (
    LASTS,
    TOLD_FOR,
    UrgentAccess,
    UrgentReason,
    open_urgent,
    urgent_accesses,
    urgent_now,
)
from interfaces.http.looked import shows_nobody
from interfaces.texts.pages import later
from interfaces.web.posted import Form
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Writer = Annotated[Visit, sees(Permission.WRITE_CASES)]
CHECKED, BACK = "checked", "back"
HOURS = int(LASTS.total_seconds() // 3600)
_NO_REASON = later("请选择事由。")


@router.get("/workers/{worker}/urgent")
@shows_nobody
def ask_for_access(worker: UUID, visit: Writer) -> Response:
    """Raises `WorkerNotFound`."""
    if not _is_outside(visit, worker):
        return visit.go(f"/workers/{worker}")
    return _page(visit, worker, "")


@router.post("/workers/{worker}/urgent")
@shows_nobody
def open_access(posted: Form, worker: UUID, visit: Writer) -> Response:
    """Let the account in after a last check. Raises `WorkerNotFound`."""
    if not _is_outside(visit, worker):
        return visit.go(f"/workers/{worker}")
    reason = posted.get("reason", "")
    if BACK in posted:
        return _page(visit, worker, reason)
    if reason not in list(UrgentReason):
        return _page(visit, worker, reason, wrong=_NO_REASON)
    if CHECKED not in posted:
        return _page(visit, worker, reason, check=True)
    now = visit.tracker.clock.now()
    open_urgent(visit.office.accounts, visit.account, str(worker), UrgentReason(reason), now=now)
    return visit.go(f"/workers/{worker}")


def access_to(visit: Visit, worker: UUID) -> UrgentAccess | None:
    """The access by which alone the account may read a case; it is noted with the look."""
    if visit.area is None or not visit.may(Permission.WRITE_CASES):
        return None
    now = visit.tracker.clock.now()
    access = urgent_now(visit.office.accounts, visit.account, str(worker), now)
    if access is None or not _is_outside(visit, worker):
        return None
    visit.request.state.urgent = access.id
    return access


def told_of(visit: Visit, worker: UUID) -> Sequence[UrgentAccess]:
    """Who looked from outside, for the person's own station and for the auditor."""
    if not (visit.may(Permission.WRITE_CASES) or visit.may(Permission.READ_LOG)):
        return ()
    since = visit.tracker.clock.now() - TOLD_FOR
    return urgent_accesses(visit.office.accounts, worker=str(worker), since=since)


def _is_outside(visit: Visit, worker: UUID) -> bool:
    """Raises `WorkerNotFound`."""
    try:
        visit.ask(WorkerFile(worker, visit.area, visit.today))
    except OutsideArea:
        return True
    return False


def _page(
    visit: Visit, worker: UUID, reason: str, *, check: bool = False, wrong: str = ""
) -> Response:
    return visit.page(
        "station/urgent_check.html" if check else "station/urgent.html",
        422 if wrong else 200,
        where=f"/workers/{worker}/urgent",
        reason=reason,
        reasons=tuple(UrgentReason),
        wrong=visit.words.say(wrong) if wrong else "",
        hours=HOURS,
    )
