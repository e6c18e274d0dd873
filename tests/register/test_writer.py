"""A server's writer is a process of its own: what it is asked and what it tells."""

import errno
import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from application.kernel.database import Database
from application.kernel.log.errors import LedgerUnavailable
from application.kernel.writing.batches import Batches
from application.kernel.writing.committer import LedgerOverrun
from application.kernel.writing.writer_apart import WriterApart
from application.tracker import CaseTracker
from domain.kernel.errors import DomainError
from interfaces.logs import write_lines
from tests.register.apart import SECONDS, begun, process_of, tracker, until, writer
from tests.register.office import registration, request, visit

__all__ = ["tracker", "writer"]


def test_what_it_did_is_there_when_it_answers(
    database: Database, tracker: CaseTracker, writer: WriterApart
):
    asked = [request(registration(n), f"{n}") for n in range(40)]
    done = [future.result(SECONDS) for future in map(writer.submit, asked)]
    assert {outcome.position for outcome in done} <= {*range(tracker.position + 1)}
    assert [tracker.register.version(each.worker) for each in done if each.worker] == [1] * 40
    assert all(model.behind == 0 for model in tracker.status())
    assert writer.do(asked[0]) == replace(done[0], replayed=True)


def test_it_is_ready_once_it_has_opened_the_ledger(tracker: CaseTracker):
    with begun(tracker) as writer:
        assert not writer.ready()
        until(writer.ready)
        os.kill(process_of(writer), signal.SIGKILL)
        until(lambda: not writer.ready())
        until(writer.ready)
        assert writer.do(request(registration(1), "registered")).version == 1
    assert writer.ready()


def test_a_refusal_comes_as_it_was_raised(writer: WriterApart):
    writer.do(request(registration(1), "registered"))
    late = {**visit(1, "x"), "effective_on": "2006-01-01"}
    with pytest.raises(DomainError) as refused:
        writer.do(request(late, "late"))
    assert (refused.value.code, refused.value.field) == ("day-in-the-future", "effective_on")
    assert refused.value.facts == {"day": "2006-01-01", "today": "2005-06-30"}


def test_it_takes_no_more_than_may_wait(writer: WriterApart):
    writer.most_waiting = 0
    with pytest.raises(LedgerOverrun):
        writer.submit(request(registration(1), "registered"))
    writer.most_waiting = 1
    assert writer.do(request(registration(1), "registered")).version == 1


def break_it() -> None:
    write_lines()

    def unforeseen(*_: object) -> None:
        raise ZeroDivisionError("陈建国")

    Batches.carry_out = unforeseen  # type: ignore[assignment]


def test_what_nobody_foresaw_is_told_by_its_kind_and_its_places(
    tracker: CaseTracker, capfd: pytest.CaptureFixture[str]
):
    with begun(tracker, break_it) as writer, pytest.raises(RuntimeError) as unforeseen:
        writer.do(request(registration(1), "registered"))
    assert str(unforeseen.value) == "ZeroDivisionError"
    said = capfd.readouterr().err
    line = json.loads(said.splitlines()[-1])
    assert (line["event"], line["kind"]) == ("unforeseen", "builtins.ZeroDivisionError")
    assert any(place.startswith(__file__) for place in line["places"])
    assert "陈建国" not in said


def lose_the_database() -> None:
    def lost(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, OSError())

    Batches.carry_out = lost  # type: ignore[assignment]


def fill_the_disk() -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Batches.carry_out = full  # type: ignore[assignment]


@pytest.mark.parametrize("happens", [lose_the_database, fill_the_disk])
def test_a_database_that_takes_nothing_now_is_no_fault_of_the_program(
    tracker: CaseTracker, happens: Callable[[], None]
):
    with begun(tracker, happens) as writer, pytest.raises(LedgerUnavailable):
        writer.do(request(registration(1), "registered"))


def test_one_that_cannot_open_the_ledger_says_why(
    tracker: CaseTracker, capfd: pytest.CaptureFixture[str]
):
    with begun(tracker, exit_at_once) as writer, pytest.raises(LedgerUnavailable):
        writer.do(request(registration(1), "registered"))
    assert "writer-failed" in capfd.readouterr().err


def exit_at_once() -> None:
    write_lines()

    def unforeseen(*_: object) -> None:
        raise OSError

    CaseTracker.__enter__ = unforeseen  # type: ignore[assignment]
