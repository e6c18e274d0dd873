"""The life of one worker, day by day, written from `domain.md` §4.2 and `contract.md` alone."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

NOT_YET, UNEMPLOYED, REEMPLOYED, CLOSED = "not_yet", "unemployed", "re_employed", "closed"
FLEXIBLE_MONTHS = 3


class Impossible(Exception):
    """Nobody can have lived like this; the text names the clash."""


@dataclass(eq=False)
class Spell:
    started_on: date
    kind: str


@dataclass(eq=False)
class End:
    day: date


@dataclass(eq=False)
class Closing:
    day: date
    reason: str
    confirmed: bool = False


@dataclass(eq=False)
class Life:
    """Everything recorded of one worker, as it stands after all corrections."""

    registration: dict[str, Any]
    registered_on: date
    transfers: list[tuple[date, str]] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    reopenings: list[date] = field(default_factory=list)
    void: bool = False
    merged_into: str | None = None

    def station_on(self, day: date) -> str:
        """The station responsible at the end of the day."""
        station = str(self.registration["station"])
        for moved_on, to_station in sorted(self.transfers, key=lambda transfer: transfer[0]):
            if moved_on <= day:
                station = to_station
        return station


@dataclass(frozen=True)
class Change:
    day: date
    before: str
    after: str


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day (30 Nov + 3 → 29 Feb 2004)."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    for day_of_month in (day.day, 30, 29, 28):
        try:
            return date(year, month0 + 1, day_of_month)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def counts_on(spell: Spell) -> date:
    """The day from which the employment is a re-employment, if it is not over before."""
    if spell.kind == "flexible":
        return months_later(spell.started_on, FLEXIBLE_MONTHS)
    return spell.started_on


class Replay:
    """A life lived once more from its first day to its last.

    `changes` are the changes of status in order; `ended` says which employment each end ended.
    Raises Impossible.
    """

    def __init__(self, life: Life) -> None:
        self.life = life
        self.status = NOT_YET
        self.running: list[Spell] = []
        self.changes: list[Change] = []
        self.ended: dict[End, Spell] = {}
        for day in self._days():
            self._live(day)

    def status_at_end_of(self, day: date) -> str:
        status = NOT_YET
        for change in self.changes:
            if change.day <= day:
                status = change.after
        return status

    def _days(self) -> list[date]:
        life = self.life
        days = {life.registered_on, *life.reopenings}
        days |= {day for day, _ in life.transfers} | {spell.started_on for spell in life.spells}
        days |= {counts_on(spell) for spell in life.spells}
        days |= {end.day for end in life.ends} | {closing.day for closing in life.closings}
        return sorted(days)

    def _live(self, day: date) -> None:
        reopenings = self.life.reopenings.count(day)
        if reopenings and self.status == CLOSED:
            reopenings -= 1
            self._become(day, UNEMPLOYED)
        if day == self.life.registered_on:
            self._become(day, UNEMPLOYED)
        self._transfer(day)
        self._settle(day)
        self._end(day)
        self._start(day)
        self._close(day)
        if reopenings and self.status == CLOSED:
            reopenings -= 1
            self._become(day, UNEMPLOYED)
        if reopenings:
            raise Impossible(f"{day}: reopened, but not closed")

    def _become(self, day: date, status: str) -> None:
        if status != self.status:
            self.changes.append(Change(day, self.status, status))
            self.status = status

    def _settle(self, day: date) -> None:
        if self.status in (UNEMPLOYED, REEMPLOYED):
            counted = any(counts_on(spell) <= day for spell in self.running)
            self._become(day, REEMPLOYED if counted else UNEMPLOYED)

    def _must_be_open(self, day: date, what: str) -> None:
        if self.status in (NOT_YET, CLOSED):
            raise Impossible(f"{day}: {what}, but the case is {self.status}")

    def _transfer(self, day: date) -> None:
        if any(moved_on == day for moved_on, _ in self.life.transfers):
            self._must_be_open(day, "transferred")

    def _end(self, day: date) -> None:
        for end in self.life.ends:
            if end.day == day:
                if not self.running:
                    raise Impossible(f"{day}: employment ended, but none is running")
                self.ended[end] = self.running.pop()
                self._settle(day)

    def _start(self, day: date) -> None:
        for spell in self.life.spells:
            if spell.started_on == day:
                self._must_be_open(day, "employment started")
                if spell.kind != "flexible" and any(s.kind != "flexible" for s in self.running):
                    raise Impossible(f"{day}: employment started while another is running")
                self.running.append(spell)
                self._settle(day)

    def _close(self, day: date) -> None:
        for closing in self.life.closings:
            if closing.day == day:
                self._must_be_open(day, "closed")
                self.running.clear()
                self._become(day, CLOSED)
