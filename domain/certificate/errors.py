"""What the certificate refuses."""

from domain.kernel.errors import DomainError, Refusal


class CategoryDoesNotQualify(DomainError):
    """粤劳社[2003]12号 第四条 names four categories."""

    code = "category-does-not-qualify"


class HolderNotAbleOrWilling(DomainError):
    code = "holder-not-able-or-willing"


class UnemployedTooShort(DomainError):
    """粤劳社[2003]12号 第四条(4): on minimum living and a year unemployed."""

    code = "unemployed-too-short"


class NotOnMinimumLiving(DomainError):
    code = "not-on-minimum-living"


class HolderCaseNotOpen(DomainError):
    code = "holder-case-not-open"


class CertificateAlreadyHeld(DomainError):
    code = "certificate-already-held"


class CertificateAlreadyAppliedFor(DomainError):
    code = "certificate-already-applied-for"


class CertificateNotAppliedFor(DomainError):
    code = "certificate-not-applied-for"


class CertificateNotInForce(DomainError):
    code = "certificate-not-in-force"


class CertificateNotSuspended(DomainError):
    code = "certificate-not-suspended"


class YearAlreadyReviewed(DomainError):
    code = "year-already-reviewed"
    field = "year"


class ReviewYearOutOfBounds(DomainError):
    code = "review-year-out-of-bounds"
    field = "year"


class CertificateNumberTaken(DomainError):
    """One person a number (一码一证)."""

    code = "certificate-number-taken"
    field = "certificate_no"


class CertificateNumberMissing(DomainError):
    code = "certificate-number-missing"
    sort = Refusal.MALFORMED
    field = "certificate_no"


class ValidUntilBeforeIssue(DomainError):
    code = "valid-until-before-issue"
    field = "valid_until"


class LaterCertificateFactImpossible(DomainError):
    code = "later-certificate-fact-impossible"
