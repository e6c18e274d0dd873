"""The facts of a case file, one row each, and which of them put which right."""

from collections import defaultdict
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String, Table, Text

from application.kernel.packing import Recorded
from application.kernel.personal_text import PersonalText
from application.kernel.read_model import METADATA, History, ReadModel, Rows, stream_column
from application.read_models.last_known import FOLLOWS
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

TIMELINE = Table(
    "timeline",
    METADATA,
    stream_column(),
    Column("version", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    Column("station", String(12)),
    Column("fact", String(40), nullable=False),
    Column("details", Text, nullable=False),
    Column("personal", PersonalText),
)
CORRECTIONS = Table(
    "timeline_corrections",
    METADATA,
    stream_column(),
    Column("version", Integer, nullable=False),
    Column("corrects", Integer, nullable=False),
    Column("strikes", Boolean, nullable=False),
)

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
_REOPENED_AFTER_CLOSING = _RANKS[events.ClosingConfirmed]
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


def rows_of(history: History) -> Rows:
    ranks: dict[int, int] = {}
    links: list[tuple[int, int, bool]] = []
    if any(isinstance(recorded.fact, _CORRECTING) for recorded in history):
        worker, links = _linked(history)
        ranks = dict.fromkeys(_reopened_after_closing(worker), _REOPENED_AFTER_CLOSING)
    stream = history[0].stream
    return {
        TIMELINE: [_row(recorded, ranks) for recorded in history],
        CORRECTIONS: [
            {"stream": stream, "version": by, "corrects": version, "strikes": strikes}
            for by, version, strikes in links
        ],
    }


def _row(recorded: Recorded, ranks: dict[int, int]) -> dict[str, Any]:
    fact, envelope = recorded.fact, recorded.envelope
    assert isinstance(fact, DatedFact)
    to_json = fact.__pydantic_serializer__.to_json
    details = to_json(fact, exclude_none=True, exclude={"effective_on", *fact.personal})
    personal = to_json(fact, exclude_none=True, include=set(fact.personal))
    return {
        "stream": recorded.stream,
        "version": recorded.version,
        "position": recorded.position,
        "effective_on": fact.effective_on,
        "rank": ranks.get(recorded.version, _RANKS[type(fact)]),
        "recorded_at": envelope.recorded_at,
        "recorded_by": envelope.recorded_by,
        "station": envelope.station,
        "fact": fact.stored_as,
        "details": details.decode(),
        "personal": None if personal == b"{}" else personal.decode(),
    }


def _reopened_after_closing(worker: Worker) -> list[int]:
    return [
        again.version
        for closing in worker.life.closings
        if (again := closing.reopened) and again.on == closing.closed.on
    ]


def _linked(history: History) -> tuple[Worker, list[tuple[int, int, bool]]]:
    """The worker, and (version, version that it puts right, whether it strikes that out)."""
    worker = Worker(Draft())
    links: list[tuple[int, int, bool]] = []
    jobs: defaultdict[int, list[int]] = defaultdict(list)
    latest: dict[type[Fact], int] = {}
    for recorded in history:
        fact, version = recorded.fact, recorded.version
        strikes = not isinstance(fact, events.ClosingConfirmed)
        found = _corrected(worker, fact, jobs, latest)
        links += [(version, other, strikes) for other in dict.fromkeys(found)]
        if isinstance(fact, events.EmploymentCorrected):
            jobs[worker.entry(Rank.START, fact.started_on).version].append(version)
        latest[type(fact)] = version
        if isinstance(fact, Worker.follows):
            worker.when(fact, version)
    return worker, links


def _corrected(
    worker: Worker, fact: Fact, jobs: dict[int, list[int]], latest: dict[type[Fact], int]
) -> list[int]:
    """Versions of what a fact puts right; `jobs` are the corrections of each job so far."""
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
        case events.DuplicateReleased():
            return [latest[events.DuplicateAbsorbed]]
        case events.ClosingConfirmed():
            return [worker.entry(Rank.CLOSING, fact.closed_on).version]
        case _:
            return []


MODEL = ReadModel("timeline", 3, FOLLOWS, (TIMELINE, CORRECTIONS), rows_of)
