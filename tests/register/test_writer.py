"""A server's writer is a process of its own: what it is asked, what it tells, how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from application.kernel.batches import Batches
from application.kernel.committer import LedgerOverrun
from application.kernel.database import Database
from application.kernel.log_errors import LedgerUnavailable
from application.kernel.writer_apart import WriterApart
from application.tracker import CaseTracker
from domain.kernel.errors import DomainError
from interfaces.logs import write_lines
from tests.register.office import opened, registration, request, visit

SECONDS = 60
ROOT = Path(__file__).parents[2]
STRANDED = """
import sys
from pathlib import Path
from tests.register.test_writer import begun, opened, process_of
if __name__ == "__main__":
    with opened(Path(sys.argv[1])) as tracker, begun(tracker) as writer:
        print(process_of(writer), flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[CaseTracker]:
    with opened(tmp_path) as tracker:
        yield tracker


@pytest.fixture
def writer(tracker: CaseTracker) -> Iterator[WriterApart]:
    with begun(tracker) as writer:
        yield writer


def apart(tracker: CaseTracker, prepare: Callable[[], None] = write_lines) -> WriterApart:
    return WriterApart(tracker.batches.carry_out, tracker.again, prepare)


@contextmanager
def begun(tracker: CaseTracker, prepare: Callable[[], None] = write_lines) -> Iterator[WriterApart]:
    writer = apart(tracker, prepare)
    writer.begin()
    try:
        yield writer
    finally:
        writer.end()


def process_of(writer: WriterApart) -> int:
    assert writer._writer
    return int(writer._writer.process.pid or 0)


def is_there(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def test_what_it_did_is_there_when_it_answers(
    database: Database, tracker: CaseTracker, writer: WriterApart
):
    asked = [request(registration(n), f"{n}") for n in range(40)]
    done = [future.result(SECONDS) for future in map(writer.submit, asked)]
    assert {outcome.position for outcome in done} <= {*range(tracker.position + 1)}
    assert [tracker.register.version(each.worker) for each in done if each.worker] == [1] * 40
    assert all(model.behind == 0 for model in tracker.status())
    assert writer.do(asked[0]) == replace(done[0], replayed=True)


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


def test_the_end_finishes_what_was_handed_over(tracker: CaseTracker):
    writer = apart(tracker)
    assert writer.do(request(registration(0), "before")).version == 1
    writer.begin()
    process = process_of(writer)
    waiting = [writer.submit(request(registration(n), f"{n}")) for n in range(1, 100)]
    writer.end()
    assert [future.result(0).version for future in waiting] == [1] * 99
    assert not is_there(process)
    assert writer.do(request(registration(100), "afterwards")).version == 1


def test_whoever_waits_for_one_that_was_killed_is_told_and_another_begins(writer: WriterApart):
    killed = process_of(writer)
    os.kill(killed, signal.SIGSTOP)
    asked = request(registration(1), "registered")
    waiting = writer.submit(asked)
    os.kill(killed, signal.SIGKILL)
    with pytest.raises(LedgerUnavailable):
        waiting.result(SECONDS)
    assert writer.do(asked).version == 1
    assert process_of(writer) != killed


def test_signals_that_reach_all_processes_end_only_the_server(writer: WriterApart):
    for each in (signal.SIGINT, signal.SIGTERM):
        os.kill(process_of(writer), each)
    assert writer.do(request(registration(1), "registered")).version == 1
    with suppress(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)  # whoever began it still gets them
        time.sleep(SECONDS)


def test_it_ends_with_a_server_that_is_killed(tmp_path: Path):
    with opened(tmp_path):
        pass
    words = [sys.executable, "-c", STRANDED, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(words, cwd=ROOT, text=True, **pipes) as server:  # type: ignore[call-overload]
        process = int(server.stdout.readline())
        server.kill()
    deadline = time.monotonic() + SECONDS
    while is_there(process):
        assert time.monotonic() < deadline
        time.sleep(0.01)


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
