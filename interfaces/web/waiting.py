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
from interfaces.web.station.sections import sections_of

if TYPE_CHECKING:
    from interfaces.web.visit import Visit

Counts = Mapping[str, int]
_For = tuple[str | None, bool]
"""The area, and whether the second pair of eyes looks."""
_KEPT: WeakKeyDictionary[CaseTracker, dict[_For, tuple[int, date, Counts]]] = WeakKeyDictionary()
"""What was counted last in each ledger, with the position and the day for which it holds."""
_NOTHING: Counts = {}


def waiting_counts(visit: "Visit") -> Counts:
    """The counts by the name that the menu gives them. Nothing waits for those who only look."""
    if not visit.may(Permission.WRITE_CASES):
        return _NOTHING
    kept = _KEPT.setdefault(visit.tracker, {})
    reader = (visit.area, visit.may(Permission.REVIEW_CASES))
    position, today = visit.tracker.position, visit.today
    known = kept.get(reader)
    if known is None or known[:2] != (position, today):
        known = kept[reader] = (position, today, _counted(visit))
    return known[2]


def _counted(visit: "Visit") -> Counts:
    sections = tuple(sections_of(visit))
    lists: list[Counted] = [section.question(visit) for section in sections]
    lists.append(AssistanceWaiting(visit.today, visit.area))
    lists.append(ApplicationsPending(visit.today, visit.area))
    *due, assistance, certificates = visit.ask(HowMany(tuple(lists)))
    due_in = {section.name: total for section, total in zip(sections, due, strict=True)}
    reviews = visit.may(Permission.REVIEW_CASES)
    return {
        "today": sum(due),
        "follow_ups": due_in["follow-ups"],
        "assistance": assistance if reviews else due_in["returned"],
        "certificates": certificates if reviews else 0,
    }
