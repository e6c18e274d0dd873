"""Certificates, and what is to be done by a day."""

from datetime import date, timedelta
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query
from pydantic import Field

from application.kernel.answering.paging import Page
from application.read_models.certificates import CertificateList, CertificatesDue
from application.read_models.due import CrossingAge, FollowUpsDue
from application.read_models.jobs import FlexibleReaching
from domain.certificate.certificates import Standing
from interfaces.api.cards import (
    AgeReached,
    Card,
    CertificateCard,
    CertificateDue,
    FlexibleJob,
    FollowUpDue,
)
from interfaces.api.days import Day
from interfaces.api.paging import Paged, Shown
from interfaces.api.workers import Reader, today
from interfaces.http.callers import Caller
from interfaces.http.office import Here, Office

router = APIRouter(prefix="/api/v1", tags=["lists"])

C = TypeVar("C", bound=Card)
USUALLY = timedelta(days=30)


class CertificatesAsked(Paged):
    standing: Annotated[
        Standing | None, Field(description="How the certificate stands today; all without it.")
    ] = None


class DueAsked(Paged):
    by: Annotated[
        Day | None, Field(description="What is due by this day; 30 days from today without it.")
    ] = None


class ReachedAsked(Paged):
    from_: Annotated[Day | None, Field(alias="from", description="Today without it.")] = None
    to: Annotated[Day | None, Field(description="30 days after today without it.")] = None


@router.get("/certificates", operation_id="certificates")
def certificates(
    reader: Reader, asked: Annotated[CertificatesAsked, Query()], office: Here
) -> Shown[CertificateCard]:
    """Certificates that were issued, by number."""
    query = CertificateList(
        today(office), reader.area, asked.standing, limit=asked.limit, cursor=asked.cursor
    )
    return _shown(reader, CertificateCard, office.tracker.ask(query))


@router.get("/due/certificates", operation_id="certificates-due")
def certificates_due(
    reader: Reader, asked: Annotated[DueAsked, Query()], office: Here
) -> Shown[CertificateDue]:
    """Certificates in force whose yearly review is due, the most urgent first."""
    query = CertificatesDue(
        _by(asked, office), today(office), reader.area, limit=asked.limit, cursor=asked.cursor
    )
    return _shown(reader, CertificateDue, office.tracker.ask(query))


@router.get("/due/follow-ups", operation_id="follow-ups-due")
def follow_ups_due(
    reader: Reader, asked: Annotated[DueAsked, Query()], office: Here
) -> Shown[FollowUpDue]:
    """People to look after again, the longest overdue first."""
    query = FollowUpsDue(
        _by(asked, office), today(office), reader.area, limit=asked.limit, cursor=asked.cursor
    )
    return _shown(reader, FollowUpDue, office.tracker.ask(query))


@router.get("/due/flexible", operation_id="flexible-due")
def flexible_due(
    reader: Reader, asked: Annotated[ReachedAsked, Query()], office: Here
) -> Shown[FlexibleJob]:
    """Flexible work that is about to count as re-employment, the next one first."""
    first, last = _between(asked, office)
    query = FlexibleReaching(
        first, last, today(office), reader.area, limit=asked.limit, cursor=asked.cursor
    )
    return _shown(reader, FlexibleJob, office.tracker.ask(query))


@router.get("/due/ages", operation_id="ages-due")
def ages_due(
    reader: Reader, asked: Annotated[ReachedAsked, Query()], office: Here
) -> Shown[AgeReached]:
    """People who are about to become 大龄, the next one first."""
    first, last = _between(asked, office)
    query = CrossingAge(
        first, last, today(office), reader.area, limit=asked.limit, cursor=asked.cursor
    )
    return _shown(reader, AgeReached, office.tracker.ask(query))


def _by(asked: DueAsked, office: Office) -> date:
    return asked.by or today(office) + USUALLY


def _between(asked: ReachedAsked, office: Office) -> tuple[date, date]:
    now = today(office)
    return asked.from_ or now, asked.to or now + USUALLY


def _shown(reader: Caller, kind: type[C], page: Page[dict[str, Any]]) -> Shown[C]:
    reader.shows(len(page.items))
    return Shown(items=[kind.model_validate(row) for row in page.items], next_cursor=page.cursor)
