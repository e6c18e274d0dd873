"""Who recorded what, when and for which unit: one narrow row a fact, in the order of time."""

from bisect import bisect_right
from datetime import date
from operator import attrgetter
from typing import Any
from zlib import crc32

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
    and_,
    text,
)

from application.kernel.clock import day_of_count
from application.kernel.log.packing import Recorded
from application.kernel.projecting.read_model import (
    METADATA,
    History,
    ReadModel,
    Rows,
    stream_column,
)
from domain.assistance.applications import Applications
from domain.catalogue import FACTS
from domain.certificate.certificates import Certificates
from domain.certificate.events import (
    CertificateAppliedFor,
    CertificateEnded,
    CertificateIssued,
    CertificateReviewed,
)
from domain.follow_up.follow_ups import FollowUpRecorded
from domain.kernel.calendar import ymd
from domain.kernel.claim import ClaimReleased, ClaimTaken
from domain.kernel.fact import DatedFact, Fact
from domain.training.trainings import EnrolledInTraining, TrainingCompleted, Trainings
from domain.worker import events

_FOLLOWS = tuple(kind for kind in FACTS if kind not in (ClaimTaken, ClaimReleased))
KINDS = tuple(kind.stored_as for kind in _FOLLOWS)
NUMBERS = {name: crc32(name.encode()) % 2**15 for name in KINDS}
"""A stored name lasts for ever, and so does the number made of it."""
_NAMES = {number: name for name, number in NUMBERS.items()}
_NO_FACT = -1


class FactKind(TypeDecorator[str]):
    """The stored name of a fact, in the two bytes of its number."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int:
        return NUMBERS.get(value, _NO_FACT)

    def process_result_value(self, value: Any, dialect: Dialect) -> str:
        return _NAMES[value]


ACTIVITY = Table(
    "activity",
    METADATA,
    # What is wide comes first: on a server the others then lie without gaps.
    Column("recorded_at", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    stream_column(index=False),
    Column("version", Integer, nullable=False),
    Column("effective_on", Integer),
    Column("days_late", Integer),
    Column("fact", FactKind, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    Column("station", String(12)),
    PrimaryKeyConstraint("recorded_at", "position"),
    sqlite_with_rowid=False,
)
_at = ACTIVITY.c.recorded_at
Index("ix_activity_recorded_by", ACTIVITY.c.recorded_by, _at)
# What each unit recorded, and what of it was late, is counted without a look at the rows.
Index("ix_activity_station", ACTIVITY.c.station, _at, ACTIVITY.c.days_late)
_EVERY_CASE = (
    events.WorkerRegistered,
    events.EmploymentStarted,
    events.EmploymentEnded,
    CertificateAppliedFor,
    CertificateIssued,
    CertificateReviewed,
    EnrolledInTraining,
    TrainingCompleted,
    FollowUpRecorded,
)
"""What most cases have: whoever asks for these finds a page of them by going back in time."""
_COMMON = tuple(kind.stored_as for kind in _EVERY_CASE)
_rare = ACTIVITY.c.fact.not_in(_COMMON)
Index("ix_activity_rare", ACTIVITY.c.fact, _at, sqlite_where=_rare, postgresql_where=_rare)


def of_kind(name: str) -> ColumnElement[bool]:
    """Facts with a stored name; of a rare one so asked that the index is known to have them."""
    same = ACTIVITY.c.fact == name
    if name in _COMMON:
        return same
    numbers = ", ".join(str(NUMBERS[each]) for each in _COMMON)
    return and_(same, text(f"activity.fact NOT IN ({numbers})"))


_NEWS: frozenset[type[Fact]] = frozenset(
    {
        events.WorkerRegistered,
        events.EmploymentStarted,
        events.EmploymentEnded,
        events.CaseTransferred,
        events.CaseClosed,
        events.CaseReopened,
        FollowUpRecorded,
        *Applications.follows,
        *Trainings.follows,
        *Certificates.follows,
    }
    - {CertificateEnded}
)
"""What tells the ledger something new. Corrections, mergers and confirmations put right what it
knows, and their day is that of what they put right; a certificate that ended followed by itself."""


def rows_of(history: History) -> Rows:
    return rows_after(history, 0)


def rows_after(history: History, position: int) -> Rows:
    """`station` is the unit that signed; of what came unsigned, the one that had the case then.

    `days_late` are the days from the fact to its record; None where lateness means nothing.
    """
    known = bisect_right(history, position, key=attrgetter("position"))
    rows, new, place = [], history[known:], _Place()
    if not all(each.envelope.station for each in new):
        for recorded in history[:known]:
            place.take(recorded.fact)
    for recorded in new:
        place.take(recorded.fact)
        rows.append(_row(recorded, place.station))
    return {ACTIVITY: rows}


def _row(recorded: Recorded, station: str | None) -> dict[str, Any]:
    fact, envelope = recorded.fact, recorded.envelope
    on = fact.effective_on if isinstance(fact, DatedFact) else None
    late = None
    if on and type(fact) in _NEWS:
        late = (day_of_count(envelope.recorded_at) - on).days
    return {
        "recorded_at": envelope.recorded_at,
        "position": recorded.position,
        "stream": recorded.stream,
        "version": recorded.version,
        "effective_on": on and ymd(on),
        "days_late": late,
        "fact": fact.stored_as,
        "recorded_by": envelope.recorded_by,
        "station": envelope.station or station,
    }


class _Place:
    """Who has a case, as far as the record goes: where it was registered, or last moved to."""

    def __init__(self) -> None:
        self.registered_at: str | None = None
        self.moved: tuple[date, str] | None = None

    @property
    def station(self) -> str | None:
        return self.moved[1] if self.moved else self.registered_at

    def take(self, fact: Fact) -> None:
        match fact:
            case events.WorkerRegistered() | events.WorkerCorrected():
                self.registered_at = fact.station or self.registered_at
            case events.CaseTransferred(effective_on=on, to_station=station):
                self.moved = max(self.moved or (on, station), (on, station))
            case _:
                pass


MODEL = ReadModel("activity", 6, _FOLLOWS, (ACTIVITY,), rows_of, rows_after)
