"""New databases for tests, of each kind; which one a folder's ledger is in is noted there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from application.kernel.database import Database, PostgreSQL, SQLite
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
def new_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    """One of the kind that a fixture has as its parameter."""
    if request.param == "sqlite":
        yield database_in(folder)
        return
    server: Server = request.getfixturevalue("server")
    with on(server, folder) as database:
        yield database
