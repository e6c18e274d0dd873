"""Who looked at whom, and what was done with accounts: for the auditor."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import Response

from application.kernel.clock import LOCAL
from interfaces.accounts.acts import acts_found
from interfaces.accounts.looks import LooksWanted, looks_found
from interfaces.web.office.between import Between, address
from interfaces.web.office.log import A_PAGE, MOST_EXPORTED, Reader, as_file, headed
from interfaces.web.office.log_tabs import ACTS, LOOKS, TABS
from interfaces.web.office.looks_tables import acts_table, looks_table, name_of
from interfaces.web.visit import Visit

router = APIRouter(include_in_schema=False)
Before = Annotated[int | None, Query(ge=1, le=2**53)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to; an empty text narrows nothing."""

    by: str
    worker: str
    urgent: bool
    between: Between

    @classmethod
    def read(cls, visit: Visit, worker: UUID | None) -> "Asked":
        given = visit.request.query_params
        between = Between.read(visit, given, (None, None))
        by = given.get("by", "").strip()
        return cls(by, str(worker or ""), bool(given.get("urgent")), between)

    @property
    def wanted(self) -> LooksWanted:
        days = self.between
        from_ = datetime.combine(days.from_, time.min, LOCAL) if days.from_ else None
        until = None
        if days.to:
            until = datetime.combine(days.to, time.min, LOCAL) + timedelta(days=1)
        return LooksWanted(self.by, self.worker, self.urgent, from_, until)

    def address(self, **more: str | None) -> str:
        narrowed = {"by": self.by, "worker": self.worker, "urgent": "1" if self.urgent else ""}
        return address(LOOKS.path, **narrowed, **self.between.query, **more)


@router.get("/log/looks")
def log_of_looks(
    visit: Reader, worker: UUID | None = None, before: Before = None, format: str = ""
) -> Response:
    """The newest first. Raises `WorkerNotFound` for nobody's id."""
    asked = Asked.read(visit, worker)
    name = name_of(visit, worker) if worker else ""
    visit.office.look_log.flush()
    whole, errors = format == "xlsx", asked.between.errors
    limit = MOST_EXPORTED if whole else A_PAGE + 1
    found = looks_found(visit.office.accounts, asked.wanted, before=before, limit=limit)
    if whole and not errors:
        visit.caller.shows(len(found))
        return as_file(visit, looks_table(visit, found))
    shown = () if errors else found[:A_PAGE]
    more = len(found) > A_PAGE and shown
    return visit.page(
        "office/looks.html",
        422 if errors else 200,
        tabs=TABS,
        here=LOOKS,
        asked=asked,
        name=name,
        days=visit.office.looks_kept,
        table=headed(visit, looks_table(visit, shown)) if shown else None,
        onward=asked.address(before=str(shown[-1].id)) if more else None,
        first=asked.address() if before else None,
        everybody=replace(asked, worker="").address() if worker else "",
        file=asked.address(format="xlsx"),
    )


@router.get("/log/acts")
def log_of_acts(visit: Reader, by: str = "", before: Before = None, format: str = "") -> Response:
    """What was done with accounts, the newest first."""
    by, whole = by.strip(), format == "xlsx"
    limit = MOST_EXPORTED if whole else A_PAGE + 1
    found = acts_found(visit.office.accounts, name=by, before=before, limit=limit)
    if whole:
        return as_file(visit, acts_table(visit, found))
    shown = found[:A_PAGE]
    onward = address(ACTS.path, by=by, before=str(shown[-1].id)) if len(found) > A_PAGE else None
    return visit.page(
        "office/by_account.html",
        tabs=TABS,
        here=ACTS,
        by=by,
        told=visit.words.say("开设、停用帐号，密码和令牌，由谁在何时办理。"),
        table=headed(visit, acts_table(visit, shown)) if shown else None,
        onward=onward,
        first=address(ACTS.path, by=by) if before else None,
        file=address(ACTS.path, by=by, format="xlsx"),
    )
