"""Follow-ups: how a worker was found, and when to look again."""

from datetime import date
from enum import StrEnum

from domain.kernel.errors import DomainError
from domain.kernel.fact import DatedFact


class Outcome(StrEnum):
    AT_WORK = "at_work"
    LEFT_JOB = "left_job"
    NOT_REACHED = "not_reached"


class FollowUpRecorded(DatedFact):
    stored_as = "follow_up.recorded"
    command = "record-follow-up"

    outcome: Outcome
    next_on: date | None = None


class NextBeforeFollowUp(DomainError):
    code = "next-before-follow-up"
    field = "next_on"


def follow_up(
    outcome: Outcome, on: date, next_on: date | None, note: str | None
) -> FollowUpRecorded:
    """Raises `NextBeforeFollowUp` when the next visit would not come after this one."""
    if next_on and next_on <= on:
        raise NextBeforeFollowUp(next_on=next_on, effective_on=on)
    return FollowUpRecorded(outcome=outcome, next_on=next_on, effective_on=on, note=note)
