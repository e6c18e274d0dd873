"""New databases for tests, of each kind; which one a folder's ledger is in is noted there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copy

import pytest

from application.kernel.clock import FixedClock
from application.kernel.database import Database, PostgreSQL, SQLite
from application.tracker import CaseTracker
from tests.postgres import Server

KINDS = ("sqlite", "postgresql")
_NOTED = "database.url"


def noted(folder: Path, url: str) -> PostgreSQL:
    """The database of a URL, from now on that of the ledger in a folder."""
    (folder / _NOTED).write_text(url, "utf-8")
    return PostgreSQL(url, folder)


def database_in(folder: Path) -> Database:
    """The database of the ledger in a folder: a file of it, unless one on a server is noted."""
    note = folder / _NOTED
    if note.exists():
        return PostgreSQL(note.read_text("utf-8"), folder)
    return SQLite(folder / "ledger.db")


def settings_of(folder: Path) -> dict[str, str]:
    """The environment of a server over the ledger in a folder."""
    database = database_in(folder)
    if isinstance(database, PostgreSQL):
        return {"TAIZHANG_DATABASE_URL": database.conninfo, "TAIZHANG_FOLDER": str(folder)}
    return {"TAIZHANG_DATABASE_URL": f"sqlite:///{database.files}"}


@contextmanager
def on(server: Server, folder: Path) -> Iterator[PostgreSQL]:
    """A new database on a server, as that of the ledger in a folder."""
    with server.fresh() as url:
        yield noted(folder, url)


@contextmanager
def new_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    """One of a kind; the server is started when the first is asked for."""
    if kind == "sqlite":
        yield database_in(folder)
        return
    with on(request.getfixturevalue("server"), folder) as database:
        yield database


@contextmanager
def empty_ledger(
    kind: str, request: pytest.FixtureRequest, folder: Path, now: datetime
) -> Iterator[Database]:
    """A ledger that has its units and nothing else, to be copied."""
    with new_database(kind, request, folder) as database:
        CaseTracker(database, clock=FixedClock(now)).close()
        yield database


@contextmanager
def copied(made: Database, request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    """A copy of a ledger that nobody has open, as that of another folder."""
    if not isinstance(made, PostgreSQL):
        yield _with_files_of(made, database_in(folder))
        return
    server: Server = request.getfixturevalue("server")
    with server.fresh(made.name) as url:
        yield _with_files_of(made, noted(folder, url))


def _with_files_of(made: Database, there: Database) -> Database:
    for file in made.files.parent.glob(f"{made.files.stem}.*"):
        copy(file, there.beside(file.suffix))
    return there


def histories(numbers: Iterable[int]) -> pytest.MarkDecorator:
    """Seeds of random histories, each in one of the databases in turn: to make the same history in
    both would tell less than another one."""
    told = [(KINDS[nth % len(KINDS)], nth) for nth in numbers]
    return pytest.mark.parametrize(
        ("database_kind", "seed"), told, indirect=["database_kind"], scope="session"
    )
