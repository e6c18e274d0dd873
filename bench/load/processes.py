"""Server processes: begun, waited for, asked about their memory, ended."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.load.places import ROOT

_SECONDS = 120.0
_PAGE = os.sysconf("SC_PAGE_SIZE")


@contextmanager
def process(
    command: Sequence[object], settings: Mapping[str, str], journal: Path, ready: str = ""
) -> Iterator[int]:
    """The id of a process that runs a command until the block is done.

    `ready` is the address that answers once it has begun. Raises SystemExit with the end of what
    it said where it ends before that.
    """
    with journal.open("ab") as said:
        begun = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        if ready:
            _wait(begun, ready, journal)
        yield begun.pid
    finally:
        begun.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            begun.wait(30)
        begun.kill()
        begun.wait()


def run(command: Sequence[object], settings: Mapping[str, str]) -> str:
    """What a command says on standard output. Raises SystemExit where it fails."""
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def memory(process_id: int) -> int:
    """Resident bytes of a process with its children, as Linux tells them."""
    tasks = Path(f"/proc/{process_id}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    own = int(Path(f"/proc/{process_id}/statm").read_text().split()[1]) * _PAGE
    return own + sum(map(memory, children))


def _wait(begun: "subprocess.Popen[bytes]", ready: str, journal: Path) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        if begun.poll() is not None:
            break
        with suppress(URLError, OSError), urlopen(ready, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise SystemExit(f"no server at {ready}:\n{journal.read_text()[-3000:]}")
