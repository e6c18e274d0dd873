"""Certificates as lists: applications, holders, and those due for the yearly review."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from application.certificates import ReviewCertificate
from application.read_models.certificates import (
    ApplicationsPending,
    CertificateList,
    CertificatesDue,
)
from domain.certificate.certificates import Standing
from domain.kernel.calendar import months_after
from interfaces.texts.pages import later
from interfaces.web.forms.batch import Answer, Kind
from interfaces.web.station import due, listing
from interfaces.web.station.listing import Card, Column
from interfaces.web.visit import Visit


def applications(visit: Visit) -> ApplicationsPending:
    return ApplicationsPending(visit.today, visit.area)


def held(visit: Visit, standing: str = "", number: str = "") -> CertificateList:
    wanted = Standing(standing) if standing else None
    return CertificateList(visit.today, visit.area, wanted, number)


def reviews(visit: Visit) -> CertificatesDue:
    """Those whose window for the review is open, by the months of the policy book."""
    months = visit.tracker.rules.policy.number("review_window_months", visit.today)
    last = months_after(visit.today, months) - timedelta(days=1)
    return CertificatesDue(last, visit.today, visit.area)


APPLICATIONS: tuple[Column, ...] = (
    listing.STATION,
    listing.PHONE,
    listing.CATEGORY,
    listing.dated(later("申请日"), "applied_on"),
    Column(lambda words: words.say("已等"), due.waited),
)
HELD: tuple[Column, ...] = (
    listing.STATION,
    listing.CERTIFICATE,
    Column(
        lambda words: words.say("状态"),
        lambda visit, card: visit.words.word(card["certificate_standing"]),
    ),
    listing.dated(later("起始日"), "certificate_since"),
    listing.dated(later("年检截止"), "review_due_on"),
    listing.told("valid_until", "day"),
)
REVIEW_ABOUT: tuple[Column, ...] = (listing.CERTIFICATE, listing.PHONE, listing.STATION)
REVIEW_DAYS: tuple[Column, ...] = (
    listing.dated(later("年检截止"), "review_due_on"),
    listing.DAYS_LEFT,
)
REVIEWS = Kind(
    ReviewCertificate,
    once=("effective_on", "year"),
    each=("passed", "reason"),
    decided_by=("passed",),
    answers={
        "passed": (
            Answer("true", "1y", later("合格")),
            Answer("false", "2n", later("不合格"), then="reason"),
        )
    },
    usual={
        "reason": (
            later("未按规定使用"),
            later("证照不符"),
            later("已享受退休待遇"),
            later("转借、出租或涂改"),
        )
    },
    needs=(("passed", "false", "reason"),),
)


def told_of_review(visit: Visit, file: Mapping[str, Any]) -> Card:
    """What the list says of a file."""
    last = file["review_due_on"]
    return {**file, "days_left": (last - visit.today).days if last else 0}
