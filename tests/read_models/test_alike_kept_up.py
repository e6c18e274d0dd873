"""Pairs that are kept up person by person are those of everybody compared with everybody."""

from itertools import combinations
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import select

from application.kernel.people import paired_rows, people_index
from application.kernel.people.people_index import PeopleIndex
from application.read_models.alike import ALIKE
from application.read_models.duplicates import Comparison, LikelyDuplicates
from domain.kernel.errors import DomainError
from domain.worker.likeness import Likeness
from tests.read_models.erasing import erase
from tests.read_models.office import OTHER_STATION, STATION, Office
from tests.read_models.test_duplicates import born

Told = dict[frozenset[UUID], tuple[Likeness, ...]]
STEPS, DAY = 30, "2005-01-10"
NAMES = ("陈建国", "陈建国", "陈建果", "李红")
PHONES = ("0750-3912345", "0750-3301234")


def found(office: Office) -> Told:
    pairs = office.ask(LikelyDuplicates()).pairs
    return {frozenset((pair.one, pair.other)): pair.likenesses for pair in pairs}


def compared(office: Office, live: set[str]) -> Told:
    """What the question of two alone, which asks the store, says of all."""
    told = {}
    for pair in combinations(map(UUID, live), 2):
        seen = office.ask(Comparison(*pair))
        if seen.likenesses and not seen.told_apart:
            told[frozenset(pair)] = seen.likenesses
    return told


class Lives:
    """People who look alike, and what an office may do to them at random."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.chance = Random(1)
        self.live: set[str] = set()
        self.merged: list[tuple[str, str]] = []

    def step(self) -> None:
        often = (self.register, self.correct, self.correct)
        rarely = (self.rule_out, self.merge, self.unmerge, self.move, self.void, self.erase)
        few = len(self.live) < 6
        self.chance.choice((self.register,) if few else (*often, *rarely))()

    def some(self, count: int) -> list[str]:
        return self.chance.sample(sorted(self.live), count)

    def number(self) -> str:
        chance = self.chance
        return born(f"1960-05-0{chance.randint(5, 6)}", 100 + chance.randint(1, 40))

    def register(self) -> None:
        fields = {"id_number": self.number(), "phone": self.chance.choice(PHONES)}
        self.live.add(self.office.register(self.chance.choice(NAMES), **fields))

    def correct(self) -> None:
        changed = self.chance.choice(
            [
                {"name": self.chance.choice(NAMES)},
                {"id_number": self.number()},
                {"phone": PHONES[0]},
            ]
        )
        (worker,) = self.some(1)
        self.office.tell("correct-worker", DAY, worker=worker, reason="错", **changed)

    def rule_out(self) -> None:
        one, other = self.some(2)
        self.office.tell("rule-out-duplicate", DAY, worker=one, other=other)

    def merge(self) -> None:
        one, into = self.some(2)
        self.office.tell("merge-worker", DAY, worker=one, into=into)
        self.live.discard(one)
        self.merged.append((one, into))

    def unmerge(self) -> None:
        if self.merged:
            one, into = self.merged[-1]
            self.office.tell("unmerge-worker", DAY, worker=one, into=into)
            self.merged.pop()
            self.live.add(one)

    def move(self) -> None:
        (worker,) = self.some(1)
        to = self.chance.choice((STATION, OTHER_STATION))
        self.office.tell("transfer-case", DAY, worker=worker, to_station=to)

    def void(self) -> None:
        (worker,) = self.some(1)
        self.office.tell("void-registration", DAY, worker=worker, reason="fraud")
        self.live.discard(worker)

    def erase(self) -> None:
        (worker,) = self.some(1)
        erase(self.office, worker)
        self.live.discard(worker)


def test_kept_up_the_pairs_are_those_of_everybody(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(people_index, "STREAMS_AT_ONCE", 2)
    monkeypatch.setattr(paired_rows, "_KEYS_AT_ONCE", 2)
    lives, most = Lives(office), 0
    for _ in range(STEPS):
        try:
            lives.step()
        except DomainError:
            continue
        kept_up = found(office)
        assert kept_up == compared(office, lives.live)
        most = max(most, len(kept_up))
    assert most > 2
    office.tracker.people.forget()
    office.tracker.engines.forget()
    assert found(office) == kept_up


def rows(index: PeopleIndex) -> set[tuple[UUID, UUID]]:
    with index.memory.reading.connect() as memory:
        return {(row.one, row.other) for row in memory.execute(select(ALIKE))}


def test_nothing_is_left_of_who_was_erased(office: Office):
    one, other, third = (office.register(id_number=born("1960-05-05", n)) for n in (123, 125, 127))
    assert len(found(office)) == 3
    erase(office, one)
    assert len(found(office)) == 1
    assert rows(office.tracker.people) == {tuple(sorted(map(UUID, (other, third))))}
