"""A PostgreSQL that is thrown away, of the machine's own server or else of the package's.

Every acknowledged commit is on the disk (fsync and synchronous_commit are on, as they are by
default); the rest is set as its documentation advises for a small server of its own.
"""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from bench.load.places import free_port
from tests.postgres import programs

SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "shared_buffers": "1GB",
    "max_wal_size": "8GB",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
}
_SECONDS = 60
_NOT_ROOT = ("postgres", "nobody")


class Cluster:
    """A running server. `url` names a database of it; `process` is the postmaster's id."""

    def __init__(self, port: int, process: int) -> None:
        self.port, self.process = port, process
        self._made = 0

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(self.url(database), autocommit=True)

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The name of an empty database, which is dropped afterwards."""
        self._made += 1
        name = f"bench{self._made}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        try:
            yield name
        finally:
            with self.connect() as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def version(self) -> str:
        with self.connect() as connection:
            return str(_one(connection, "SHOW server_version")).split()[0]

    def size(self, database: str) -> int:
        """Bytes of all tables with indexes and what is stored out of line."""
        with self.connect(database) as connection:
            connection.execute("CHECKPOINT")
            sql = (
                "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint"
                " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                " WHERE relkind = 'r' AND nspname NOT IN ('pg_catalog', 'information_schema')"
            )
            return int(_one(connection, sql))


def _one(connection: "psycopg.Connection[tuple[Any, ...]]", sql: LiteralString) -> Any:
    (row,) = connection.execute(sql).fetchall()
    return row[0]


def _user() -> str | None:
    """Who runs it: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in _NOT_ROOT if name in known)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """In a folder of its own, which must not be there yet and is gone afterwards."""
    folder.mkdir(mode=0o755)
    log, port = folder / "log", free_port()
    process = _begun(folder, port, log)
    try:
        running = Cluster(port, process.pid)
        _wait(running, log)
        yield running
    finally:
        process.send_signal(signal.SIGINT)  # does not wait for those who are connected
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _begun(folder: Path, port: int, log: Path) -> "subprocess.Popen[bytes]":
    user, data = _user(), folder / "data"
    if user:
        shutil.chown(folder, user)
        _let_through(folder)
    initdb: list[str | Path] = [
        programs() / "initdb",
        "--auth=trust",
        "--username=postgres",
        "--encoding=UTF8",
    ]
    _run([*initdb, "--locale=C", "--pgdata", data], user)
    settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    sockets = f"-cunix_socket_directories={folder}"
    with log.open("wb") as said:
        return subprocess.Popen(
            [programs() / "postgres", "-D", data, "-p", str(port), sockets, *settings],
            user=user,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )


def _let_through(folder: Path) -> None:
    """A scratch folder of root's is closed to others; they may pass, not look."""
    if folder.parent.stat().st_mode & 0o001 == 0:
        folder.parent.chmod(0o711)


def _run(command: Sequence[str | Path], user: str | None) -> None:
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]}: {done.stderr}")


def _wait(running: Cluster, log: Path) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        with suppress(psycopg.OperationalError):
            running.connect().close()
            return
        time.sleep(0.1)
    raise SystemExit(f"PostgreSQL did not begin: {log.read_text()[-2000:]}")
