"""Every fact that a worker's case follows."""

from domain.worker import events

StepFact = (
    events.EmploymentStarted
    | events.EmploymentEnded
    | events.CaseTransferred
    | events.CaseClosed
    | events.CaseReopened
    | events.DuplicateAbsorbed
    | events.DuplicateReleased
    | events.AssistanceGranted
    | events.AssistanceDeclined
)
WorkerFact = (
    events.WorkerRegistered
    | events.WorkerCorrected
    | events.EmploymentCorrected
    | events.EmploymentVoided
    | events.ClosingConfirmed
    | events.RegistrationVoided
    | events.WorkerMerged
    | events.WorkerUnmerged
    | StepFact
)
