"""The counts beside the entries of the menu: what waits for whoever is signed in."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from application.read_models.assistance import AssistanceWaiting
from application.read_models.certificates import ApplicationsPending
from application.read_models.how_many import Counted, HowMany
from application.tracker import CaseTracker
from interfaces.accounts.roles import Permission
from interfaces.web.station.sections import Section, sections_of

if TYPE_CHECKING:
    from interfaces.web.visit import Visit

Counts = Mapping[str, int]
_For = tuple[str | None, tuple[str, ...]]
"""The area, and the lists of the day that concern whoever looks."""
_KEPT: WeakKeyDictionary[CaseTracker, dict[_For, tuple[int, date, Counts]]] = WeakKeyDictionary()
"""What was counted last in each ledger, with the position and the day for which it holds."""
_NOTHING: Counts = {}
_JUDGEMENTS, _APPLICATIONS = "judgements", "applications"


def waiting_counts(visit: "Visit") -> Counts:
    """The counts by the name that the menu gives them. Nothing waits for those who only look."""
    if not visit.may(Permission.WRITE_CASES):
        return _NOTHING
    sections, counts = tuple(sections_of(visit)), counted(visit)
    reviews = visit.may(Permission.REVIEW_CASES)
    return {
        "today": sum(counts[section.name] for section in sections),
        "follow_ups": counts["follow-ups"],
        "assistance": counts[_JUDGEMENTS if reviews else "returned"],
        "certificates": counts[_APPLICATIONS] if reviews else 0,
    }


def counted(visit: "Visit") -> Counts:
    """How many are on each list of the day, by its name; counted once for page and menu."""
    sections = tuple(sections_of(visit))
    kept = _KEPT.setdefault(visit.tracker, {})
    reader = visit.area, tuple(section.name for section in sections)
    position, today = visit.tracker.position, visit.today
    known = kept.get(reader)
    if known is None or known[:2] != (position, today):
        known = kept[reader] = (position, today, _counted(visit, sections))
    return known[2]


def _counted(visit: "Visit", sections: tuple[Section, ...]) -> Counts:
    lists: dict[str, Counted] = {section.name: section.question(visit) for section in sections}
    lists[_JUDGEMENTS] = AssistanceWaiting(visit.today, visit.area)
    lists[_APPLICATIONS] = ApplicationsPending(visit.today, visit.area)
    return dict(zip(lists, visit.ask(HowMany(tuple(lists.values()))), strict=True))
