"""A server of whoever is compared: set up, begun, and what may be asked of it."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.load.places import free_port
from bench.load.postgresql import Cluster
from bench.load.processes import process, run
from bench.peers.environments import python_of

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
Settings = Mapping[str, str]
Command = Sequence[object]
"""What follows `python -m`; `{port}` stands for the port."""


class Served(NamedTuple):
    """A server that answers. `size` gives the bytes of its database, `settings` the environment
    of its programs."""

    urls: Sequence[str]
    headers: Mapping[str, str]
    size: Callable[[], int]
    processes: Sequence[int]
    settings: Settings
    python: object


Serving = Callable[[Path, Cluster], AbstractContextManager[Served]]


class Entry(NamedTuple):
    name: str
    database: str
    served: Serving

    @property
    def title(self) -> str:
        return f"{self.name}, {self.database}"


def on_postgresql(
    requirements: str,
    prepare: str,
    commands: Sequence[Command],
    settings: Callable[[Cluster, str], Settings],
) -> Serving:
    """A peer on a database of its own; the first command answers requests."""

    @contextmanager
    def served(folder: Path, cluster: Cluster) -> Iterator[Served]:
        with cluster.lent() as database:
            told = settings(cluster, database)
            with begun(folder, python_of(requirements), prepare, commands, told) as (url, ids):
                size = SizeOfDatabase(cluster, database)
                yield Served([url], {}, size, ids, told, python_of(requirements))

    return served


@contextmanager
def begun(
    folder: Path, python: object, prepare: str, commands: Sequence[Command], settings: Settings
) -> Iterator[tuple[str, list[int]]]:
    """The address of the first command and the ids of all processes."""
    run([python, "-m", prepare], settings)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with ExitStack() as running:
        ids = []
        for number, command in enumerate(commands):
            words = [python, "-m", *(str(word).format(port=port) for word in command)]
            ready = "" if number else f"{url}/readyz"
            ids.append(running.enter_context(process(words, settings, folder / "journal", ready)))
        yield url, ids


@dataclass(frozen=True)
class SizeOfDatabase:
    cluster: Cluster
    database: str

    def __call__(self) -> int:
        return self.cluster.size(self.database)


@dataclass(frozen=True)
class SizeOfFiles:
    """Bytes of SQLite files, their write-ahead logs taken in first."""

    files: Sequence[Path]

    def __call__(self) -> int:
        for file in self.files:
            with closing(sqlite3.connect(file, timeout=60)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return sum(file.stat().st_size for file in self.files)
