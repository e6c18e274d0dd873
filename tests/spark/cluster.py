"""A standalone cluster on this machine: a master and workers, each a process of its own."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 300
_CLASSES = "org.apache.spark.deploy"


class Cluster:
    """`workers` are processes that lead a group, in which their executors are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.master = f"spark://127.0.0.1:{self.port}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._master = self._started("master", "master.Master", "--port", str(self.port))

    def add_worker(self) -> None:
        name = f"worker-{len(self.workers)}"
        wanted = ("--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / name))
        self.workers.append(self._started(name, "worker.Worker", *wanted, self.master))

    def ready(self, workers: int) -> None:
        """Wait until so many workers have been taken in."""
        deadline = time.monotonic() + WAIT_SECONDS
        while self._log("master").count("Registering worker") < workers:
            if time.monotonic() > deadline or self._master.poll() is not None:
                raise AssertionError(self._log("master")[-2_000:])
            time.sleep(0.2)

    def kill(self, nth: int) -> None:
        """Kill a worker with its executors, as when the machine is lost."""
        worker = self.workers[nth]
        for group in {*_children_groups(worker.pid), worker.pid}:
            os.killpg(group, signal.SIGKILL)
        worker.wait()

    def close(self) -> None:
        for process in (*self.workers, self._master):
            if process.poll() is None:
                for group in {*_children_groups(process.pid), process.pid}:
                    os.killpg(group, signal.SIGKILL)
                process.wait()

    def _started(self, name: str, kind: str, *wanted: str) -> subprocess.Popen[bytes]:
        import pyspark

        home = Path(pyspark.__file__).parent
        command = (str(home / "bin" / "spark-class"), f"{_CLASSES}.{kind}", "--host", "127.0.0.1")
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                (*command, "--webui-port", "0", *wanted),
                env=os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")


def _children_groups(pid: int) -> Iterator[int]:
    """The groups of the processes that a process started, and those started in turn."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield os.getpgid(int(child))
        yield from _children_groups(int(child))


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    found = Cluster(folder)
    try:
        for _ in range(workers):
            found.add_worker()
        found.ready(workers)
        yield found
    finally:
        found.close()
