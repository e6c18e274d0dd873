"""Whom to follow up: those who are due, and those never visited since they found work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from application.read_models.due import FollowUpsDue, NeverFollowedUp, first_follow_up_due
from domain.kernel.calendar import months_after
from interfaces.texts.pages import later
from interfaces.web.station import listing
from interfaces.web.station.listing import Card, Column
from interfaces.web.visit import Visit

SPANS = (3, 6, 12)
"""How many months back the work may have begun that nobody has followed up."""
USUALLY = 6


@dataclass(frozen=True, slots=True)
class Tab:
    """A list of people to visit. `told` is what the list says of a file of one of them."""

    path: str
    title: str
    none: str
    about: tuple[Column, ...]
    days: tuple[Column, ...]
    question: Callable[[Visit, int], Any]
    told: Callable[[Visit, Card], Card]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.about + self.days


def _due(visit: Visit, _months: int) -> FollowUpsDue:
    return FollowUpsDue(visit.today, visit.today, visit.area)


def _never(visit: Visit, months: int) -> NeverFollowedUp:
    return NeverFollowedUp(months_after(visit.today, -months), visit.today, visit.area)


def _told_due(visit: Visit, file: Card) -> Card:
    due = file["next_follow_up_on"]
    return {**file, "days_left": (due - visit.today).days if due else 0}


def _told_never(visit: Visit, file: Card) -> Card:
    since = file["employed_since"]
    due = first_follow_up_due(since, visit.tracker.rules.policy) if since else visit.today
    return {**file, "due_on": due, "days_left": (due - visit.today).days}


def _last_visit(visit: Visit, card: Card) -> str:
    return (
        f"{visit.words.day(card['followed_up_on'])} {visit.words.word(card['follow_up_outcome'])}"
    )


TABS = (
    Tab(
        "/follow-ups",
        later("到期回访"),
        later("没有到期的回访。"),
        (
            listing.PHONE,
            listing.EMPLOYER,
            Column(lambda words: words.say("上次回访"), _last_visit),
        ),
        (
            listing.dated(later("应回访日"), "next_follow_up_on"),
            listing.DAYS_LEFT,
        ),
        _due,
        _told_due,
    ),
    Tab(
        "/follow-ups/never",
        later("就业后从未回访"),
        later("这段时间就业的人员都已回访。"),
        (
            listing.PHONE,
            listing.EMPLOYER,
            listing.worded("employment_kind"),
            listing.dated(later("就业日"), "employed_since"),
        ),
        (
            listing.dated(later("应回访日"), "due_on"),
            listing.DAYS_LEFT,
        ),
        _never,
        _told_never,
    ),
)
DUE, NEVER = TABS
