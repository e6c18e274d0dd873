"""The facts of a worker's case."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.kernel.fact import DatedFact, Personal
from domain.kernel.identity_number import Sex
from domain.worker.vocabulary import Category, CloseReason, EmploymentKind, EndReason, VoidReason


class WorkerRegistered(DatedFact):
    """A worker was put on the ledger of a station."""

    stored_as = "worker.registered"
    command = "register-worker"

    id_number: Personal
    name: Personal
    sex: Sex
    birth_date: date
    category: Category
    unemployed_since: date
    station: str
    previous_employer: Personal | None = None
    household_address: Personal | None = None
    phone: Personal | None = None
    education: Personal | None = None
    able_to_work: bool = True
    willing_to_work: bool = True
    minimum_living_since: date | None = None
    override_reason: Personal | None = None


class WorkerCorrected(DatedFact):
    """The registration was wrong: the given fields restate it for the whole life."""

    stored_as = "worker.corrected"
    command = "correct-worker"

    reason: Personal
    id_number: Personal | None = None
    name: Personal | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    category: Category | None = None
    unemployed_since: date | None = None
    registered_on: date | None = None
    station: str | None = None
    previous_employer: Personal | None = None
    household_address: Personal | None = None
    phone: Personal | None = None
    education: Personal | None = None
    able_to_work: bool | None = None
    willing_to_work: bool | None = None
    minimum_living_since: date | None = None
    override_reason: Personal | None = None


class _Job(DatedFact):
    """A job. It counts as re-employment from `counts_from`, by the rule named."""

    kind: EmploymentKind
    employer: Personal | None = None
    licence_no: Personal | None = None
    contract_months: int | None = None
    monthly_wage: Decimal | None = None
    evidence: Personal | None = None
    counts_from: date
    counted_by: str


class EmploymentStarted(_Job):
    stored_as = "employment.started"
    command = "start-employment"


class EmploymentEnded(DatedFact):
    """A job ended; `started_on` names it where several were running."""

    stored_as = "employment.ended"
    command = "end-employment"

    reason: EndReason
    started_on: date | None = None


class EmploymentCorrected(_Job):
    """The job recorded as begun on `started_on` began on `effective_on`, and is as given."""

    stored_as = "employment.corrected"
    command = "correct-employment"

    started_on: date
    reason: Personal
    ended_on: date | None = None
    end_reason: EndReason | None = None


class EmploymentVoided(DatedFact):
    """A job entered in error never was; an end recorded for it goes with it."""

    stored_as = "employment.voided"
    command = "void-employment"

    started_on: date
    reason: VoidReason
    ended_on: date | None = None


class CaseTransferred(DatedFact):
    stored_as = "case.transferred"
    command = "transfer-case"

    to_station: str


class CaseClosed(DatedFact):
    stored_as = "case.closed"
    command = "close-case"

    reason: CloseReason


class ClosingConfirmed(DatedFact):
    """The second level confirmed the closing of `closed_on` (JM-2003 R4)."""

    stored_as = "case.closing_confirmed"
    command = "confirm-closing"

    closed_on: date


class CaseReopened(DatedFact):
    stored_as = "case.reopened"
    command = "reopen-case"

    reason: Personal


class RegistrationVoided(DatedFact):
    stored_as = "worker.registration_voided"
    command = "void-registration"

    reason: VoidReason


class WorkerMerged(DatedFact):
    """This record is a duplicate of `into` and leaves every figure."""

    stored_as = "worker.merged"
    command = "merge-worker"

    into: UUID


class WorkerUnmerged(DatedFact):
    stored_as = "worker.unmerged"
    command = "unmerge-worker"

    into: UUID


class DuplicateAbsorbed(DatedFact):
    """`duplicate` was found to be this person."""

    stored_as = "worker.duplicate_absorbed"

    duplicate: UUID


class DuplicateReleased(DatedFact):
    stored_as = "worker.duplicate_released"

    duplicate: UUID


class DuplicateRuledOut(DatedFact):
    """The worker and `other` were found to be two people."""

    stored_as = "worker.duplicate_ruled_out"
    command = "rule-out-duplicate"

    other: UUID


class RuledOutAsDuplicate(DatedFact):
    """`other` was found not to be this person."""

    stored_as = "worker.ruled_out_as_duplicate"

    other: UUID
