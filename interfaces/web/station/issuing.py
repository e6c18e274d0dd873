"""Answering one application for the certificate line by line, and straight on to the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from application.certificates import IssueCertificate, RefuseCertificate
from application.kernel.answering.paging import HIGHEST_LIMIT
from application.read_models.certificate_numbers import NextCertificateNumber
from application.read_models.certificates import HolderConditions
from application.read_models.how_many import HowMany
from application.read_models.whole_file import Whole
from domain.policy.conditions import Line
from domain.policy.working_days import working_days_between
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.forms.form import BACK, CHECKED
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station import certificate_lists, conditions, deciding, due
from interfaces.web.station.deciding import Decision, Typed, reason_of
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reviewer = Annotated[Visit, sees(Permission.REVIEW_CASES)]
REASONS = (
    later("公示期间有异议"),
    later("人员类别与证明不符"),
    later("证明材料不实"),
    later("已就业，不再属于发放范围"),
    later("已享受退休待遇"),
)
"""Why certificates are usually refused; anything else is written beside it."""


def _issued(said: Typed) -> dict[str, str]:
    names = ("effective_on", "certificate_no", "valid_until", "note")
    return {name: said.get(name, "") for name in names}


def _refused(said: Typed) -> dict[str, str]:
    reason = reason_of(said, "refuse_reason", "refuse_more")
    return {**{name: said.get(name, "") for name in ("effective_on", "note")}, "reason": reason}


DECISIONS = (
    Decision("issue", later("签发优惠证"), IssueCertificate, _issued),
    Decision(
        "refuse",
        later("不予核发"),
        RefuseCertificate,
        _refused,
        at={"reason": "refuse_reason"},
    ),
)


@router.get("/certificates/applications/{applicant}")
def application(applicant: UUID, visit: Reviewer, issued: UUID | None = None) -> Response:
    """The conditions on a line each, the next number, and the buttons that decide."""
    whole = deciding.whole_of(visit, applicant)
    number = visit.ask(NextCertificateNumber(whole.file["station"], visit.today))
    proposed = {"effective_on": visit.today.isoformat(), "certificate_no": number or ""}
    begun = deciding.begun(visit, DECISIONS[0], proposed, whole.file["version"])
    return _page(visit, whole, _lines(visit, applicant, visit.today), begun, issued)


@router.post("/certificates/applications/{applicant}")
def answer(posted: PostedForm, applicant: UUID, visit: Reviewer) -> Response:
    """Issue or refuse after a last check, and go on to the next that waits."""
    whole = deciding.whole_of(visit, applicant)
    sent = deciding.posted(visit, DECISIONS, posted)
    lines = _lines(visit, applicant, deciding.day_of(visit, sent))
    if BACK not in posted and deciding.decide(
        visit, sent, str(applicant), lines, CHECKED in posted
    ):
        others = _queue(visit)
        path = f"/certificates/applications/{others[0]}" if others else "/certificates"
        papers = {"issued": str(applicant)} if sent.decision.name == "issue" else {}
        return visit.go(path, done=sent.form.name, **papers)
    return _page(visit, whole, lines, sent)


def _lines(visit: Visit, worker: UUID, on: date) -> Sequence[Line]:
    return visit.ask(HolderConditions(worker, on, visit.area))


def _queue(visit: Visit) -> list[UUID]:
    """Who waits, the longest first; of a long queue the beginning."""
    question = replace(certificate_lists.applications(visit), limit=HIGHEST_LIMIT)
    return [card["worker"] for card in visit.ask(question).items]


def _page(
    visit: Visit,
    whole: Whole,
    lines: Sequence[Line],
    sent: deciding.Deciding,
    issued: UUID | None = None,
) -> Response:
    sent.look_again(whole)
    worker, queue = whole.file["worker"], _queue(visit)
    place = queue.index(worker) if worker in queue else -1
    following = queue[place + 1] if place + 1 < len(queue) else None
    (total,) = visit.ask(HowMany((certificate_lists.applications(visit),)))
    since = whole.file["certificate_since"] or visit.today
    return visit.page(
        "station/certificate_check.html" if sent.checked else "station/certificate_case.html",
        sent.form.status,
        whole=whole,
        lines=conditions.told(visit, lines),
        deciding=sent,
        decisions=DECISIONS,
        where=f"/certificates/applications/{worker}",
        following=following and f"/certificates/applications/{following}",
        place=place + 1,
        total=total,
        waited=working_days_between(since, visit.today),
        limit=due.decision_days(visit, visit.today),
        reasons=REASONS,
        issued=issued,
    )
