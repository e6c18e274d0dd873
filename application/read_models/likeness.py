"""Traits by which registrations may be one person, sealed, and who was found to be two people."""

from typing import Any

import orjson
from sqlalchemy import Column, Table

from application.kernel.keys.personal_text import PersonalText
from application.kernel.projecting.read_model import (
    ID,
    METADATA,
    History,
    ReadModel,
    Rows,
    stream_column,
)
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
FOLLOWS = (
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
_OF_THE_PERSON = frozenset(FOLLOWS) - {WorkerErased}
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


def _traits_of(worker: Worker) -> Traits | None:
    details: dict[str, Any] = worker.details
    if not worker.alive or details["name"] in (ERASED, LOCKED):
        return None
    born = ymd(details["birth_date"])
    return traits(details["id_number"], details["name"], born, details.get("phone"))


MODEL = ReadModel("likeness", 5, FOLLOWS, (SEALED_TRAITS, RULED_OUT, MERGED_INTO), rows_of)
