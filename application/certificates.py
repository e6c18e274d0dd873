"""The preferential certificate: applied for, issued, reviewed, withdrawn."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from application.kernel.actors import Right
from application.kernel.case import Case
from application.kernel.claims import Claimed
from application.kernel.commands import CaseCommand, Day, Handler, Text
from application.kernel.writing.desk import Desk
from domain.certificate import errors, events
from domain.certificate.rules import check_holder, review_due


def _number(text: str) -> str:
    number = text.upper()
    if not (number.isascii() and number.replace("-", "").isalnum()):
        raise PydanticCustomError("certificate-number-invalid", "letters, digits and - only")
    return number


CertificateNumber = Annotated[
    str, StringConstraints(min_length=4, max_length=32), AfterValidator(_number)
]
"""By default 6 digits of the county, 2 of the year, 6 of a series (domain §5.2)."""


class ApplyForCertificate(CaseCommand):
    name_ = "apply-for-certificate"


class IssueCertificate(CaseCommand):
    name_ = "issue-certificate"

    certificate_no: CertificateNumber
    valid_until: Day | None = None


class RefuseCertificate(CaseCommand):
    name_ = "refuse-certificate"

    reason: Text


class ReviewCertificate(CaseCommand):
    """The yearly review for `year`; not passed, the certificate is suspended."""

    name_ = "review-certificate"

    year: Annotated[int, Field(ge=2000, le=2100)]
    passed: bool
    reason: Text | None = None


class SuspendCertificate(CaseCommand):
    name_ = "suspend-certificate"

    reason: Text


class ResumeCertificate(CaseCommand):
    name_ = "resume-certificate"

    reason: Text


class WithdrawCertificate(CaseCommand):
    name_ = "withdraw-certificate"

    reason: Text


class ReplaceCertificate(CaseCommand):
    """A lost or full certificate gets a new number."""

    name_ = "replace-certificate"

    reason: Text
    certificate_no: CertificateNumber | None = None


def _require_open(case: Case, on: date) -> None:
    if not case.worker.life.open_on(on):
        raise errors.HolderCaseNotOpen(on=on)


def apply_for_certificate(command: ApplyForCertificate, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    _require_open(case, command.effective_on)
    check_holder(case.worker.details, command.effective_on, desk.policy)
    case.certificates.decide(
        events.CertificateAppliedFor(
            effective_on=command.effective_on,
            note=command.note,
            category=case.worker.details["category"],
        )
    )
    return case.id


def issue_certificate(command: IssueCertificate, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    on = command.effective_on
    _require_open(case, on)
    check_holder(case.worker.details, on, desk.policy)
    if command.valid_until and command.valid_until < on:
        raise errors.ValidUntilBeforeIssue(valid_until=command.valid_until, effective_on=on)
    due, lapses = review_due(on.year - 1, desk.policy, on)
    case.certificates.decide(
        events.CertificateIssued(
            **command.model_dump(exclude={"worker"}),
            category=case.worker.details["category"],
            review_due_on=due,
            lapses_on=lapses,
        )
    )
    _claim_number(desk, command.certificate_no, case.id)
    return case.id


def _claim_number(desk: Desk, number: str, worker: UUID) -> None:
    if desk.holder(Claimed.CERTIFICATE_NUMBER, number):
        raise errors.CertificateNumberTaken(certificate_no=number)
    desk.claim(Claimed.CERTIFICATE_NUMBER, number, worker)


def refuse_certificate(command: RefuseCertificate, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    case.certificates.decide(events.CertificateRefused(**command.model_dump(exclude={"worker"})))
    return case.id


def review_certificate(command: ReviewCertificate, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    on = command.effective_on
    if command.year > on.year:
        raise errors.ReviewYearOutOfBounds(year=command.year, highest=on.year)
    due, lapses = review_due(command.year, desk.policy, on)
    case.certificates.decide(
        events.CertificateReviewed(
            **command.model_dump(exclude={"worker"}), review_due_on=due, lapses_on=lapses
        )
    )
    return case.id


def suspend_certificate(command: SuspendCertificate, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    case.certificates.decide(events.CertificateSuspended(**command.model_dump(exclude={"worker"})))
    return case.id


def resume_certificate(command: ResumeCertificate, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    case.certificates.decide(events.CertificateResumed(**command.model_dump(exclude={"worker"})))
    return case.id


def withdraw_certificate(command: WithdrawCertificate, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    case.certificates.decide(events.CertificateWithdrawn(**command.model_dump(exclude={"worker"})))
    return case.id


def replace_certificate(command: ReplaceCertificate, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    if command.certificate_no is None:
        raise errors.CertificateNumberMissing()
    old = case.certificates.on(command.effective_on).certificate_no or ""
    case.certificates.decide(
        events.CertificateReplaced(**command.model_dump(exclude={"worker"}), old_certificate_no=old)
    )
    _claim_number(desk, command.certificate_no, case.id)
    return case.id


HANDLERS = (
    Handler(ApplyForCertificate, apply_for_certificate),
    Handler(IssueCertificate, issue_certificate, Right.REVIEW_CASES),
    Handler(RefuseCertificate, refuse_certificate, Right.REVIEW_CASES),
    Handler(ReviewCertificate, review_certificate, Right.REVIEW_CASES),
    Handler(SuspendCertificate, suspend_certificate, Right.REVIEW_CASES),
    Handler(ResumeCertificate, resume_certificate, Right.REVIEW_CASES),
    Handler(WithdrawCertificate, withdraw_certificate, Right.REVIEW_CASES),
    Handler(ReplaceCertificate, replace_certificate, Right.REVIEW_CASES),
)
