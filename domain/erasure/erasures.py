"""Erasing who somebody is, by law: one account asks for it, another carries it out.

个人信息保护法 第四十七条. What happened and every figure stay; who it was is gone for ever.
"""

from enum import StrEnum

from domain.kernel.aggregate import Aggregate, Draft
from domain.kernel.errors import DomainError, Refusal
from domain.kernel.fact import DatedFact, Fact


class ErasureReason(StrEnum):
    """The cases of 第四十七条 in its order. No free text: it would outlive the person's name."""

    PURPOSE_ACHIEVED = "purpose_achieved"
    RETENTION_OVER = "retention_over"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    UNLAWFUL = "unlawful"
    BY_OTHER_LAW = "by_other_law"


class ErasureRequested(DatedFact):
    """`requested_by` is the account that may not carry it out."""

    stored_as = "erasure.requested"
    command = "request-erasure"

    reason: ErasureReason
    legal_reference: str
    requested_by: str


class ErasureDeclined(DatedFact):
    """The request was looked at and nothing is erased."""

    stored_as = "erasure.declined"
    command = "decline-erasure"


class WorkerErased(DatedFact):
    """The key of the worker is destroyed: nothing personal can be read any more."""

    stored_as = "erasure.carried_out"
    command = "erase-worker"

    reason: ErasureReason
    legal_reference: str
    requested_by: str


class ErasureAlreadyRequested(DomainError):
    code = "erasure-already-requested"


class ErasureNotRequested(DomainError):
    code = "erasure-not-requested"


class ErasureByOneAccount(DomainError):
    """Who asked for it may not carry it out."""

    code = "erasure-by-one-account"
    sort = Refusal.FORBIDDEN


class ErasureImpossible(DomainError):
    """The facts of this person were recorded in plain, before there were keys."""

    code = "erasure-impossible"


class PersonErased(DomainError):
    code = "person-erased"


ErasureFact = ErasureRequested | ErasureDeclined | WorkerErased


class Erasure(Aggregate):
    """The erasure of one worker: asked for, then declined or carried out."""

    follows = ErasureFact.__args__

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.requested: ErasureRequested | None = None
        self.erased: WorkerErased | None = None

    def when(self, fact: Fact, version: int) -> None:
        match fact:
            case ErasureRequested():
                self.requested = fact
            case ErasureDeclined():
                self.requested = None
            case WorkerErased():
                self.requested, self.erased = None, fact
            case _:
                raise TypeError(f"not a fact of an erasure: {fact.stored_as}")

    def refuse_if_erased(self) -> None:
        """Raises `PersonErased`."""
        if self.erased:
            raise PersonErased(erased_on=self.erased.effective_on)

    def request(self, fact: ErasureRequested) -> None:
        """Raises `ErasureAlreadyRequested`."""
        if self.requested:
            raise ErasureAlreadyRequested(requested_on=self.requested.effective_on)
        self.record(fact)

    def asked(self) -> ErasureRequested:
        """The request that waits. Raises `ErasureNotRequested`."""
        if self.requested is None:
            raise ErasureNotRequested()
        return self.requested

    def refuse_own(self, account: str) -> ErasureRequested:
        """The request, which somebody else made. Raises also `ErasureByOneAccount`."""
        asked = self.asked()
        if asked.requested_by == account:
            raise ErasureByOneAccount()
        return asked
