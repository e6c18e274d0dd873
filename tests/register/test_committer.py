"""The committer takes what waits, all of it together, and answers each by itself."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from threading import Event
from threading import enumerate as threads

import pytest

from application.kernel.writing.batches import Done, Joining
from application.kernel.writing.committer import Committer, LedgerOverrun
from application.kernel.writing.sitting import Outcome, Request
from tests.register.office import request, visit

SECONDS = 30


class Held:
    """What carries out commands, and lets nothing through until it is told to."""

    def __init__(self, come_to: Callable[[Request], Done] | None = None) -> None:
        self.batches: list[list[str]] = []
        self.begun, self.go_on = Event(), Event()
        self.waits_for_others = False
        self._come_to = come_to or (lambda _: Outcome(None, 0, 1))

    def __call__(self, requests: Sequence[Request], joining: Joining) -> list[Done]:
        self.begun.set()
        assert self.go_on.wait(SECONDS)
        requests = [*requests, *(joining() if self.waits_for_others else ())]
        self.batches.append([str(each.command.note) for each in requests])
        return [self._come_to(each) for each in requests]


def asked(name: str) -> Request:
    return request(visit(1, name), name)


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def committer(held: Held) -> Iterator[Committer]:
    committer = Committer(held, most_waiting=3, most_together=2)
    committer.begin()
    yield committer
    held.go_on.set()
    committer.end()


def at_work(committer: Committer, held: Held) -> "Future[Outcome]":
    """The first command is being carried out, and others would wait."""
    first = committer.submit(asked("first"))
    assert held.begun.wait(SECONDS)
    return first


def test_what_came_meanwhile_is_carried_out_together_in_order(committer: Committer, held: Held):
    waiting = [at_work(committer, held), *map(committer.submit, map(asked, "abc"))]
    held.go_on.set()
    assert [each.result(SECONDS).position for each in waiting] == [1] * 4
    assert held.batches == [["first"], ["a", "b"], ["c"]]


def test_what_came_while_it_waited_for_its_turn_joins_it(committer: Committer, held: Held):
    held.waits_for_others = True
    waiting = [at_work(committer, held), *map(committer.submit, map(asked, "abc"))]
    held.go_on.set()
    assert [each.result(SECONDS).position for each in waiting] == [1] * 4
    assert held.batches == [["first", "a"], ["b", "c"]], "no more than go together"


def test_each_is_answered_by_itself(held: Held, committer: Committer):
    held._come_to = lambda each: (
        ValueError("b") if each.command.note == "b" else Outcome(None, 7, 1)
    )
    waiting = [at_work(committer, held), *map(committer.submit, map(asked, "ab"))]
    held.go_on.set()
    assert [each.exception(SECONDS) is None for each in waiting] == [True, True, False]


def test_a_full_queue_takes_no_more_and_loses_nothing(committer: Committer, held: Held):
    waiting = [at_work(committer, held), *map(committer.submit, map(asked, "abc"))]
    with pytest.raises(LedgerOverrun):
        committer.submit(asked("d"))
    held.go_on.set()
    assert all(each.result(SECONDS) for each in waiting)
    committer.do(asked("d"))
    assert held.batches[-1] == ["d"]


def test_whoever_has_gone_before_the_beginning_is_passed_over(committer: Committer, held: Held):
    first, gone, there = at_work(committer, held), *map(committer.submit, map(asked, "ab"))
    assert gone.cancel()
    assert not first.cancel(), "what is being carried out is carried out"
    held.go_on.set()
    assert first.result(SECONDS).position == there.result(SECONDS).position == 1
    with pytest.raises(CancelledError):
        gone.result()
    assert held.batches == [["first"], ["b"]]


def test_the_end_finishes_what_was_accepted_and_leaves_no_thread(committer: Committer, held: Held):
    waiting = [at_work(committer, held), *map(committer.submit, map(asked, "abc"))]
    held.go_on.set()
    committer.end()
    assert all(each.done() for each in waiting)
    assert "committer" not in {each.name for each in threads()}


def test_without_a_thread_commands_are_carried_out_where_they_are_given(held: Held):
    held.go_on.set()
    assert Committer(held).do(asked("alone")).position == 1


def test_a_committer_survives_what_nobody_foresaw(held: Held, committer: Committer):
    def fail(_: Request) -> Done:
        raise RuntimeError("unforeseen")

    works, held._come_to = held._come_to, fail
    held.go_on.set()
    with pytest.raises(RuntimeError):
        committer.do(asked("a"))
    held._come_to = works
    assert committer.do(asked("b")).position == 1
