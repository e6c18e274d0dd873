"""Retirement and death end the certificate (domain §3.2)."""

from application.kernel.case import Case
from domain.certificate.rules import ENDED_BY
from domain.kernel.fact import Fact
from domain.worker.events import CaseClosed


def when_case_closed_then_certificate_ends(fact: Fact, case: Case) -> None:
    if isinstance(fact, CaseClosed) and fact.reason in ENDED_BY:
        case.certificates.end(fact.effective_on, fact.reason)
