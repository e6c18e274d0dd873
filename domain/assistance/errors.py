"""What the judgement on assistance refuses."""

from domain.kernel.errors import DomainError, Refusal


class AssistanceAlreadyAppliedFor(DomainError):
    code = "assistance-already-applied-for"


class AssistanceNotAppliedFor(DomainError):
    code = "assistance-not-applied-for"


class ReasonWithoutDeclining(DomainError):
    """A reason for not finding somebody hard to place, with the judgement that they are."""

    code = "reason-without-declining"
    sort = Refusal.MALFORMED
    field = "reason"


class LaterAssistanceFactImpossible(DomainError):
    """With this fact, one already recorded for a later day could not have happened."""

    code = "later-assistance-fact-impossible"
