"""A ledger in the cluster, made as the manual says: two server processes, a proxy in front."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg

from bench.load.processes import run
from tests.crash.server import Server, made
from tests.databases import noted, settings_of
from tests.province.cluster import Cluster
from tests.province.members import DEPLOY, Member, free_port, hand_over, program, told_by, waited

_LEDGER, _OWNER, _SERVING = "taizhang", "taizhang_owner", "taizhang"
_PASSWORD = "change-me-4"
_ROLES = (
    f"CREATE ROLE {_OWNER} LOGIN CREATEDB PASSWORD '{_PASSWORD}'",
    f"CREATE ROLE {_SERVING} LOGIN PASSWORD '{_PASSWORD}'",
    f"GRANT {_SERVING} TO {_OWNER}",
    f"CREATE DATABASE {_LEDGER} OWNER {_OWNER} TEMPLATE template0 ENCODING 'UTF8'",
    f"ALTER ROLE {_SERVING} SET log_error_verbosity = 'terse'",
)
"""docs/how-to/postgresql.md."""


class Office(NamedTuple):
    """`url` is that of the proxy; the keys of the ledger are in `folder`."""

    url: str
    token: str
    folder: Path
    servers: list[Server]

    def taizhang(self, *arguments: str) -> str:
        """What a command of the operator says. Raises SystemExit where it fails."""
        return _taizhang(self.folder, *arguments)

    def ready(self) -> list[bool]:
        """Of each server process, whether it says that it is."""
        return [told_by(f"{server.url}/readyz") is not None for server in self.servers]


@contextmanager
def office(built: Cluster, folder: Path) -> Iterator[Office]:
    """Over an empty ledger, ready to be worked in."""
    folder.mkdir(mode=0o700)
    _made(built, folder)
    token = made(folder)
    front = free_port()
    url = f"http://127.0.0.1:{front}"
    with ExitStack() as after:
        servers = [Server(folder, folder / f"{n}.log", TAIZHANG_PUBLIC_URL=url) for n in (1, 2)]
        for server in servers:
            server.start()
            after.callback(server.kill)
        proxy = _proxy(front, servers, built.folder / "front")
        proxy.start()
        after.callback(proxy.kill)
        waited(lambda: told_by(f"{url}/readyz") is not None, "nobody is ready")
        yield Office(url, token, folder, servers)


def _made(built: Cluster, folder: Path) -> None:
    with psycopg.connect(built.superuser_url(), autocommit=True) as connection:
        for statement in _ROLES:
            connection.execute(statement)
    noted(folder, built.url(_LEDGER, _SERVING, _PASSWORD))
    owner = {"TAIZHANG_OWNER_URL": built.url(_LEDGER, _OWNER, _PASSWORD)}
    _taizhang(folder, "migrate", **owner)


def _taizhang(folder: Path, *arguments: str, **settings: str) -> str:
    command = [sys.executable, "-m", "interfaces.cli", *arguments]
    return run(command, settings_of(folder) | settings)


def _proxy(front: int, servers: list[Server], folder: Path) -> Member:
    hand_over(folder)
    own = {"FRONT": f"127.0.0.1:{front}"}
    for number, server in enumerate(servers, 1):
        own[f"SERVER_{number}"] = server.url.removeprefix("http://")
    command = [program("haproxy", "/usr/sbin"), "-db", "-f", str(DEPLOY / "haproxy.cfg")]
    return Member("haproxy", command, own, folder)
