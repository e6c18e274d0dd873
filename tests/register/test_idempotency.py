"""A command id is answered once, in the same transaction as its facts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from application.kernel.database import Database
from application.kernel.log.register import Conflict
from application.kernel.writing.sitting import CommandIdReused, Outcome, perform
from application.tracker import TRADE, CaseTracker
from domain.worker.errors import WorkerAlreadyRegistered, WorkerNotFound
from tests.register.office import (
    NOW,
    id_of_command,
    notes_of,
    opened,
    registration,
    request,
    visit,
)


@pytest.fixture
def tracker(database: Database, tmp_path: Path) -> Iterator[CaseTracker]:
    with opened(tmp_path) as tracker:
        yield tracker


def test_the_same_command_again_gets_the_same_answer(tracker: CaseTracker):
    first = tracker.do(request(registration(1), "a"))
    tracker.do(request(visit(1, "later"), "b"))
    position = tracker.register.position()
    again = tracker.do(request(registration(1), "a"))
    assert again == replace(first, replayed=True)
    assert tracker.register.position() == position


def test_an_answer_that_its_last_fact_tells_is_found_there(tracker: CaseTracker):
    given = [
        tracker.do(request(registration(1), "a")),  # the claim of the number is its last fact
        tracker.do(request(visit(1, "x"), "b")),
        tracker.do(request(visit(1, "y"), "c")),
    ]
    kept = tracker.register._rows("SELECT worker FROM answered_commands ORDER BY position")
    assert [worker is None for (worker,) in kept] == [False, True, True]
    ids = [id_of_command(name) for name in "abc"]
    answers = tracker.register.answers(ids)
    told = [(answers[each].worker, answers[each].version, answers[each].position) for each in ids]
    assert told == [(each.worker, each.version, each.position) for each in given]


def test_another_body_under_the_same_id_is_refused(tracker: CaseTracker):
    tracker.do(request(registration(1), "a"))
    position = tracker.register.position()
    for line in (registration(2), registration(1) | {"name": "陈建华"}, visit(1, "x")):
        with pytest.raises(CommandIdReused):
            tracker.do(request(line, "a"))
    assert tracker.register.position() == position


def test_the_same_body_under_another_id_is_another_command(tracker: CaseTracker):
    tracker.do(request(registration(1), "a"))
    tracker.do(request(visit(1, "x"), "b"))
    tracker.do(request(visit(1, "x"), "c"))
    assert notes_of(tracker.register.history()) == ["x", "x"]
    with pytest.raises(WorkerAlreadyRegistered):
        tracker.do(request(registration(1), "d"))


def test_a_refused_command_is_not_answered(tracker: CaseTracker):
    with pytest.raises(WorkerNotFound):
        tracker.do(request(visit(1, "x"), "a"))
    assert tracker.register.answers([id_of_command("a")]) == {}
    tracker.do(request(registration(1), "b"))
    assert not tracker.do(request(visit(1, "x"), "a")).replayed


def test_what_conflicts_is_neither_recorded_nor_answered(tracker: CaseTracker):
    tracker.do(request(registration(1), "a"))
    shelf = tracker.shelf()
    perform(shelf, TRADE, request(visit(1, "slow"), "b"), NOW)
    tracker.do(request(visit(1, "quick"), "c"))
    with pytest.raises(Conflict):
        tracker.register.save(*shelf.written)
    assert tracker.register.answers([id_of_command("b")]) == {}
    assert notes_of(tracker.register.history()) == ["quick"]
    assert not tracker.do(request(visit(1, "slow"), "b")).replayed
    assert notes_of(tracker.register.history()) == ["quick", "slow"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_command_that_others_overtake_is_carried_out_again(tracker: CaseTracker, tmp_path: Path):
    tracker.do(request(registration(1), "a"))
    save = tracker.register.save
    overtaken: list[Outcome] = []

    def overtaken_once(*written):
        if not overtaken:
            with opened(tmp_path) as other:
                overtaken.append(other.do(request(visit(1, "quick"), "c")))
        return save(*written)

    tracker.register.save = overtaken_once  # type: ignore[method-assign]
    outcome = tracker.do(request(visit(1, "slow"), "b"))
    assert (overtaken[0].version, outcome.version) == (2, 3)
    assert notes_of(tracker.register.history()) == ["quick", "slow"]
    assert tracker.verify() == []
