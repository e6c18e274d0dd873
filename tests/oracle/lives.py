"""The life of one made-up worker as history lines in effective order, without `recorded_at`."""

import random
from datetime import date, timedelta
from typing import Any

from tests.oracle.book import Line, identity_number
from tests.oracle.clerk import Clerk
from tests.oracle.life import Life, Replay, counts_on
from tests.oracle.units import STATIONS
from tests.oracle.vocabulary import (
    ADDRESSES,
    BOUNDARIES,
    CATEGORIES,
    CLOSINGS,
    FIRST,
    KINDS,
    LAST,
    LOSSES,
)

DAY = timedelta(days=1)


def birth_day(rng: random.Random) -> date:
    """Often 29 February, or turning 40, 50 or 60 next to a boundary, else anything."""
    if rng.random() < 0.15:
        return date(rng.choice((1944, 1952, 1956, 1960, 1964, 1968)), 2, 29)
    if rng.random() < 0.6:
        near = rng.choice(BOUNDARIES) + rng.choice((-1, 0, 1, rng.randint(2, 90))) * DAY
        return near.replace(year=near.year - rng.choice((40, 50, 60)), day=min(near.day, 28))
    return date(1944, 1, 1) + rng.randint(0, 14000) * DAY


class Walk:
    """One worker's way from registration on. `lines` is what has been told so far."""

    def __init__(self, rng: random.Random, index: int, confirmations: bool) -> None:
        self.rng, self.index, self.confirmations = rng, index, confirmations
        self.born, self.sex = birth_day(rng).isoformat(), rng.choice(("male", "female"))
        self.number = self._a_number(index)
        self.day = rng.choice([FIRST, rng.choice(BOUNDARIES[:14])]) + rng.randint(5, 200) * DAY
        self.clerk = Clerk()
        self.lines: list[Line] = []

    def _a_number(self, sequence: int) -> str:
        return identity_number(self.born, self.sex, sequence, self.rng.choice(ADDRESSES))

    def _as_written(self) -> str:
        """Now and then in the old form of 15 digits."""
        old = self.number[:6] + self.number[8:17]
        return old if self.rng.random() < 0.04 else self.number

    @property
    def life(self) -> Life:
        return self.clerk.book.lives[self.number]

    def say(self, command: str, day: date | None = None, **fields: Any) -> bool:
        """Adds the line if the life stays possible with it."""
        line = {"command": command, **fields, "effective_on": (day or self.day).isoformat()}
        if command != "register-worker":
            line = {"command": command, "worker": self._as_written()} | line
        taken = self.clerk.takes(line)
        if taken:
            self.lines.append(line)
        return taken

    def register(self) -> None:
        optional: dict[str, Any] = {}
        if self.rng.random() < 0.06:
            optional[self.rng.choice(("able_to_work", "willing_to_work"))] = False
        self.say(
            "register-worker",
            id_number=self._as_written(),
            name="甲乙丙丁戊己庚辛"[self.index % 8],
            category=self.rng.choice(CATEGORIES),
            unemployed_since=(self.day - self.rng.choice((0, 4, 5)) * DAY).isoformat(),
            station=self.rng.choice(STATIONS),
            **optional,
        )

    def go_on(self) -> None:
        """To another day, often one where the rules have an edge, sometimes the same."""
        month, day = int(self.born[5:7]), min(int(self.born[8:]), 28)
        marks = [self.day.replace(month=month, day=day)]
        marks += [counts_on(spell) for spell in self.life.spells[-1:]] * 3
        mark = self.rng.choice(marks) + self.rng.choice((-1, 0, 0, 1)) * DAY
        ahead = sorted(day for day in BOUNDARIES if day >= self.day)[:3]
        chance = self.rng.random()
        if chance < 0.2:
            return
        if chance < 0.4 and ahead:
            self.day = self.rng.choice(ahead)
        elif chance < 0.7 and mark > self.day:
            self.day = mark
        else:
            self.day += self.rng.choice((1, 7, 30, 120)) * self.rng.randint(1, 2) * DAY

    def live_on(self) -> None:
        """Something happens on the present day, as far as it is possible."""
        status = Replay(self.life).status
        usual = {
            "unemployed": (self.hired, self.hired, self.moved, self.closed, self.lost),
            "re_employed": (self.lost, self.lost, self.moved, self.closed, self.hired),
            "closed": (self.reopened, self.reopened, self.confirmed),
        }[status]
        rare = (self.employment_corrected, self.employment_void, self.worker_corrected)
        self.rng.choice(rare if self.rng.random() < 0.25 else usual)()

    def hired(self) -> None:
        self.say("start-employment", kind=self.rng.choice(KINDS))

    def lost(self) -> None:
        lost = self.say("end-employment", reason=self.rng.choice(LOSSES))
        if lost and self.rng.random() < 0.2:
            self.hired()

    def moved(self) -> None:
        self.say("transfer-case", to_station=self.rng.choice(STATIONS))

    def closed(self) -> None:
        if self.rng.random() < 0.6:
            self.say("close-case", reason=self.rng.choice((*CLOSINGS, "wish_withdrawn")))

    def reopened(self) -> None:
        self.say("reopen-case", reason="重新登记失业")

    def confirmed(self) -> None:
        closing = self.life.closings[-1]
        if self.confirmations and not closing.confirmed:
            self.say("confirm-closing", closing.day)

    def employment_void(self) -> None:
        if self.life.spells:
            day = self.rng.choice(self.life.spells).started_on
            reason = self.rng.choice(("fraud", "entered_in_error"))
            self.say("void-employment", day, started_on=day.isoformat(), reason=reason)

    def employment_corrected(self) -> None:
        if not self.life.spells:
            return
        spell = self.rng.choice(self.life.spells)
        near, changed = self.rng.choice((-30, -1, 0, 0, 1, 2)) * DAY, dict[str, str]()
        if self.rng.random() < 0.4:
            changed["kind"] = self.rng.choice(KINDS)
        ends = [end.day for end, ended in Replay(self.life).ended.items() if ended is spell]
        if ends and self.rng.random() < 0.6:
            changed["ended_on"] = (ends[0] + self.rng.randint(-3, 3) * DAY).isoformat()
        told = {"started_on": spell.started_on.isoformat(), "reason": "日期有误"} | changed
        self.say("correct-employment", min(spell.started_on + near, LAST), **told)

    def worker_corrected(self) -> None:
        first = self.life.registered_on
        other_sex = {"male": "female", "female": "male"}[self.sex]
        changed: dict[str, Any] = self.rng.choice(
            (
                {"station": self.rng.choice(STATIONS)},
                {"registered_on": (first + self.rng.randint(-4, 20) * DAY).isoformat()},
                {self.rng.choice(("able_to_work", "willing_to_work")): self.rng.random() < 0.6},
                {"sex": other_sex, "override_reason": "号码有误"},
                {"birth_date": birth_day(self.rng).isoformat(), "override_reason": "号码有误"},
                {"name": "子", "phone": "3300000"},
            )
        )
        self.say("correct-worker", reason="登记有误", **changed)

    def finish(self) -> None:
        """At the very end a few registrations turn out wrong."""
        chance = self.rng.random()
        if chance < 0.08:
            day = self.rng.choice((self.life.registered_on, min(self.day, LAST)))
            reason = self.rng.choice(("fraud", "entered_in_error"))
            self.say("void-registration", day, reason=reason)
        elif chance < 0.12 and "override_reason" not in self.life.registration:
            number = self._a_number(self.index + 200)
            self.say("correct-worker", self.life.registered_on, reason="号码有误", id_number=number)


def random_life(rng: random.Random, index: int, steps: int, confirmations: bool) -> list[Line]:
    """The lines of one worker in the order in which they took effect."""
    walk = Walk(rng, index, confirmations)
    walk.register()
    for _ in range(steps):
        walk.go_on()
        if walk.day > LAST:
            break
        walk.live_on()
    walk.day = min(walk.day, LAST)
    walk.finish()
    return walk.lines
