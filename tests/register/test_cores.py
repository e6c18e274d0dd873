"""Processes that share work: in order, a few ahead, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from multiprocessing import Pipe, get_context
from pathlib import Path

import pytest

from application.kernel import cores, split_off
from application.kernel.cores import Cores
from application.kernel.keys.key import keys_beside
from application.kernel.log.errors import LedgerUnavailable
from application.kernel.log.register import Register
from application.kernel.projecting.store import Store
from domain.worker.errors import WorkerNotFound

SECONDS = 60
STRANDED = """
import sys
from pathlib import Path
from tests.register.test_cores import stay, shared
if __name__ == "__main__":
    with shared(Path(sys.argv[1])) as several:
        for process in several.each(stay, iter(int, 1)):
            print(process, flush=True)
"""

MANNERS = """
import sys
from pathlib import Path
from tests.register.test_cores import manners, shared
if __name__ == "__main__":
    with shared(Path(sys.argv[1])) as several:
        print(*next(several.each(manners, [1])))
"""
ROOT = Path(__file__).parents[2]
Process = get_context("spawn").Process


def shared(folder):
    keys = keys_beside(folder / "ledger.db")
    return Cores(Register(folder / "ledger.db", keys), Store(folder / "ledger.db", keys))


def position(register, _store, part):
    return part, register.position()


def refuse(_register, _store, _part):
    raise WorkerNotFound()


def end(_register, _store, _part):
    os.kill(os.getpid(), signal.SIGKILL)


def stay(_register, _store, _part):
    return os.getpid()


def manners(_register, _store, _part):
    return os.nice(0), signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.fixture
def several(tmp_path, monkeypatch):
    monkeypatch.setattr(cores, "cores", lambda: 2)
    with shared(tmp_path) as opened:
        yield opened


def test_parts_are_done_in_order_and_few_are_asked_for_ahead(several):
    asked = []

    def parts():
        for part in range(50):
            asked.append(part)
            yield part

    done = several.each(position, parts())
    assert next(done) == (0, 0)
    assert len(asked) < 10
    assert [part for part, _ in done] == list(range(1, 50))
    with pytest.raises(WorkerNotFound):
        list(several.each(refuse, [1]))


def begun(folder, text):
    """A program of its own: other tests have begun the process that helpers are split off from."""
    script = folder / "script.py"
    script.write_text(text, "utf-8")
    return subprocess.Popen(
        [sys.executable, script, folder],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_they_give_way_to_who_began_them_and_leave_ctrl_c_to_it(tmp_path):
    with begun(tmp_path, MANNERS) as program:
        urgency, deaf = program.communicate(timeout=SECONDS)[0].split()
    assert int(urgency) > os.nice(0)
    assert deaf == "True"


def tell_cores(pipe):
    pipe.send(split_off.cores())


def test_a_daemonic_process_must_not_begin_any():
    here, there = Pipe()
    process = Process(target=tell_cores, args=(there,), daemon=True)
    process.start()
    assert here.recv() == 1
    process.join(SECONDS)


def test_a_process_that_is_ended_ends_the_work(several):
    with pytest.raises(LedgerUnavailable):
        list(several.each(end, [1]))


def test_nobody_is_left_when_whoever_began_them_is_killed(tmp_path):
    with begun(tmp_path, STRANDED) as program:
        assert program.stdout
        helper = int(program.stdout.readline())
        program.kill()
    deadline = time.monotonic() + SECONDS
    with suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(helper, 0)
            time.sleep(0.05)
        pytest.fail("a helper outlived whoever began it")
