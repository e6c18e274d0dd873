"""Every fact that a worker's case follows."""

from domain.worker import events

StepFact = (
    events.EmploymentStarted
    | events.EmploymentEnded
    | events.CaseTransferred
    | events.CaseClosed
    | events.CaseReopened
)
PairFact = (
    events.WorkerMerged
    | events.WorkerUnmerged
    | events.DuplicateAbsorbed
    | events.DuplicateReleased
    | events.DuplicateRuledOut
    | events.RuledOutAsDuplicate
)
WorkerFact = (
    events.WorkerRegistered
    | events.WorkerCorrected
    | events.EmploymentCorrected
    | events.EmploymentVoided
    | events.ClosingConfirmed
    | events.RegistrationVoided
    | PairFact
    | StepFact
)
WORKER_FACTS = frozenset(WorkerFact.__args__)
