"""A worker's life in effective order: the one check that every late fact goes through.

On one day the order is: registration, transfer, end of employment, start of employment, closing.
A reopening comes first on its day when the case was closed before, else after the day's closing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from domain.kernel.errors import DomainError
from domain.worker import errors
from domain.worker.vocabulary import EmploymentKind


class Rank(IntEnum):
    REGISTRATION = 0
    REOPENING = 1
    TRANSFER = 2
    END = 3
    START = 4
    CLOSING = 5


@dataclass(slots=True, unsafe_hash=True)  # each fold makes them, and frozen they cost thrice
class Entry:
    """One dated fact of the life, never changed; `version` is its place in the case file."""

    on: date
    rank: Rank
    version: int
    fact: str
    station: str = ""
    kind: EmploymentKind | None = None
    counts_from: date = date.min
    started_on: date | None = None
    reason: str = ""
    confirmed: bool = False


@dataclass(slots=True)
class Employment:
    start: Entry
    end: Entry | None = None
    cut_on: date | None = None

    @property
    def until(self) -> date | None:
        return self.end.on if self.end else self.cut_on

    @property
    def counts(self) -> bool:
        """Whether it lasted to the day from which it counts (an end on that day still counts)."""
        return self.until is None or self.until >= self.start.counts_from


@dataclass(slots=True)
class Closing:
    closed: Entry
    reopened: Entry | None = None


@dataclass(slots=True)
class Life:
    """A possible life: what `life_of` found. Lists are in effective order."""

    registered: Entry
    moves: list[Entry] = field(default_factory=list)
    employments: list[Employment] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)

    @property
    def station(self) -> str:
        return self.moves[-1].station if self.moves else self.registered.station

    @property
    def closed(self) -> Closing | None:
        last = self.closings[-1] if self.closings else None
        return last if last and last.reopened is None else None

    @property
    def running(self) -> list[Employment]:
        return [job for job in self.employments if job.until is None]

    def open_on(self, day: date) -> bool:
        """Whether the case stands open at the end of a day."""
        return self.registered.on <= day and not any(
            closing.closed.on <= day and (closing.reopened is None or day < closing.reopened.on)
            for closing in self.closings
        )


class Clash(Exception):
    """The life is impossible at `entry`, because of `cause`."""

    def __init__(self, refusal: DomainError, entry: Entry, cause: Entry | None) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.entry = entry
        self.cause = cause


def life_of(entries: Iterable[Entry]) -> Life:
    """Fold entries, in any order, into a life. Raises `Clash`."""
    ordered = sorted(entries, key=lambda entry: (entry.on, entry.rank, entry.version))
    if ordered[0].rank is not Rank.REGISTRATION:
        registered = next(entry for entry in ordered if entry.rank is Rank.REGISTRATION)
        refusal = errors.BeforeRegistration(registered_on=registered.on)
        raise Clash(refusal, ordered[0], registered)
    life = Life(ordered[0])
    waiting: Entry | None = None
    for entry in ordered[1:]:
        if entry.rank is Rank.REOPENING and life.closed is None and _closes(ordered, entry.on):
            if waiting:
                raise Clash(errors.ReopenedThatDayAlready(on=entry.on), entry, waiting)
            waiting = entry
            continue
        _STEPS[entry.rank](life, entry)
        if waiting and entry.rank is Rank.CLOSING:
            _reopening(life, waiting)
            waiting = None
    return life


def _closes(entries: list[Entry], day: date) -> bool:
    return any(entry.on == day and entry.rank is Rank.CLOSING for entry in entries)


def _refuse_when_closed(life: Life, entry: Entry) -> None:
    if closing := life.closed:
        closed = closing.closed
        refusal = errors.CaseIsClosed(closed_on=closed.on, reason=closed.reason)
        raise Clash(refusal, entry, closed)


def _transfer(life: Life, entry: Entry) -> None:
    _refuse_when_closed(life, entry)
    last = life.moves[-1] if life.moves else life.registered
    if life.moves and last.on == entry.on:
        refusal: DomainError = errors.TransferredThatDayAlready(to_station=last.station, on=last.on)
        raise Clash(refusal, entry, last)
    if last.station == entry.station:
        refusal = errors.AlreadyAtStation(station=last.station, since=last.on)
        raise Clash(refusal, entry, last)
    life.moves.append(entry)


def _start(life: Life, entry: Entry) -> None:
    _refuse_when_closed(life, entry)
    for job in life.employments:
        if job.start.on == entry.on:
            refusal: DomainError = errors.StartedThatDayAlready(started_on=entry.on)
            raise Clash(refusal, entry, job.start)
    for job in life.running:
        if EmploymentKind.FLEXIBLE not in (entry.kind, job.start.kind):
            refusal = errors.AlreadyEmployed(started_on=job.start.on, kind=job.start.kind)
            raise Clash(refusal, entry, job.start)
    life.employments.append(Employment(entry))


def _end(life: Life, entry: Entry) -> None:
    _refuse_when_closed(life, entry)
    running = life.running
    if entry.started_on:
        running = [job for job in running if job.start.on == entry.started_on]
    if not running:
        last = life.employments[-1] if life.employments else None
        refusal = errors.NotEmployed(on=entry.on, last_started_on=last and last.start.on)
        raise Clash(refusal, entry, (last.end or last.start) if last else None)
    running[-1].end = entry


def _closing(life: Life, entry: Entry) -> None:
    _refuse_when_closed(life, entry)
    for job in life.running:
        job.cut_on = entry.on
    life.closings.append(Closing(entry))


def _reopening(life: Life, entry: Entry) -> None:
    closing = life.closed
    if closing is None:
        last = life.closings[-1] if life.closings else None
        raise Clash(errors.CaseNotClosed(), entry, last.reopened if last else None)
    closing.reopened = entry


def _registration(life: Life, entry: Entry) -> None:
    raise AssertionError("a case has one registration")


_STEPS = {
    Rank.REGISTRATION: _registration,
    Rank.REOPENING: _reopening,
    Rank.TRANSFER: _transfer,
    Rank.END: _end,
    Rank.START: _start,
    Rank.CLOSING: _closing,
}
