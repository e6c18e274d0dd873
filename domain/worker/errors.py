"""What a worker's case refuses."""

from domain.kernel.errors import DomainError, Refusal


class WorkerNotFound(DomainError):
    code = "worker-not-found"
    sort = Refusal.MISSING
    field = "worker"


class WorkerAlreadyRegistered(DomainError):
    """One live person per identity number (domain C02)."""

    code = "worker-already-registered"
    field = "id_number"


class SexDiffersFromNumber(DomainError):
    code = "sex-differs-from-number"
    field = "sex"


class BirthDateDiffersFromNumber(DomainError):
    code = "birth-date-differs-from-number"
    field = "birth_date"


class AgeOutOfBounds(DomainError):
    code = "age-out-of-bounds"
    field = "id_number"


class UnemployedAfterRegistration(DomainError):
    code = "unemployed-after-registration"
    field = "unemployed_since"


class NotAStation(DomainError):
    code = "not-a-station"
    field = "station"


class UnitNotInForce(DomainError):
    code = "unit-not-in-force"
    field = "station"


class RegistrationIsVoid(DomainError):
    code = "registration-is-void"


class WorkerIsMerged(DomainError):
    code = "worker-is-merged"


class WorkerNotMerged(DomainError):
    code = "worker-not-merged"


class MergeIntoItself(DomainError):
    code = "merge-into-itself"
    field = "into"


class AnotherThanItself(DomainError):
    """A registration was to be told apart from itself."""

    code = "another-than-itself"
    field = "other"


class AlreadyRuledOut(DomainError):
    code = "already-ruled-out"
    field = "other"


class BeforeRegistration(DomainError):
    code = "before-registration"
    field = "effective_on"


class CaseIsClosed(DomainError):
    code = "case-is-closed"


class CaseNotClosed(DomainError):
    code = "case-not-closed"


class AlreadyEmployed(DomainError):
    code = "already-employed"


class NotEmployed(DomainError):
    code = "not-employed"


class StartedThatDayAlready(DomainError):
    code = "started-that-day-already"


class EmploymentNotFound(DomainError):
    code = "employment-not-found"
    field = "started_on"


class AlreadyAtStation(DomainError):
    code = "already-at-station"
    field = "to_station"


class TransferredThatDayAlready(DomainError):
    code = "transferred-that-day-already"


class ReopenedThatDayAlready(DomainError):
    code = "reopened-that-day-already"


class ClosingNotFound(DomainError):
    code = "closing-not-found"


class NothingCorrected(DomainError):
    code = "nothing-corrected"
    sort = Refusal.MALFORMED


class LaterFactImpossible(DomainError):
    """With this fact, one already recorded for a later day could not have happened."""

    code = "later-fact-impossible"


class DayInTheFuture(DomainError):
    code = "day-in-the-future"
    sort = Refusal.MALFORMED
    field = "effective_on"
