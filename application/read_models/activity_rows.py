"""Who recorded what, when and for which unit: one narrow row a fact, in the order of time."""

from bisect import bisect_right
from operator import attrgetter
from typing import Any
from zlib import crc32

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
)

from application.kernel.clock import day_of_count
from application.kernel.packing import Recorded
from application.kernel.read_model import METADATA, History, ReadModel, Rows, stream_column
from domain.assistance.applications import Applications
from domain.catalogue import FACTS
from domain.certificate.certificates import Certificates
from domain.certificate.events import CertificateEnded
from domain.follow_up.follow_ups import FollowUpRecorded
from domain.kernel.calendar import ymd
from domain.kernel.claim import ClaimReleased, ClaimTaken
from domain.kernel.fact import DatedFact, Fact
from domain.training.trainings import Trainings
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
    stream_column(index=False),
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    Column("station", String(12)),
    Column("fact", FactKind, nullable=False),
    Column("effective_on", Integer),
    Column("days_late", Integer),
)
_at = ACTIVITY.c.recorded_at
for _filter in (ACTIVITY.c.recorded_by, ACTIVITY.c.fact):
    Index(f"ix_activity_{_filter.name}", _filter, _at)
# What was late in a period, and what each unit recorded, is counted without a look at the rows.
Index("ix_activity_recorded_at", _at, ACTIVITY.c.days_late, ACTIVITY.c.station)
Index("ix_activity_station", ACTIVITY.c.station, _at, ACTIVITY.c.days_late)
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
    rows, new, station = [], history[known:], None
    if not all(each.envelope.station for each in new):
        station = _last_station(history[:known])
    for recorded in new:
        station = _station_of(recorded.fact) or station
        rows.append(_row(recorded, station))
    return {ACTIVITY: rows}


def _row(recorded: Recorded, station: str | None) -> dict[str, Any]:
    fact, envelope = recorded.fact, recorded.envelope
    on = fact.effective_on if isinstance(fact, DatedFact) else None
    late = None
    if on and type(fact) in _NEWS:
        late = (day_of_count(envelope.recorded_at) - on).days
    return {
        "stream": recorded.stream,
        "position": recorded.position,
        "version": recorded.version,
        "recorded_at": envelope.recorded_at,
        "recorded_by": envelope.recorded_by,
        "station": envelope.station or station,
        "fact": fact.stored_as,
        "effective_on": on and ymd(on),
        "days_late": late,
    }


def _last_station(history: History) -> str | None:
    """Who has the case, as far as the record goes."""
    told = (_station_of(recorded.fact) for recorded in reversed(history))
    return next(filter(None, told), None)


def _station_of(fact: Fact) -> str | None:
    """Who has the case from a fact on, where it tells."""
    match fact:
        case events.WorkerRegistered() | events.WorkerCorrected():
            return fact.station
        case events.CaseTransferred():
            return fact.to_station
        case _:
            return None


MODEL = ReadModel("activity", 4, _FOLLOWS, (ACTIVITY,), rows_of, rows_after)
