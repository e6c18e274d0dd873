"""A life cut into pieces of one status at one station: what the figures are counted from.

The pieces of a life follow each other without gap or overlap from the registration on; a piece
may have no length (registered and re-employed on one day), so that every flow is there once.
"""

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from domain.worker.timeline import Employment, Entry, Life
from domain.worker.vocabulary import Status

REGISTERED = "registered"
REEMPLOYED = "reemployed"
JOB_LOST = "job_lost"
MOVED = "moved"
REOPENED = "reopened"

_FIRST, _MOVE, _WORK, _CLOSE, _REOPEN_SAME_DAY = range(5)


@dataclass(slots=True)
class Piece:
    """Status at one station in [since, until); `entered` and `left` name the flow.

    `hired_on` is the latest re-employment up to the beginning of the piece, `hired_before` the
    one before that; `unemployed_until` is the end of the last unemployed piece before this one, and
    `unemployed_by` the fact that began the latest spell without work.
    `entered_by` and `left_by` are versions of facts in the case file.
    """

    status: Status
    station: str
    since: date
    entered: str
    entered_by: int
    until: date | None = None
    left: str | None = None
    left_by: int | None = None
    from_station: str | None = None
    to_station: str | None = None
    confirmed: bool = False
    hired_on: date | None = None
    hired_before: date | None = None
    unemployed_until: date | None = None
    unemployed_by: int = 0


class _Change(NamedTuple):
    on: date
    rank: int
    order: int
    status: Status | None
    flow: str
    entry: Entry


_IN_ORDER = itemgetter(0, 1, 2)


def pieces_of(life: Life) -> list[Piece]:
    """The pieces of a life in order of time."""
    first = life.registered
    piece = Piece(
        Status.UNEMPLOYED,
        first.station,
        first.on,
        REGISTERED,
        first.version,
        unemployed_by=first.version,
    )
    done: list[Piece] = []
    for change in sorted(_changes(life), key=_IN_ORDER):
        done.append(piece)
        piece = _cut(piece, change)
    done.append(piece)
    return done


def _changes(life: Life) -> list[_Change]:
    changes = [_Change(move.on, _MOVE, 0, None, MOVED, move) for move in life.moves]
    changes += _work(life)
    for closing in life.closings:
        closed = closing.closed
        changes.append(_Change(closed.on, _CLOSE, 0, Status.CLOSED, closed.reason, closed))
        if again := closing.reopened:
            rank = _REOPEN_SAME_DAY if again.on == closed.on else _FIRST
            changes.append(_Change(again.on, rank, 0, Status.UNEMPLOYED, REOPENED, again))
    return changes


def _work(life: Life) -> list[_Change]:
    """Changes into and out of re-employment: spells that overlap are one re-employment.

    Of two spells that end on one day the one that the closing cut off is the longer.
    """
    if not life.employments:
        return []
    spells = sorted(
        (job.start.counts_from, index, job)
        for index, job in enumerate(life.employments)
        if job.counts
    )
    changes: list[_Change] = []
    last: Employment | None = None
    for since, _, job in spells:
        if last is None or not _went_on(last, job):
            changes += _loss(last, len(changes))
            hired = _Change(since, _WORK, len(changes), Status.REEMPLOYED, REEMPLOYED, job.start)
            changes.append(hired)
            last = job
        elif _over(job) > _over(last):
            last = job
    return changes + _loss(last, len(changes))


def _went_on(last: Employment, job: Employment) -> bool:
    """Whether a spell still ran when another one began to count.

    An end precedes a start of the same day, a closing follows it: so a spell that starts on the
    day of another's end is a new re-employment, and one that starts on the day of closing is not.
    Nor is one that ran beside the other already and begins to count on the day of its end.
    """
    since, over = job.start.counts_from, last.until or date.max
    return over > since or (over == since and (last.end is None or job.start.on < since))


def _over(job: Employment) -> tuple[date, bool]:
    return job.until or date.max, job.end is None


def _loss(job: Employment | None, order: int) -> list[_Change]:
    if job is None or job.end is None:
        return []
    return [_Change(job.end.on, _WORK, order, Status.UNEMPLOYED, JOB_LOST, job.end)]


def _cut(piece: Piece, change: _Change) -> Piece:
    """End a piece by a change; return the one that begins with it."""
    entry = change.entry
    to_station = entry.station if change.flow == MOVED else piece.station
    piece.until, piece.left, piece.left_by = change.on, change.flow, entry.version
    piece.to_station = to_station
    hired = change.flow == REEMPLOYED
    return Piece(
        status=change.status or piece.status,
        station=to_station,
        since=change.on,
        entered=change.flow,
        entered_by=entry.version,
        from_station=piece.station,
        confirmed=entry.confirmed,
        hired_on=change.on if hired else piece.hired_on,
        hired_before=piece.hired_on if hired else piece.hired_before,
        unemployed_until=(
            change.on if piece.status is Status.UNEMPLOYED else piece.unemployed_until
        ),
        unemployed_by=(
            entry.version if change.status is Status.UNEMPLOYED else piece.unemployed_by
        ),
    )
