"""The questions behind the lists of a station's day."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from application.kernel.answering.paging import Paged
from application.read_models.assistance import AssistanceReturned
from application.read_models.cases import ClosingsToConfirm, HandedOver
from application.read_models.certificates import ApplicationsPending, CertificatesDue
from application.read_models.due import CrossingAge, FollowUpsDue
from application.read_models.erasures import ErasuresRequested
from application.read_models.jobs import FlexibleReaching
from domain.kernel.calendar import months_after
from domain.policy.working_days import working_days_before, working_days_between
from interfaces.web.station.listing import Card

if TYPE_CHECKING:
    from interfaces.web.visit import Visit

LATELY = timedelta(days=30)
"""How far a day's list looks ahead and back."""


def returned(visit: "Visit") -> Paged:
    return AssistanceReturned(visit.today, visit.area)


def erasures(visit: "Visit") -> Paged:
    return ErasuresRequested(visit.today, visit.area)


def reviews_due(visit: "Visit") -> Paged:
    return CertificatesDue(visit.today + LATELY, visit.today, visit.area)


def follow_ups_due(visit: "Visit") -> Paged:
    return FollowUpsDue(visit.today, visit.today, visit.area)


def flexible_reaching(visit: "Visit") -> Paged:
    return FlexibleReaching(visit.today, visit.today + LATELY, visit.today, visit.area)


def older_this_month(visit: "Visit") -> Paged:
    first = visit.today.replace(day=1)
    last = months_after(first, 1) - timedelta(days=1)
    return CrossingAge(first, last, visit.today, visit.area, unassisted=True)


def pending_too_long(visit: "Visit") -> Paged:
    before = working_days_before(visit.today, decision_days(visit, visit.today) + 1)
    return ApplicationsPending(visit.today, visit.area, before)


def decision_days(visit: "Visit", day: date) -> int:
    """Working days within which an application for a certificate is to be answered."""
    return visit.tracker.rules.policy.number("certificate_decision_days", day)


def waited(visit: "Visit", card: Card) -> str:
    """How long an application for a certificate has waited, against the limit."""
    days = working_days_between(card["applied_on"], visit.today)
    limit = decision_days(visit, visit.today)
    return visit.words.say("{n} 个工作日（时限 {limit}）", n=days, limit=limit)


def handed_over(visit: "Visit") -> Paged:
    return HandedOver(visit.today - LATELY, visit.today, visit.area)


def closings(visit: "Visit") -> Paged:
    return ClosingsToConfirm(visit.today, visit.area)
