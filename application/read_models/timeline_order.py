"""The facts of a case file in the order of the world, and which of them put which right."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple
from uuid import UUID

from application.kernel.log.packing import Recorded
from application.kernel.projecting.read_model import History
from domain.assistance.applications import Applications
from domain.certificate.certificates import Certificates
from domain.certificate.events import CertificateEnded
from domain.erasure.erasures import Erasure
from domain.follow_up.follow_ups import FollowUpRecorded
from domain.kernel.aggregate import Draft
from domain.kernel.fact import DatedFact, Fact
from domain.training.trainings import Trainings
from domain.worker import events
from domain.worker.timeline import Rank
from domain.worker.worker import Worker


class Correction(NamedTuple):
    """Versions of facts: `by` puts `version` right; where it strikes, that no longer holds."""

    by: int
    version: int
    strikes: bool


_ON_ONE_DAY: tuple[type[Fact], ...] = (
    events.WorkerRegistered,
    events.CaseReopened,
    events.CaseTransferred,
    events.EmploymentEnded,
    events.EmploymentStarted,
    *Trainings.follows,
    *(kind for kind in Certificates.follows if kind is not CertificateEnded),
    *Applications.follows,
    FollowUpRecorded,
    events.CaseClosed,
    events.ClosingConfirmed,
    CertificateEnded,
    events.EmploymentCorrected,
    events.EmploymentVoided,
    events.WorkerCorrected,
    events.WorkerMerged,
    events.WorkerUnmerged,
    events.DuplicateAbsorbed,
    events.DuplicateReleased,
    events.DuplicateRuledOut,
    events.RuledOutAsDuplicate,
    events.RegistrationVoided,
    *Erasure.follows,
)
_RANKS = {kind: rank for rank, kind in enumerate(_ON_ONE_DAY)}
# An application may be returned, completed and judged on one day, in the order of the record.
_RANKS |= dict.fromkeys(Applications.follows, _RANKS[Applications.follows[0]])
# Closed, confirmed, reopened and closed again on one day, in the order of the record.
_REOPENED_AFTER_CLOSING = _RANKS[events.ClosingConfirmed] = _RANKS[events.CaseClosed]
_CORRECTING = (
    events.EmploymentCorrected,
    events.EmploymentVoided,
    events.WorkerCorrected,
    events.RegistrationVoided,
    events.WorkerUnmerged,
    events.DuplicateReleased,
    events.ClosingConfirmed,
    events.CaseReopened,
)


def in_order(history: History) -> tuple[list[Recorded], list[Correction]]:
    """The facts in the order of the world, and what the corrections among them put right."""
    ranks: dict[int, int] = {}
    corrections: list[Correction] = []
    if any(isinstance(recorded.fact, _CORRECTING) for recorded in history):
        worker, corrections = _corrections(history)
        ranks = dict.fromkeys(_reopened_after_closing(worker), _REOPENED_AFTER_CLOSING)

    def place(recorded: Recorded) -> tuple[date, int, int]:
        fact, version = recorded.fact, recorded.version
        assert isinstance(fact, DatedFact)
        return fact.effective_on, ranks.get(version, _RANKS[type(fact)]), version

    return sorted(history, key=place), corrections


def _reopened_after_closing(worker: Worker) -> list[int]:
    return [
        again.version
        for closing in worker.life.closings
        if (again := closing.reopened) and again.on == closing.closed.on
    ]


def _corrections(history: History) -> tuple[Worker, list[Correction]]:
    worker = Worker(Draft())
    corrections: list[Correction] = []
    jobs: defaultdict[int, list[int]] = defaultdict(list)
    latest: dict[type[Fact] | UUID, int] = {}
    for recorded in history:
        fact, version = recorded.fact, recorded.version
        strikes = not isinstance(fact, events.ClosingConfirmed)
        found = _corrected(worker, fact, jobs, latest)
        corrections += [Correction(version, other, strikes) for other in sorted({*found})]
        if isinstance(fact, events.EmploymentCorrected):
            jobs[worker.entry(Rank.START, fact.started_on).version].append(version)
        latest[type(fact)] = version
        if isinstance(fact, events.DuplicateAbsorbed):
            latest[fact.duplicate] = version
        if isinstance(fact, Worker.follows):
            worker.when(fact, version)
    return worker, corrections


def _corrected(
    worker: Worker, fact: Fact, jobs: dict[int, list[int]], latest: dict[type[Fact] | UUID, int]
) -> list[int]:
    """Versions of what a fact puts right; `jobs` are the corrections of each job so far.

    `latest` has the last fact of each kind, and that which took each duplicate in.
    """
    match fact:
        case events.EmploymentCorrected():
            start = worker.entry(Rank.START, fact.started_on)
            end = worker.employment_end(fact.started_on) if fact.ended_on else None
            return [start.version, *([end.version] if end else [])]
        case events.EmploymentVoided():
            start = worker.entry(Rank.START, fact.started_on)
            end = worker.employment_end(fact.started_on)
            return [start.version, *([end.version] if end else []), *jobs[start.version]]
        case events.WorkerCorrected() | events.RegistrationVoided():
            return [latest[events.WorkerRegistered]]
        case events.WorkerUnmerged():
            return [latest[events.WorkerMerged]]
        case events.DuplicateReleased(duplicate=other):
            return [latest[other]]
        case events.ClosingConfirmed():
            return [worker.entry(Rank.CLOSING, fact.closed_on).version]
        case _:
            return []
