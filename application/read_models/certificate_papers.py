"""The certificate as it is printed: who holds it, how it came about, what happened to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from application.kernel.answering.query import Sight
from application.read_models.timeline import Timeline
from application.read_models.worker_file import WorkerFile
from domain.certificate import events
from domain.certificate.certificates import Standing
from domain.certificate.errors import CertificateNotInForce
from domain.erasure.erasures import PersonErased
from domain.worker.errors import RegistrationIsVoid, WorkerIsMerged

_STOPPING = (Standing.SUSPENDED, Standing.WITHDRAWN, Standing.ENDED)
_ISSUED = events.CertificateIssued.stored_as
_REVIEWED = events.CertificateReviewed.stored_as
_STOPPED = {
    kind.stored_as
    for kind in (
        events.CertificateSuspended,
        events.CertificateWithdrawn,
        events.CertificateEnded,
    )
}
_CHANGED = _STOPPED | {
    events.CertificateReplaced.stored_as,
    events.CertificateResumed.stored_as,
}


class Papers(NamedTuple):
    """`file` is the worker's file; the rest are facts of the timeline about the last certificate.

    `issued` is how it came about, `changes` what else happened, `reviews` the yearly reviews, all
    in effective order. Not in force, it stands so since a day, for a reason where one was given.
    """

    file: dict[str, Any]
    issued: dict[str, Any]
    changes: list[dict[str, Any]]
    reviews: list[dict[str, Any]]
    standing: Standing
    since: date
    reason: str | None


@dataclass(frozen=True, slots=True)
class CertificatePapers:
    """Raises `WorkerNotFound`, `OutsideArea`, `PersonErased`, `RegistrationIsVoid`,
    `WorkerIsMerged`, and `CertificateNotInForce` where none was issued or another one is being
    applied for."""

    worker: UUID
    area: str | None
    today: date

    def answer(self, sight: Sight) -> Papers:
        file = WorkerFile(self.worker, self.area, self.today).answer(sight)
        facts = _of_the_last(Timeline(self.worker, self.area).answer(sight))
        _require_holder(file, facts)
        return Papers(
            file=file,
            issued=facts[0],
            changes=[fact for fact in facts if fact["fact"] in _CHANGED],
            reviews=[fact for fact in facts if fact["fact"] == _REVIEWED],
            standing=Standing(file["certificate_standing"]),
            since=file["certificate_since"],
            reason=_reason(file, facts),
        )


def _of_the_last(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What holds of the timeline from the last issuing on; nothing where there was none."""
    facts = [fact for fact in told if not fact["struck"]]
    issued = [n for n, fact in enumerate(facts) if fact["fact"] == _ISSUED]
    return facts[issued[-1] :] if issued else []


def _require_holder(file: dict[str, Any], facts: list[dict[str, Any]]) -> None:
    if file["erased_on"]:
        raise PersonErased(erased_on=file["erased_on"])
    if file["void_since"]:
        raise RegistrationIsVoid(void_since=file["void_since"])
    if file["merged_into"]:
        raise WorkerIsMerged(into=file["merged_into"])
    if not facts or file["certificate_no"] is None:
        raise CertificateNotInForce(standing=file["certificate_standing"])


def _reason(file: dict[str, Any], facts: list[dict[str, Any]]) -> str | None:
    """Why the certificate stands as it does since that day, where a fact tells."""
    since = file["certificate_since"]
    stopped = [fact for fact in facts if fact["effective_on"] == since and _stops(fact)]
    if not stopped or file["certificate_standing"] not in _STOPPING:
        return None
    reason: str | None = stopped[-1]["details"].get("reason")
    return reason


def _stops(fact: dict[str, Any]) -> bool:
    """A review that was not passed suspends as well."""
    if fact["fact"] == _REVIEWED:
        return not fact["details"]["passed"]
    return fact["fact"] in _STOPPED
