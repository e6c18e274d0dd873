"""The members of the cluster as processes of their own, with the files of `deploy/province`."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

DEPLOY = Path(__file__).parents[2] / "deploy" / "province"
SECONDS = 90.0
_AS = "postgres"
"""PostgreSQL does not run as root: where we are, this account runs it."""


def settings_of(file: Path) -> dict[str, str]:
    """What an environment file of `deploy` sets."""
    lines = (line.strip() for line in file.read_text().splitlines())
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def free_port() -> int:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        port: int = here.getsockname()[1]
        return port


@dataclass
class Member:
    """A process that can be killed with all that it has started."""

    name: str
    command: list[str]
    environment: dict[str, str]
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    ports: dict[str, int] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    def start(self) -> None:
        account = _AS if os.geteuid() == 0 else None
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env={"PATH": os.environ["PATH"], "HOME": str(self.folder)} | self.environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=account,
                group=account,
                extra_groups=[] if account else None,
            )

    def kill(self) -> None:
        """As when the machine's power goes: the process and all that it has started.

        PostgreSQL is started so that it outlives Patroni; its own file tells which it is.
        """
        if self.process is None:
            return
        own = self.folder / self.name / "postmaster.pid"
        begun = [int(own.read_text().split()[0])] if own.exists() else []
        for process in _with_children([self.process.pid, *begun]):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait()
        self.process = None


def _with_children(processes: list[int]) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = list(processes)
    for process in found:
        found += children.get(process, [])
    return found


def hand_over(folder: Path) -> None:
    """The folder to the account that runs the cluster."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        who = pwd.getpwnam(_AS)
        os.chown(folder, who.pw_uid, who.pw_gid)
    folder.chmod(0o700)


def waited(met: Callable[[], bool], what: str, seconds: float = SECONDS) -> float:
    """Seconds until it is so. Raises TimeoutError with `what`."""
    began = time.monotonic()
    while not met():
        if time.monotonic() - began > seconds:
            raise TimeoutError(what)
        time.sleep(0.1)
    return time.monotonic() - began


def told_by(url: str) -> dict[str, object] | None:
    """What Patroni's own address says; None when it says nothing, or no."""
    try:
        with urlopen(url, timeout=2) as answer:
            return dict(json.load(answer))
    except (URLError, OSError, ValueError):
        return None


def program(name: str, *places: str) -> str:
    """Raises FileNotFoundError with what to install."""
    found = shutil.which(name, path=os.pathsep.join([*places, os.environ["PATH"]]))
    if found is None:
        raise FileNotFoundError(
            f"{name} is missing: docs/how-to/run-a-province.md says how to get it"
        )
    return found
