"""Retirement and death end the certificate (domain §3.2)."""

from application.kernel.case import Case
from domain.certificate.certificates import CertificateFact
from domain.certificate.rules import ENDED_BY
from domain.kernel.fact import Fact
from domain.worker.events import CaseClosed

_KINDS = frozenset({CaseClosed, *CertificateFact.__args__})


def when_case_closed_then_certificate_ends(fact: Fact, case: Case) -> None:
    """Also when the certificate is recorded later than the closing: late facts are ordinary."""
    if type(fact) not in _KINDS:
        return
    closing = case.worker.life.closed
    if closing and closing.closed.reason in ENDED_BY:
        case.certificates.end(closing.closed.on, closing.closed.reason)
