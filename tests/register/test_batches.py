"""Commands that are written together come to what they would have come to one by one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from application.kernel.database import Database
from application.kernel.log.errors import Conflict, LedgerUnavailable
from application.kernel.writing.sitting import CommandIdReused, Outcome
from application.tracker import CaseTracker
from domain.worker.errors import WorkerAlreadyRegistered, WorkerNotFound
from tests.register.office import notes_of, opened, registration, request, visit, words


@pytest.fixture
def tracker(database: Database, tmp_path: Path) -> Iterator[CaseTracker]:
    with opened(tmp_path) as tracker:
        yield tracker


def notes(tracker: CaseTracker) -> list[str]:
    return notes_of(tracker.register.history())


@pytest.fixture
def saves(tracker: CaseTracker, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was saved, filled as it comes."""
    found: list[Any] = []
    save = tracker.register.save

    def counted(*written: Any) -> int:
        found.append(written)
        return save(*written)

    monkeypatch.setattr(tracker.register, "save", counted)
    return found


def test_a_batch_is_one_save_and_each_gets_its_own_answer(tracker: CaseTracker, saves: list[Any]):
    done = tracker.batches.carry_out(
        [
            request(visit(1, "too early"), "a"),
            request(registration(1), "b"),
            request(visit(1, "x"), "c"),
            request(registration(1), "d"),
            request(visit(1, "y"), "e"),
        ]
    )
    assert words(done) == [
        WorkerNotFound,
        (1, False),
        (2, False),
        WorkerAlreadyRegistered,
        (3, False),
    ]
    assert len(saves) == 1
    assert notes(tracker) == ["x", "y"]
    # Registered with the claim on the number, at 2 and 3; the units are at 1.
    assert [each.position for each in done if isinstance(each, Outcome)] == [3, 4, 5]
    assert tracker.verify() == []


def test_what_came_while_it_waited_for_its_turn_shares_its_save(
    tracker: CaseTracker, saves: list[Any]
):
    tracker.do(request(registration(1), "registered"))
    saves.clear()
    since = [request(visit(1, "b"), "b"), request(visit(2, "c"), "c")]
    done = tracker.batches.carry_out([request(visit(1, "a"), "a")], lambda: since)
    assert words(done) == [(2, False), (3, False), WorkerNotFound]
    assert notes(tracker) == ["a", "b"]
    assert len(saves) == 1


def test_an_id_that_comes_twice_in_a_batch_is_answered_once(tracker: CaseTracker):
    first, again, other = tracker.batches.carry_out(
        [
            request(registration(1), "a"),
            request(registration(1), "a"),
            request(registration(2), "a"),
        ]
    )
    assert isinstance(first, Outcome) and isinstance(other, CommandIdReused)
    assert again == replace(first, replayed=True)


def test_what_nobody_foresaw_is_the_matter_of_one_command(tracker: CaseTracker, monkeypatch):
    require = type(tracker.keys).require_open
    calls: list[None] = []

    def fail(keys: Any) -> None:
        calls.append(None)
        if len(calls) in (1, 2):
            raise RuntimeError("unforeseen")
        require(keys)

    tracker.do(request(registration(1), "registered"))
    monkeypatch.setattr(type(tracker.keys), "require_open", fail)
    done = tracker.batches.carry_out([request(visit(1, each), each) for each in "ab"])
    assert words(done) == [RuntimeError, (2, False)]
    assert notes(tracker) == ["b"]


def test_a_database_that_fails_fails_all_of_the_batch(tracker: CaseTracker, monkeypatch):
    def fail(*_: object) -> int:
        raise LedgerUnavailable(reason="full")

    tracker.do(request(registration(1), "registered"))
    asked = [request(visit(1, each), each) for each in "ab"]
    with monkeypatch.context() as failing:
        failing.setattr(tracker.register, "save", fail)
        assert words(tracker.batches.carry_out(asked)) == [LedgerUnavailable] * 2
    assert notes(tracker) == []
    assert words(tracker.batches.carry_out(asked)) == [(2, False), (3, False)]
    assert tracker.verify() == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_who_is_overtaken_by_another_process_decides_again(
    tracker: CaseTracker, tmp_path: Path, monkeypatch
):
    tracker.do(request(registration(1), "registered"))
    save = tracker.register.save
    overtaken: list[Outcome] = []

    def overtaken_once(*written: Any) -> int:
        if not overtaken:
            with opened(tmp_path) as other:
                overtaken.append(other.do(request(registration(2), "theirs")))
        return save(*written)

    monkeypatch.setattr(tracker.register, "save", overtaken_once)
    done = tracker.batches.carry_out(
        [
            request(visit(1, "x"), "a"),
            request(registration(2), "ours"),
            request(visit(2, "y"), "b"),
        ]
    )
    assert words(done) == [(2, False), WorkerAlreadyRegistered, (2, False)]
    assert notes(tracker) == ["x", "y"]
    assert tracker.verify() == []


def test_a_conflict_that_stays_refuses_its_own_command_alone(tracker: CaseTracker, monkeypatch):
    tracker.do(request(registration(1), "registered"))
    save = tracker.register.save

    def conflict(additions: Any, answers: Any) -> int:
        if any("b" in str(fact) for each in additions for fact in each.facts):
            raise Conflict()
        return save(additions, answers)

    monkeypatch.setattr(tracker.register, "save", conflict)
    done = tracker.batches.carry_out([request(visit(1, f"note {each}"), each) for each in "abc"])
    assert words(done) == [(2, False), Conflict, (3, False)]
    assert notes(tracker) == ["note a", "note c"]
