"""Urgent accesses, for the auditor to see and to end; an administrator ends those of the area."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.exports.tables import Column, Row, Table
from interfaces.accounts.roles import Permission
from interfaces.accounts.urgent import UrgentAccess, revoke_urgent, urgent_accesses, urgent_by_id
from interfaces.texts.pages import later
from interfaces.web.office.account_rules import account_managed
from interfaces.web.office.log import MOST_EXPORTED, Reader, as_file
from interfaces.web.office.log_tabs import TABS, URGENT
from interfaces.web.office.looks_tables import names_of
from interfaces.web.posted import Form
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Ender = Annotated[Visit, sees(Permission.READ_LOG, Permission.MANAGE_ACCOUNTS)]
MOST_SHOWN = 100
IN_FORCE, OVER, REVOKED = later("有效"), later("已到期"), later("已收回")


@router.get("/log/urgent")
def log_of_urgent(visit: Reader, format: str = "") -> Response:
    """The newest first."""
    limit = MOST_EXPORTED if format == "xlsx" else MOST_SHOWN
    found = urgent_accesses(visit.office.accounts, limit=limit)
    names = names_of(visit, [each.worker for each in found])
    if format == "xlsx":
        visit.caller.shows(len(found))
        return as_file(visit, _table(visit, found, names))
    return visit.page(
        "office/urgent_log.html",
        tabs=TABS,
        here=URGENT,
        found=found,
        names=names,
        now=visit.tracker.clock.now(),
        states={each.id: _state(visit, each) for each in found},
        most=MOST_SHOWN,
        file=f"{URGENT.path}?format=xlsx",
    )


@router.post("/log/urgent/{access_id}")
def end_access(posted: Form, access_id: UUID, visit: Ender) -> Response:
    """Raises `OutsideArea`, and 404."""
    access = urgent_by_id(visit.office.accounts, [str(access_id)]).get(str(access_id))
    if access is None:
        raise HTTPException(404)
    reads_log = visit.may(Permission.READ_LOG)
    if not reads_log:
        account_managed(visit, access.account_id)
    now = visit.tracker.clock.now()
    revoke_urgent(visit.office.accounts, access, by=visit.account.name, now=now)
    return visit.go(URGENT.path if reads_log else f"/accounts/{access.account_id}")


def _table(visit: Visit, found: Sequence[UrgentAccess], names: Mapping[str, str]) -> Table:
    say, words = visit.words.say, visit.words
    columns = (
        Column(say("开始时间")),
        Column(say("查阅人")),
        Column(words.field("unit")),
        Column(words.field("worker")),
        Column(say("事由")),
        Column(say("到期时间")),
        Column(say("状态")),
    )
    rows = [
        Row(
            (
                words.moment(each.opened_at),
                say("{person}（帐号 {account}）", person=each.display_name, account=each.name),
                visit.place(each.unit),
                names[each.worker],
                words.word(each.reason),
                words.moment(each.expires_at),
                say(_state(visit, each)),
            )
        )
        for each in found
    ]
    return Table(say(URGENT.title), columns, rows)


def _state(visit: Visit, access: UrgentAccess) -> str:
    if access.revoked_at:
        return REVOKED
    return IN_FORCE if access.in_force(visit.tracker.clock.now()) else OVER
