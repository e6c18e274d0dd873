"""How a writer ends, and what becomes of what it was asked."""

import errno
import os
import signal
import subprocess
import sys
import time
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from application.kernel.log.errors import LedgerUnavailable
from application.kernel.writing.writer_apart import WriterApart
from application.tracker import CaseTracker
from tests.register.apart import SECONDS, apart, is_there, process_of, tracker, until, writer
from tests.register.office import opened, registration, request

__all__ = ["tracker", "writer"]
ROOT = Path(__file__).parents[2]
STRANDED = """
import sys
from pathlib import Path
from tests.register.apart import begun, opened, process_of
if __name__ == "__main__":
    with opened(Path(sys.argv[1])) as tracker, begun(tracker) as writer:
        print(process_of(writer), flush=True)
        sys.stdin.read()
"""


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


def test_where_no_process_can_begin_a_command_is_told_to_come_again(
    writer: WriterApart, monkeypatch: pytest.MonkeyPatch
):
    def no_memory(_: object) -> None:
        raise OSError(errno.ENOMEM, "no memory")

    os.kill(process_of(writer), signal.SIGKILL)
    until(lambda: writer._writer is None)
    with monkeypatch.context() as patched:
        patched.setattr(SpawnProcess, "start", no_memory)
        with pytest.raises(LedgerUnavailable, match="no memory"):
            writer.do(request(registration(1), "registered"))
    assert writer.do(request(registration(1), "registered")).version == 1


def test_an_answer_that_cannot_be_read_ends_it(
    writer: WriterApart, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def unreadable(_: bytes) -> None:
        raise AttributeError

    asked = [request(registration(n), f"{n}") for n in range(2)]
    until(writer.ready)
    with monkeypatch.context() as patched:
        patched.setattr("application.kernel.writing.writer_apart.pickle.loads", unreadable)
        with pytest.raises(LedgerUnavailable):
            for each in asked:  # the first answer may have been waited for before
                last = each
                writer.do(each)
    assert "writer-unreadable" in "".join(capfd.readouterr())
    assert writer.do(last).replayed


def test_signals_that_reach_all_processes_end_only_the_server(writer: WriterApart):
    for each in (signal.SIGINT, signal.SIGTERM):
        os.kill(process_of(writer), each)
    assert writer.do(request(registration(1), "registered")).version == 1
    with pytest.raises(KeyboardInterrupt):
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
    until(lambda: not is_there(process))
