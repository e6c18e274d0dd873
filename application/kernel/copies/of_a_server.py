"""Copies of a ledger in PostgreSQL, by its own programs for them."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg import Connection, IsolationLevel
from psycopg.errors import InsufficientPrivilege, ObjectInUse
from psycopg.sql import SQL, Identifier

from application.kernel.alone import REBUILDING, RESTORING, alone
from application.kernel.copies.copies import CopyDamaged, LedgerInUse, Progress, Taken, unfinished
from application.kernel.copies.programs import CopyProgramFailed, dump, read, restore
from application.kernel.copies.read_back import read_back
from application.kernel.database import Database, PostgreSQL
from application.kernel.log.rights import LOG
from domain.kernel.errors import DomainError, Refusal

Prepare = Callable[[PostgreSQL, str], None]
"""Given the database of the owner of the log and the role that serves, gives each its own."""
_MAINTENANCE = "postgres"
_TABLES = (
    "SELECT format('%I.%I', nspname, relname) FROM pg_class "
    "JOIN pg_namespace ON pg_namespace.oid = relnamespace "
    "WHERE relkind = 'r' AND nspname !~ '^pg_' AND nspname <> 'information_schema'"
)


class RestoreNotAllowed(DomainError):
    """The role may not make databases and give them names, or not tables to the serving role."""

    code = "restore-not-allowed"
    sort = Refusal.FORBIDDEN


class ServerCopies:
    """`owner` is the same database as the role that owns the log: it restores."""

    suffix = ".dump"

    def __init__(self, database: PostgreSQL, owner: PostgreSQL, prepare: Prepare) -> None:
        self._database = database
        self._owner = owner
        self._prepare = prepare
        self._all = owner.at(_MAINTENANCE)
        self.name = database.name

    @contextmanager
    def taken(self, part: Path, progress: Progress) -> Iterator[Taken]:
        """Waits while read models are rebuilt, and whoever rebuilds waits: their tables change."""
        with alone(self._database, REBUILDING), self._database.connected() as connection:
            server = _version(connection)
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            with connection.transaction():
                rows = _rows(connection)
                dump(self._database, server, _one(connection, "SELECT pg_export_snapshot()"), part)
        with unfinished(part.with_suffix(".log")) as log:
            if self._read_back(part, log, server) != rows:
                raise CopyDamaged(file=self._database.place)
            yield Taken({name.rpartition(".")[2]: count for name, count in rows.items()}, log)

    def _read_back(self, part: Path, log: Path, server: int) -> dict[str, int] | None:
        try:
            with read(part, server) as lines:
                return read_back(lines, log)
        except (CopyProgramFailed, ValueError):
            return None

    def exists(self) -> bool:
        with self._all.connected() as connection:
            there = _is_there(connection, self.name)
        return there and self._owner.exists()

    @contextmanager
    def restored(self, file: Path, progress: Progress) -> Iterator[Database]:
        """What a restore left that was killed goes too."""
        name = f"{self.name}_restoring"
        owner, serving = self._owner.at(name), self._database.at(name)
        with alone(self._all, RESTORING), self._all.connected() as connection, self._allowed():
            _drop(connection, name)
            connection.execute(
                SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    Identifier(name)
                )
            )
            try:
                restore(file, owner, _version(connection))
                self._prepare(owner, serving.role())
                yield serving
            finally:
                _drop(connection, name)

    def put(self, restored: Database, moment: str) -> str | None:
        assert isinstance(restored, PostgreSQL)
        aside = f"{self.name}_before_restore_{moment.replace('-', '_')}"
        try:
            with self._all.connected() as connection, connection.transaction():
                was_there = _is_there(connection, self.name)
                if was_there:
                    _rename(connection, self.name, aside)
                _rename(connection, restored.name, self.name)
        except ObjectInUse:
            raise LedgerInUse(file=self._database.place) from None
        return aside if was_there else None

    @contextmanager
    def _allowed(self) -> Iterator[None]:
        try:
            yield
        except InsufficientPrivilege:
            raise RestoreNotAllowed(role=self._all.role()) from None


def _rows(connection: Connection[Any]) -> dict[str, int]:
    names = [name for (name,) in connection.execute(_TABLES).fetchall()]
    return {name: int(_one(connection, f"SELECT count(*) FROM {name}")) for name in names}


def _version(connection: Connection[Any]) -> int:
    return connection.info.server_version // 10_000


def _is_there(connection: Connection[Any], name: str) -> bool:
    found = connection.execute("SELECT FROM pg_database WHERE datname = %s", (name,))
    return bool(found.rowcount)


def _one(connection: Connection[Any], question: str) -> Any:
    return (connection.execute(question.encode()).fetchone() or (None,))[0]


def _drop(connection: Connection[Any], name: str) -> None:
    connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _rename(connection: Connection[Any], name: str, to: str) -> None:
    connection.execute(
        SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(name), Identifier(to))
    )


def hand_over(database: PostgreSQL, role: str, kept: Collection[str]) -> None:
    """Give the serving role what is neither the log nor kept from it; it makes these anew."""
    stays = {*LOG, "log_versions", *kept}
    with database.connected() as connection, connection.transaction():
        owned = connection.execute(
            "SELECT tablename FROM pg_tables "
            "WHERE schemaname = current_schema() AND tableowner = current_user"
        ).fetchall()
        for table in (name for (name,) in owned if name not in stays):
            connection.execute(
                SQL("ALTER TABLE {} OWNER TO {}").format(Identifier(table), Identifier(role))
            )
