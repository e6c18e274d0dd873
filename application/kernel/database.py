"""Which database a ledger is in, and where the files lie that must not be in it."""

import re
import sqlite3
from abc import ABC, abstractmethod
from pathlib import Path
from types import NoneType
from typing import Any, LiteralString, Self

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import URL, Engine, String, create_engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateColumn
from sqlalchemy.types import TypeDecorator

from application.kernel.discreet import Discreet
from application.kernel.log.errors import LedgerUnavailable

LOCK_SECONDS = 60
"""How long a write waits for whoever writes just now."""
PAGES_A_CHECKPOINT = 8_000
"""So many pages of the embedded database, 32 MB, are written beside it before they are put into
their places: eight times SQLite's own, since the same pages are written again and again
(docs/decisions/0079)."""
_SECONDS_TO_CONNECT = 10
_SQLITE = "sqlite:///"
_POSTGRESQL = {"postgresql", "postgres"}
_OTHER_THAN_A_NAME = re.compile('"(?![a-z_]+").*', re.DOTALL)
"""What libpq quotes of an address that it cannot read may be the password in it."""

# The driver looks for a way to write what it takes as it is, longer than it writes it.
sqlite3.register_adapter(bytes, bytes)
sqlite3.register_adapter(NoneType, {None: None}.get)


class LedgerUnreachable(LedgerUnavailable):
    """No connection to the server: away, another address, another password, no such database."""

    code = "ledger-unreachable"


class Database(ABC):
    """`files` is what the names of the files of a ledger begin with: keys, locks, imports."""

    def __init__(self, files: Path) -> None:
        self.files = files

    def beside(self, suffix: str) -> Path:
        """A file of the ledger that is not in its database."""
        return self.files.with_suffix(suffix)

    @property
    @abstractmethod
    def place(self) -> str:
        """Where it is, for people to read: never a password."""

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is a ledger."""

    @abstractmethod
    def sizes(self) -> dict[str, int]:
        """Bytes of the database, and of what is written ahead of it where that is known."""

    @abstractmethod
    def engine(self, **options: Any) -> Engine:
        """An engine of its own, whose errors tell no values."""


class SQLite(Database):
    """The embedded database: one file, and the others beside it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    @property
    def place(self) -> str:
        return str(self.path)

    def exists(self) -> bool:
        return self.path.exists()

    def sizes(self) -> dict[str, int]:
        files = {"database": self.path, "ahead": Path(f"{self.path}-wal")}
        return {name: file.stat().st_size for name, file in files.items() if file.exists()}

    def engine(self, **options: Any) -> Engine:
        return create_engine(
            URL.create("sqlite", database=str(self.path)),
            connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False},
            hide_parameters=True,
            **options,
        )


class PostgreSQL(Database):
    """A database of a server, named as libpq names it: other hosts and TLS are options of it."""

    def __init__(self, conninfo: str, folder: Path) -> None:
        """Raises `ValueError`."""
        try:
            told = conninfo_to_dict(conninfo)
        except psycopg.Error as error:
            raise ValueError(_OTHER_THAN_A_NAME.sub('"…"', str(error).strip())) from None
        self.name = str(told.get("dbname") or "")
        if not self.name:
            raise ValueError("the address names no database")
        super().__init__(folder / f"{self.name}.postgresql")
        self.conninfo = conninfo
        self._host = str(told.get("host") or "")
        usual = {"fallback_application_name": "taizhang", "connect_timeout": _SECONDS_TO_CONNECT}
        self._usual: dict[str, Any] = {name: usual[name] for name in usual.keys() - told.keys()}

    @property
    def place(self) -> str:
        return f"postgresql://{self._host}/{self.name}"

    def at(self, name: str) -> Self:
        """Another database of the same server, for the same ledger: its files stay."""
        there = type(self)(make_conninfo(self.conninfo, dbname=name), self.files.parent)
        there.files = self.files
        return there

    def connected(self) -> Connection:
        """A connection of its own, in which every statement is committed by itself.

        Raises `LedgerUnreachable`.
        """
        try:
            return self._connected()
        except psycopg.OperationalError as error:
            reason = str(error).removeprefix("connection failed: ").partition("\n")[0]
            raise LedgerUnreachable(place=self.place, reason=reason) from None

    def _connected(self) -> Connection:
        connection = Discreet.connect(self.conninfo, autocommit=True, **self._usual)
        connection.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        if (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
            connection.close()
            raise psycopg.OperationalError(f"the encoding of the database is {encoding}, not UTF8")
        return connection

    def exists(self) -> bool:
        return bool(self._told("SELECT to_regclass('ledger') IS NOT NULL"))

    def role(self) -> str:
        """As whom one is connected."""
        return str(self._told("SELECT current_user"))

    def sizes(self) -> dict[str, int]:
        return {"database": int(self._told("SELECT pg_database_size(current_database())"))}

    def _told(self, question: LiteralString) -> Any:
        with self.connected() as connection:
            return (connection.execute(question).fetchone() or (None,))[0]

    def engine(self, **options: Any) -> Engine:
        def connected() -> Connection:
            # Not reached, SQLAlchemy tells it as any error of the driver.
            connection = self._connected()
            connection.autocommit = False
            return connection

        return create_engine(
            "postgresql+psycopg://",
            creator=connected,
            pool_pre_ping=True,
            hide_parameters=True,
            **options,
        )


@compiles(CreateColumn, "postgresql")
def _create_column(element: CreateColumn, compiler: Any, **options: Any) -> str:
    """Texts are of any length and sorted by their code points, as in the embedded database."""
    told: str = compiler.visit_create_column(element, **options)
    kind = element.element.type
    if isinstance(kind.impl_instance if isinstance(kind, TypeDecorator) else kind, String):
        return re.sub(r"VARCHAR(\(\d+\))?|TEXT", 'TEXT COLLATE "C"', told, count=1)
    return told


def named(url: str, folder: Path) -> Database:
    """The database of a URL; files of one on a server lie in a folder. Raises `ValueError`."""
    scheme, _, rest = url.partition("://")
    if scheme.partition("+")[0] in _POSTGRESQL:
        return PostgreSQL(f"postgresql://{rest}", folder)
    path = url.removeprefix(_SQLITE)
    if not path or path == url:
        raise ValueError("must be like sqlite:///var/taizhang.db or postgresql://host/taizhang")
    return SQLite(Path(path))


def database_at(place: Database | Path) -> Database:
    """The same database, or the embedded one of a file."""
    return place if isinstance(place, Database) else SQLite(place)
