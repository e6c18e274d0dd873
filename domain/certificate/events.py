"""The facts of the preferential certificate for re-employment (再就业优惠证)."""

from datetime import date

from domain.kernel.fact import DatedFact, Personal


class CertificateAppliedFor(DatedFact):
    stored_as = "certificate.applied_for"
    command = "apply-for-certificate"

    category: str


class CertificateRefused(DatedFact):
    stored_as = "certificate.refused"
    command = "refuse-certificate"

    reason: Personal


class CertificateIssued(DatedFact):
    """Unreviewed after `review_due_on` it is suspended, and it lapses on `lapses_on`."""

    stored_as = "certificate.issued"
    command = "issue-certificate"

    certificate_no: Personal
    category: str
    valid_until: date | None = None
    review_due_on: date
    lapses_on: date


class CertificateReviewed(DatedFact):
    """The yearly review; passed, it moves the day on which the next one is due."""

    stored_as = "certificate.reviewed"
    command = "review-certificate"

    year: int
    passed: bool
    reason: Personal | None = None
    review_due_on: date
    lapses_on: date


class CertificateSuspended(DatedFact):
    stored_as = "certificate.suspended"
    command = "suspend-certificate"

    reason: Personal


class CertificateResumed(DatedFact):
    stored_as = "certificate.resumed"
    command = "resume-certificate"

    reason: Personal


class CertificateReplaced(DatedFact):
    """A new number stands for the old one, which is dead."""

    stored_as = "certificate.replaced"
    command = "replace-certificate"

    reason: Personal
    certificate_no: Personal
    old_certificate_no: Personal


class CertificateWithdrawn(DatedFact):
    stored_as = "certificate.withdrawn"
    command = "withdraw-certificate"

    reason: Personal


class CertificateEnded(DatedFact):
    """The holder retired or died (domain §3.2): the certificate ended by itself."""

    stored_as = "certificate.ended"

    reason: str
