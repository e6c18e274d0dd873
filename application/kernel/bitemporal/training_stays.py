"""Stays in training: each enrolment with its end, on both clocks.

Where the worker stood on a day, and who found work when, the episodes tell.
"""

from typing import Any

from sqlalchemy import Column, Integer, String, Table

from application.kernel.bitemporal.clocks import Knowledge, maybe, moments, record_columns
from application.kernel.projecting.read_model import (
    METADATA,
    History,
    ReadModel,
    Rows,
    stream_column,
)
from domain.kernel.calendar import ymd
from domain.training.trainings import Enrolment, TrainingCompleted, TrainingFact, enrolments

TRAINING_STAYS = Table(
    "training_stays",
    METADATA,
    stream_column(),
    Column("course", String(200), nullable=False),
    Column("enrolled_on", Integer, nullable=False),
    Column("enrolled_by", Integer, nullable=False),
    Column("finished_on", Integer),
    Column("finished_by", Integer),
    Column("outcome", String(10), nullable=False),
    Column("placement_until", Integer),
    *record_columns(),
)
_FOLLOWS = TrainingFact.__args__
_KINDS = frozenset(_FOLLOWS)


def rows_of(history: History) -> Rows:
    """One row an enrolment; a late fact that changes its end restates it."""
    knowledge = Knowledge()
    facts: list[tuple[int, TrainingFact]] = []
    for at, recorded in moments(r for r in history if type(r.fact) in _KINDS):
        facts += [(item.version, item.fact) for item in recorded]  # type: ignore[misc]
        knowledge.now(at, (_row(stay) for stay in enrolments(facts)))
    return {TRAINING_STAYS: knowledge.rows(TRAINING_STAYS, history[0].stream)}


def _row(stay: Enrolment) -> tuple[Any, ...]:
    finished = stay.finished
    placement = finished.placement_until if isinstance(finished, TrainingCompleted) else None
    return (
        stay.enrolled.course,
        ymd(stay.enrolled.effective_on),
        stay.enrolled_by,
        maybe(finished.effective_on if finished else None),
        stay.finished_by,
        stay.outcome.value,
        maybe(placement),
    )


MODEL = ReadModel("training_stays", 2, _FOLLOWS, (TRAINING_STAYS,), rows_of)
