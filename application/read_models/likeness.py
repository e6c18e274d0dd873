"""Traits by which registrations may be one person, and who was found to be two people.

The traits are sealed in the store; opened, they stand under keys. Every pair that
`domain.worker.likeness` finds alike has a key in common; a key in common is not yet a likeness.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    String,
    Table,
    select,
)

from application.kernel.opened_rows import OPENED, Cells, Opened
from application.kernel.personal_text import PersonalText
from application.kernel.read_model import ID, METADATA, History, ReadModel, Rows, stream_column
from application.read_models.name_keys import folded, keys_of
from domain.assistance.events import AssistanceAppliedFor, AssistanceGranted
from domain.certificate.events import CertificateAppliedFor, CertificateIssued, CertificateReviewed
from domain.erasure.erasures import WorkerErased
from domain.follow_up.follow_ups import FollowUpRecorded
from domain.kernel.aggregate import Draft
from domain.kernel.calendar import ymd
from domain.kernel.claim import ClaimTaken
from domain.kernel.fact import ERASED, LOCKED
from domain.training.trainings import EnrolledInTraining, TrainingCompleted
from domain.worker import events
from domain.worker.likeness import Traits
from domain.worker.worker import Worker

SEALED_TRAITS = Table(
    "sealed_traits",
    METADATA,
    stream_column(),
    Column("traits", PersonalText, nullable=False),
)
TRAITS = Table(
    "traits",
    OPENED,
    Column("stream", ID, primary_key=True),
    Column("id_number", String(18), nullable=False),
    Column("name", String(200), nullable=False),
    Column("sounds", String(200), nullable=False),
    Column("birth", Integer, nullable=False),
    Column("phone", String(40), nullable=False),
    sqlite_with_rowid=False,
)
LIKENESS_KEYS = Table(
    "likeness_keys",
    OPENED,
    Column("stream", ID, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)
# Those who share a key lie together: finding all pairs is one pass.
Index("ix_likeness_keys_key", LIKENESS_KEYS.c.key, LIKENESS_KEYS.c.stream)
RULED_OUT = Table(
    "ruled_out",
    METADATA,
    stream_column(),
    Column("other", ID, nullable=False),
)
MERGED_INTO = Table(
    "merged_into",
    METADATA,
    stream_column(),
    Column("survivor", ID, nullable=False),
)
_FOLLOWS = (
    events.WorkerRegistered,
    events.WorkerCorrected,
    events.RegistrationVoided,
    events.WorkerMerged,
    events.WorkerUnmerged,
    events.DuplicateAbsorbed,
    events.DuplicateReleased,
    events.DuplicateRuledOut,
    events.RuledOutAsDuplicate,
    WorkerErased,
)
_OF_THE_PERSON = frozenset(_FOLLOWS) - {WorkerErased}
"""Work, moves and closings make nobody another."""
LEAVES_ALL_AS_THEY_ARE = frozenset(
    kind.stored_as
    for kind in (
        events.EmploymentStarted,
        events.EmploymentEnded,
        FollowUpRecorded,
        EnrolledInTraining,
        TrainingCompleted,
        CertificateAppliedFor,
        CertificateIssued,
        CertificateReviewed,
        AssistanceAppliedFor,
        AssistanceGranted,
        ClaimTaken,
    )
)
"""Most of what a day brings makes nobody another, nor takes them to another station."""


def traits(id_number: str, name: str, birth: int, phone: str | None) -> Traits:
    return Traits(id_number, folded(name), keys_of(name).sounds, birth, folded(phone or ""))


def rows_of(history: History) -> Rows:
    """Only a live registration has traits."""
    worker = Worker(Draft())
    for recorded in history:
        if type(recorded.fact) in _OF_THE_PERSON:
            worker.when(recorded.fact, recorded.version)
    stream = history[0].stream
    return {
        SEALED_TRAITS: [
            {"stream": stream, "traits": orjson.dumps(seen).decode()}
            for seen in [_traits_of(worker)]
            if seen
        ],
        RULED_OUT: [{"stream": stream, "other": other} for other in worker.ruled_out],
        MERGED_INTO: [
            {"stream": stream, "survivor": into} for into in [worker.merged_into] if into
        ],
    }


def _opened(rows: Iterable[Cells]) -> Mapping[Table, list[Cells]]:
    compared: list[Cells] = []
    keys: list[Cells] = []
    for stream, text in rows:
        if text in (ERASED, LOCKED):
            continue
        seen = Traits(**orjson.loads(text))
        compared.append((stream, seen.id_number, seen.name, seen.sounds, seen.birth, seen.phone))
        # A key lives as long as the process: those of one hash meet, whatever it is.
        keys += [(stream, key) for key in {hash((seen.sounds, *key)) for key in _met_by(seen)}]
    return {TRAITS: compared, LIKENESS_KEYS: keys}


ALIKE = Opened(select(SEALED_TRAITS), (TRAITS, LIKENESS_KEYS), _opened, _FOLLOWS)


def _traits_of(worker: Worker) -> Traits | None:
    details: dict[str, Any] = worker.details
    if not worker.alive or details["name"] in (ERASED, LOCKED):
        return None
    born = ymd(details["birth_date"])
    return traits(details["id_number"], details["name"], born, details.get("phone"))


def _met_by(seen: Traits) -> Iterator[tuple[str, ...]]:
    """A slip in area or sequence leaves the birth date; one in the birth date leaves both others.

    Digits swapped between birth date and sequence leave all around them.
    """
    area, birth, sequence = seen.id_number[:6], seen.id_number[6:14], seen.id_number[14:17]
    yield "born", str(seen.birth)
    yield "born", birth
    if seen.phone:
        yield "phone", seen.phone
    yield "born otherwise", area, sequence
    yield "swapped", area, birth[:-1], sequence[1:]


MODEL = ReadModel("likeness", 5, _FOLLOWS, (SEALED_TRAITS, RULED_OUT, MERGED_INTO), rows_of)
