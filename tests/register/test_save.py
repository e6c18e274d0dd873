"""The log in a real database: one save is all or nothing, and nobody writes over another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest

from application.kernel.database import Database
from application.kernel.keys.key import keys_beside
from application.kernel.log.log import Answer
from application.kernel.log.packing import Envelope
from application.kernel.log.register import Addition, Conflict, Register
from domain.follow_up.follow_ups import FollowUpRecorded, Outcome

HIS, HERS = uuid5(NAMESPACE_OID, "his"), uuid5(NAMESPACE_OID, "hers")
COMMAND = uuid5(NAMESPACE_OID, "command")
ENVELOPE = Envelope(1_000, "陈丽", "440703002", COMMAND)


def visited(day: int) -> FollowUpRecorded:
    return FollowUpRecorded(outcome=Outcome.AT_WORK, effective_on=date(2004, 5, day))


def addition(stream: UUID, version: int, *days: int) -> Addition:
    return Addition(stream, version, ENVELOPE, [visited(day) for day in days])


def answer(command_id: UUID = COMMAND, worker: UUID | None = HIS) -> Answer:
    return Answer(command_id, b"digest", worker, 2)


@pytest.fixture
def register(database: Database) -> Iterator[Register]:
    register = Register(database, keys_beside(database))
    yield register
    register.close()


def days(register: Register, stream: UUID) -> list[int]:
    return [r.fact.effective_on.day for r in register.stream(stream)]  # type: ignore[attr-defined]


def test_several_streams_and_answers_are_saved_together(register: Register):
    position = register.save([addition(HIS, 1, 1, 2), addition(HERS, 1, 3)], [(answer(), 2)])
    assert position == register.position() == 3
    assert (days(register, HIS), days(register, HERS)) == ([1, 2], [3])
    assert (register.version(HIS), register.version(HERS)) == (2, 1)
    assert register.answers([COMMAND]) == {COMMAND: replace(answer(), position=2)}
    assert [r.position for r in register.history()] == [1, 2, 3]


def test_what_is_read_is_what_was_written(register: Register):
    register.save([addition(HIS, 1, 1)])
    (recorded,) = register.stream(HIS)
    assert (recorded.fact, recorded.envelope) == (visited(1), ENVELOPE)
    assert (recorded.position, recorded.stream, recorded.version) == (1, HIS, 1)


@pytest.mark.parametrize(
    "second",
    [
        ([addition(HERS, 1, 3), addition(HIS, 1, 4)], []),
        ([addition(HERS, 1, 3), addition(HIS, 2, 4), addition(HIS, 2, 5)], []),
        ([addition(HERS, 1, 3)], [(answer(), 1)]),
        ([], [(answer(uuid5(NAMESPACE_OID, "new")), 0), (answer(), 0)]),
    ],
    ids=["a version that is taken", "twice in one save", "an answered command", "answers only"],
)
def test_a_save_that_meets_a_conflict_writes_nothing(register: Register, second):
    register.save([addition(HIS, 1, 1)], [(answer(), 1)])
    before = list(register.history())
    with pytest.raises(Conflict):
        register.save(*second)
    assert list(register.history()) == before
    assert register.answers([uuid5(NAMESPACE_OID, "new")]) == {}
    register.save([addition(HERS, 1, 3), addition(HIS, 2, 4)])
    assert (days(register, HIS), days(register, HERS)) == ([1, 4], [3])


def test_the_second_of_two_writers_gets_a_conflict(register: Register, database: Database):
    other = Register(database, keys_beside(database))
    register.save([addition(HIS, 1, 1)])
    with pytest.raises(Conflict):
        other.save([addition(HIS, 1, 2)])
    assert other.save([addition(HIS, 2, 2)]) == 2
    assert days(register, HIS) == [1, 2]
    other.close()


def test_positions_grow_in_the_order_of_the_commits(register: Register, database: Database):
    other = Register(database, keys_beside(database))
    positions = []
    for version in range(1, 6):
        positions.append(register.save([addition(HIS, version, version)]))
        positions.append(
            other.save(
                [
                    addition(HERS, version, version),
                ]
            )
        )
    assert positions == sorted(set(positions))
    assert [r.position for r in register.history()] == positions
    assert [(r.stream, r.version) for r in other.history(after=8)] == [(HIS, 5), (HERS, 5)]
    other.close()


def test_a_save_of_nothing_is_at_the_present_position(register: Register):
    assert register.save([]) == 0
    register.save([addition(HIS, 1, 1, 2)])
    assert register.save([]) == 2


@pytest.mark.parametrize("page", [1, 2, 100])
def test_history_is_read_in_pages_without_loss(register: Register, page: int):
    register.save([addition(HIS, 1, 1, 2, 3), addition(HERS, 1, 4, 5)])
    assert [r.position for r in register.history(page=page)] == [1, 2, 3, 4, 5]
    assert [r.position for r in register.history(after=3, page=page)] == [4, 5]


def test_streams_are_told_apart_and_up_to_a_position(register: Register):
    register.save([addition(HIS, 1, 1), addition(HERS, 1, 2), addition(HIS, 2, 3)])
    found = {facts[0].stream: [r.version for r in facts] for facts in register.streams(upto=2)}
    assert found == {HIS: [1], HERS: [1]}
    several = register.several([HIS, HERS, COMMAND])
    assert {stream: len(facts) for stream, facts in several.items()} == {
        HIS: 2,
        HERS: 1,
        COMMAND: 0,
    }
    assert [(p, s) for p, s, _ in register.touched(1, 10)] == [(2, HERS), (3, HIS)]


def test_the_facts_of_a_command_are_found_again_the_last_first(register: Register):
    register.save([addition(HIS, 1, 1, 2)], [(answer(), 2)])
    register.save([replace(addition(HERS, 1, 3), envelope=replace(ENVELOPE, command_id=None))])
    answered = register.answers([COMMAND])[COMMAND]
    assert [r.fact for r in register.recorded_by(answered)] == [visited(2), visited(1)]
