"""Episodes: each worker's life in pieces of one status at one station, on both clocks."""

from typing import Any

from sqlalchemy import Boolean, Column, Integer, PrimaryKeyConstraint, String, Table

from application.kernel.bitemporal.clocks import (
    Knowledge,
    day_columns,
    maybe,
    moments,
    record_columns,
    until,
)
from application.kernel.projecting.read_model import (
    METADATA,
    History,
    ReadModel,
    Rows,
    stream_column,
)
from domain.kernel.aggregate import Draft
from domain.kernel.calendar import ymd
from domain.worker import events
from domain.worker.pieces import Piece, pieces_of
from domain.worker.worker import Worker

EPISODES = Table(
    "episodes",
    METADATA,
    stream_column(),
    Column("sex", String(6), nullable=False),
    Column("birth", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("counted", Boolean, nullable=False),
    Column("status", String(12), nullable=False),
    Column("station", String(12), nullable=False),
    *day_columns(),
    Column("entered", String(20), nullable=False),
    Column("departed", String(20)),
    Column("from_station", String(12)),
    Column("to_station", String(12)),
    Column("confirmed", Boolean, nullable=False),
    Column("hired_on", Integer),
    Column("hired_before", Integer),
    Column("unemployed_until", Integer),
    Column("unemployed_by", Integer, nullable=False),
    Column("entered_by", Integer, nullable=False),
    Column("departed_by", Integer),
    *record_columns(),
    # What is known now lies together, person by person: the rate is one pass over it.
    PrimaryKeyConstraint("recorded_until", "stream", "recorded_from", "entered_by"),
    sqlite_with_rowid=False,
)

_WITHOUT_EFFECT = (
    events.DuplicateAbsorbed,
    events.DuplicateReleased,
    events.DuplicateRuledOut,
    events.RuledOutAsDuplicate,
)
_FOLLOWS = tuple(kind for kind in Worker.follows if kind not in _WITHOUT_EFFECT)
_KINDS = frozenset(_FOLLOWS)


def rows_of(history: History) -> Rows:
    """The episodes of one worker. A void or merged registration has none from then on."""
    worker, knowledge = Worker(Draft()), Knowledge()
    for at, facts in moments(history):
        changed = [recorded for recorded in facts if type(recorded.fact) in _KINDS]
        for recorded in changed:
            worker.when(recorded.fact, recorded.version)
        if changed:
            knowledge.now(at, _episodes(worker))
    return {EPISODES: knowledge.rows(EPISODES, history[0].stream)}


def _episodes(worker: Worker) -> list[tuple[Any, ...]]:
    if not worker.alive:
        return []
    details = worker.details
    person = (
        str(details["sex"]),
        ymd(details["birth_date"]),
        str(details["category"]),
        worker.counted,
    )
    return [person + _row(piece) for piece in pieces_of(worker.life)]


def _row(piece: Piece) -> tuple[Any, ...]:
    return (
        piece.status.value,
        piece.station,
        ymd(piece.since),
        until(piece.until),
        piece.entered,
        piece.left,
        piece.from_station,
        piece.to_station,
        piece.confirmed,
        maybe(piece.hired_on),
        maybe(piece.hired_before),
        maybe(piece.unemployed_until),
        piece.unemployed_by,
        piece.entered_by,
        piece.left_by,
    )


MODEL = ReadModel("episodes", 4, _FOLLOWS, (EPISODES,), rows_of)
