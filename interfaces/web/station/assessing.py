"""Judging one application for assistance line by line, and straight on to the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from application.kernel.answering.paging import HIGHEST_LIMIT
from application.read_models.assistance import AssistanceConditions
from application.read_models.how_many import HowMany
from application.read_models.whole_file import Whole
from domain.policy.conditions import Line
from interfaces.accounts.roles import Permission
from interfaces.web.forms.form import BACK, CHECKED
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station import conditions, deciding
from interfaces.web.station.assistance import WAITING, questions, within
from interfaces.web.station.judging import DECISIONS, RETURN_REASONS, decline_reasons
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]
Reviewer = Annotated[Visit, sees(Permission.REVIEW_CASES)]


@router.get("/assistance/{applicant}")
def application(applicant: UUID, visit: Reader, unit: str = "") -> Response:
    """The conditions on a line each, and the buttons that decide."""
    whole, lines = deciding.whole_of(visit, applicant), _lines(visit, applicant, visit.today)
    proposed = {
        "effective_on": visit.today.isoformat(),
        "evidence": whole.file["assistance_evidence"] or "",
    }
    begun = deciding.begun(visit, DECISIONS[0], proposed, whole.file["version"])
    return _page(visit, whole, lines, begun, unit)


@router.post("/assistance/{applicant}")
def judge(posted: PostedForm, applicant: UUID, visit: Reviewer, unit: str = "") -> Response:
    """Judge after a last check, and go on to the next who waits."""
    whole = deciding.whole_of(visit, applicant)
    sent = deciding.posted(visit, DECISIONS, posted)
    lines = _lines(visit, applicant, deciding.day_of(visit, sent))
    if BACK not in posted and deciding.decide(
        visit, sent, str(applicant), lines, CHECKED in posted
    ):
        others = _queue(visit, unit)
        path = f"/assistance/{others[0]}" if others else WAITING.path
        return visit.go(within(path, unit), done=sent.form.name)
    return _page(visit, whole, lines, sent, unit)


def _lines(visit: Visit, worker: UUID, on: date) -> Sequence[Line]:
    return visit.ask(AssistanceConditions(worker, on, visit.area))


def _queue(visit: Visit, unit: str) -> list[UUID]:
    """Who waits, the longest first; of a long queue the beginning."""
    question: Any = replace(questions(visit, unit)[WAITING.path], limit=HIGHEST_LIMIT)
    return [card["worker"] for card in visit.ask(question).items]


def _page(
    visit: Visit, whole: Whole, lines: Sequence[Line], sent: deciding.Deciding, unit: str
) -> Response:
    sent.look_again(whole)
    worker, queue = whole.file["worker"], _queue(visit, unit)
    place = queue.index(worker) if worker in queue else -1
    following = queue[place + 1] if place + 1 < len(queue) else None
    (total,) = visit.ask(HowMany((questions(visit, unit)[WAITING.path],)))
    return visit.page(
        "station/assistance_check.html" if sent.checked else "station/assistance_case.html",
        sent.form.status,
        whole=whole,
        lines=conditions.told(visit, lines),
        deciding=sent,
        decisions=DECISIONS,
        where=within(f"/assistance/{worker}", unit),
        following=following and within(f"/assistance/{following}", unit),
        place=place + 1,
        total=total,
        return_reasons=RETURN_REASONS,
        decline_reasons=decline_reasons(lines),
    )
