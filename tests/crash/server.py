"""`taizhang serve` as a process of its own, over a ledger in a folder."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2 as httpx
from argon2 import PasswordHasher

from application.tracker import CaseTracker
from interfaces.accounts import hashing
from interfaces.accounts.accounts import account_named, add_account
from interfaces.accounts.roles import Role
from interfaces.accounts.tokens import issue_token
from interfaces.cli.ledger import account_book
from tests.databases import database_in, settings_of

ROOT = Path(__file__).parents[2]
ACCOUNT, PASSWORD, UNIT = "crash", "再就业优惠证二〇〇三年", "440703"
SECONDS = 60.0


def made(folder: Path) -> str:
    """An empty ledger in a folder with one reviewer, and a token of hers."""
    slow, hashing.HASHER = hashing.HASHER, PasswordHasher(1, 64, 1)
    with CaseTracker(database_in(folder)) as tracker, account_book(tracker) as engine:
        now = tracker.clock.now()
        add_account(engine, ACCOUNT, Role.REVIEWER, UNIT, "李红", PASSWORD, now=now)
        token, _ = issue_token(engine, account_named(engine, ACCOUNT), "load", now=now)
    hashing.HASHER = slow
    return token


class Server:
    """Started again and again over the same ledger, each time at another port."""

    def __init__(self, folder: Path, journal: Path | None = None, **settings: str) -> None:
        self.folder = folder
        self.url = ""
        self.journal = journal or folder / "journal"
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it is ready. Raises AssertionError with what it said when it is not."""
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        settings = settings_of(self.folder) | {"PYTHONPATH": str(ROOT)}
        with self.journal.open("ab") as journal:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "interfaces.cli", "serve", "--port", str(port)],
                stdin=subprocess.DEVNULL,
                stdout=journal,
                stderr=journal,
                env=os.environ | settings | self._settings,
            )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.journal.read_text()[-2000:]
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError("the server did not begin")

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None
        return self._process

    def kill(self) -> None:
        """As when the power goes."""
        self.end(signal.SIGKILL)

    def end(self, by: signal.Signals) -> int:
        """Send a signal, wait for the end; the status."""
        self.process.send_signal(by)
        return self.process.wait(SECONDS)

    @property
    def processes(self) -> list[int]:
        """Its own, and those that it has begun."""
        own = self.process.pid
        tasks = Path(f"/proc/{own}/task").glob("*/children")
        return [own, *(int(child) for task in tasks for child in task.read_text().split())]

    def memory(self) -> int:
        """Resident bytes, as Linux tells them."""
        told = (Path(f"/proc/{each}/statm").read_text() for each in self.processes)
        return sum(int(each.split()[1]) for each in told) * os.sysconf("SC_PAGE_SIZE")


def _free_port() -> int:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        port: int = here.getsockname()[1]
        return port
