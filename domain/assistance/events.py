"""The facts of assistance: a station asks for the judgement, a reviewer gives it or asks for more.

江府[2003]43号 三(二)1(4).
"""

from domain.assistance.vocabulary import DeclineReason
from domain.kernel.fact import DatedFact, Personal


class AssistanceAppliedFor(DatedFact):
    """A station asked whether the worker is to be assisted."""

    stored_as = "assistance.applied_for"
    command = "apply-for-assistance"

    evidence: Personal | None = None


class AssistanceReturned(DatedFact):
    """The application went back to the station, to be completed as `reason` says."""

    stored_as = "assistance.returned"
    command = "return-assistance"

    reason: Personal


class _Assessment(DatedFact):  # the age rule that was applied is kept with the decision
    command = "assess-assistance"

    hard_to_place: bool
    evidence: Personal | None = None
    age: int
    older_age: int
    reference: str


class AssistanceGranted(_Assessment):
    """The worker is to be assisted."""

    stored_as = "assistance.granted"


class AssistanceDeclined(_Assessment):
    """The worker is not to be assisted: `unmet` are the conditions that were not met.

    `reason` is why the reviewer found the worker not hard to place; revision 1 had none.
    """

    stored_as = "assistance.declined"
    revision = 2

    unmet: tuple[str, ...]
    reason: DeclineReason | None = None
