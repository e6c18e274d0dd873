"""A case file folded to its last known state: what the file, the search and the lists show."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

from application.kernel.log.packing import Recorded
from application.kernel.projecting.read_model import History
from domain.assistance import events as assistance
from domain.assistance.applications import Applications
from domain.certificate import events as certificate
from domain.certificate.certificates import Certificates, Holding
from domain.erasure.erasures import Erasure
from domain.follow_up.follow_ups import FollowUpRecorded
from domain.kernel.aggregate import Draft
from domain.kernel.fact import DatedFact, Fact
from domain.training.trainings import Trainings
from domain.worker import events
from domain.worker.pieces import Piece, pieces_of
from domain.worker.timeline import Employment, Rank
from domain.worker.vocabulary import Status
from domain.worker.worker import Worker

FOLLOWS: tuple[type[Fact], ...] = (
    *Worker.follows,
    *Applications.follows,
    *Certificates.follows,
    *Trainings.follows,
    FollowUpRecorded,
    *Erasure.follows,
)
VOID, MERGED = "void", "merged"

_TAKEN_BY: dict[type[Fact], str] = {
    **dict.fromkeys(Worker.follows, "worker"),
    **dict.fromkeys(Applications.follows, "applications"),
    **dict.fromkeys(Certificates.follows, "certificates"),
    **dict.fromkeys(Erasure.follows, "erasure"),
}
F = TypeVar("F", bound=DatedFact)
Assessment = assistance.AssistanceGranted | assistance.AssistanceDeclined


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of a job beside its days. `recorded_at` tells when the ledger took it in."""

    employer: str | None
    contract_months: int | None
    evidence: str | None
    recorded_at: int


@dataclass
class LastKnown:
    """`terms` by the version of the fact with which the job began.

    What is worked out of all facts is so once: it is asked for when none comes any more.
    """

    worker: Worker = field(default_factory=lambda: Worker(Draft()))
    applications: Applications = field(default_factory=lambda: Applications(Draft()))
    certificates: Certificates = field(default_factory=lambda: Certificates(Draft()))
    erasure: Erasure = field(default_factory=lambda: Erasure(Draft()))
    certificate_numbers: list[str] = field(default_factory=list)
    terms: dict[int, Terms] = field(default_factory=dict)
    assessment: Assessment | None = None
    follow_up: FollowUpRecorded | None = None
    merged_on: date | None = None

    def take(self, recorded: Recorded) -> None:
        fact = recorded.fact
        if keep := _LEFT_ASIDE.get(type(fact)):
            keep(self, fact, recorded)
        if aggregate := _TAKEN_BY.get(type(fact)):
            getattr(self, aggregate).when(fact, recorded.version)

    @cached_property
    def holding(self) -> Holding:
        return self.certificates.holding

    @property
    def running(self) -> list[Employment]:
        """The jobs that have not ended; none where the person has left every figure."""
        return self.worker.life.running if self.worker.alive else []

    @cached_property
    def pieces(self) -> list[Piece]:
        """Also where the person has left every figure."""
        return pieces_of(self.worker.life)

    def status(self) -> tuple[str, date, date]:
        """Status, the day since which it holds, and the day the last spell without work began.

        Work that counts only after some months may hold since a day yet to come; until then the
        person is without work.
        """
        begun = _begun(self.pieces)
        without_work = next(p.since for p in reversed(begun) if p.status is Status.UNEMPLOYED)
        if self.worker.void_since:
            return VOID, self.worker.void_since, without_work
        if self.worker.merged_into and self.merged_on:
            return MERGED, self.merged_on, without_work
        return begun[-1].status.value, begun[-1].since, without_work


def _started(known: LastKnown, fact: events.EmploymentStarted, recorded: Recorded) -> None:
    told = (fact.employer, fact.contract_months, fact.evidence)
    known.terms[recorded.version] = Terms(*told, recorded_at=recorded.envelope.recorded_at)


def _corrected(known: LastKnown, fact: events.EmploymentCorrected, _: Recorded) -> None:
    """A correction restates what it names and leaves the rest."""
    told = {name: getattr(fact, name) for name in ("employer", "contract_months", "evidence")}
    restated = {name: value for name, value in told.items() if value is not None}
    job = known.worker.entry(Rank.START, fact.started_on)
    known.terms[job.version] = replace(known.terms[job.version], **restated)


def _merged(known: LastKnown, fact: events.WorkerMerged, _: Recorded) -> None:
    known.merged_on = fact.effective_on


def _assessed(known: LastKnown, fact: Assessment, _: Recorded) -> None:
    known.assessment = later(known.assessment, fact)


def _followed_up(known: LastKnown, fact: FollowUpRecorded, _: Recorded) -> None:
    known.follow_up = later(known.follow_up, fact)


def _numbered(
    known: LastKnown,
    fact: certificate.CertificateIssued | certificate.CertificateReplaced,
    _: Recorded,
) -> None:
    known.certificate_numbers.append(fact.certificate_no)


_LEFT_ASIDE: dict[type[Fact], Callable[[LastKnown, Any, Recorded], None]] = {
    events.EmploymentStarted: _started,
    events.EmploymentCorrected: _corrected,
    events.WorkerMerged: _merged,
    assistance.AssistanceGranted: _assessed,
    assistance.AssistanceDeclined: _assessed,
    FollowUpRecorded: _followed_up,
    certificate.CertificateIssued: _numbered,
    certificate.CertificateReplaced: _numbered,
}
"""What the aggregates leave aside, because no decision needs it, is kept here."""


def _begun(pieces: list[Piece]) -> list[Piece]:
    """The pieces with which a status began: a move from one station to another begins none."""
    changed = (after for before, after in pairwise(pieces) if after.status is not before.status)
    return [pieces[0], *changed]


def later(known: F | None, fact: F) -> F:
    """Which of two facts holds: the later in the world; of one day, the one recorded last."""
    return fact if known is None or fact.effective_on >= known.effective_on else known


def last_known(history: History) -> LastKnown:
    state = LastKnown()
    for recorded in history:
        state.take(recorded)
    return state
