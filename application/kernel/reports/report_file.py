"""The file of the columns: whole as of a position, and never written again once it has its name.

Processes read it, each with a connection of its own, while the next one is made beside it
(docs/decisions/0045).
"""

from pathlib import Path
from typing import Final
from uuid import UUID

import duckdb
from sqlalchemy import Connection, Table

from application.kernel.bitemporal.models import BITEMPORAL, TABLES
from application.kernel.log.register import Register
from application.kernel.projecting.checkpoints import CHECKPOINTS, seen_up_to
from application.kernel.projecting.projector import Progress
from application.kernel.reports.duckdb_dialect import types_of
from application.kernel.reports.loading import Loading
from application.kernel.reports.parts import unfinished_folder

SHAPE = 2
"""Of the file; one of another shape is made anew."""
ALL_TABLES = (*TABLES, CHECKPOINTS)
MEMORY: Final = "25%"
"""Of the machine, whose server answers meanwhile; rows beyond it are put in order on disk."""
_ORDER = ("recorded_until", "effective_until", "stream")
_VERSIONS = {model.name: model.version for model in BITEMPORAL}


class Unusable(Exception):
    """The file is not there, is no such file, or is of another version or another ledger."""


def build(
    file: Path, source: Connection, register: Register, progress: Progress | None = None
) -> None:
    """Make the file anew from one snapshot of the store. `progress` is told of rows."""
    with unfinished_folder(file) as folder, duckdb.connect(str(folder / "loaded")) as into:
        into.execute(f"SET memory_limit = '{MEMORY}'")
        loading = Loading(source, into, folder)
        for table in ALL_TABLES:
            _create(into, table)
        for table in TABLES:
            loading.all(table, table.name, progress)
        position = seen_up_to(source)
        into.executemany(
            f"INSERT INTO {CHECKPOINTS.name} VALUES (?, ?, ?)",
            [(name, version, position) for name, version in _VERSIONS.items()],
        )
        _write(folder / "rows", into, register)
        _give_the_name(folder / "rows", file)


def rewrite(file: Path, seen: duckdb.DuckDBPyConnection, register: Register) -> None:
    """Make the file anew from all that a connection sees."""
    with unfinished_folder(file) as folder:
        _write(folder / "rows", seen, register)
        _give_the_name(folder / "rows", file)


def _write(part: Path, seen: duckdb.DuckDBPyConnection, register: Register) -> None:
    seen.execute(f"ATTACH {quoted(part)} AS part")
    seen.execute("BEGIN")  # one snapshot of all tables
    for table in ALL_TABLES:
        _create(seen, table, "part.")
        seen.execute(f"INSERT INTO part.{table.name} FROM {table.name}{in_order(table)}")
    position = seen.execute(f"SELECT min(position) FROM {CHECKPOINTS.name}").fetchall()[0][0]
    _sign(seen, register, position, "part.")
    seen.execute("COMMIT")
    seen.execute("DETACH part")


def in_order(table: Table) -> str:
    """How rows lie: a question skips the blocks of what was known, or held, no longer by then."""
    names = [name for name in _ORDER if name in table.columns]
    return f" ORDER BY {', '.join(names)}" if names else ""


def attach(database: duckdb.DuckDBPyConnection, file: Path, register: Register) -> int:
    """Have the file as `base`; return its position. Raises `Unusable`."""
    if not file.exists():
        raise Unusable("missing")
    try:
        database.execute(f"ATTACH {quoted(file)} AS base (READ_ONLY)")
        signed = database.execute("FROM base.fed").fetchall()
        versions = database.execute(f"SELECT name, version FROM base.{CHECKPOINTS.name}").fetchall()
    except duckdb.Error as error:
        raise Unusable(str(error)) from error
    [(shape, position, stream)] = signed
    if shape != SHAPE or dict(versions) != _VERSIONS:
        raise Unusable("another version")
    if _stream_at(register, position) != stream:
        raise Unusable("another ledger")
    return int(position)


def quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _create(into: duckdb.DuckDBPyConnection, table: Table, where: str = "") -> None:
    """Without keys and indexes, which a file that is read in passes has no use for."""
    columns = ", ".join(f"{name} {kind}" for name, kind in types_of(table).items())
    into.execute(f"CREATE TABLE {where}{table.name} ({columns})")


def _sign(
    into: duckdb.DuckDBPyConnection, register: Register, position: int, where: str = ""
) -> None:
    into.execute(f"CREATE TABLE {where}fed (shape INTEGER, position BIGINT, stream UUID)")
    signed = [SHAPE, position, _stream_at(register, position)]
    into.execute(f"INSERT INTO {where}fed VALUES (?, ?, ?)", signed)


def _stream_at(register: Register, position: int) -> UUID | None:
    """The stream of the fact at a position: ids are random, so another ledger has another."""
    found = register.touched(position - 1, 1)
    return found[0][1] if found and found[0][0] == position else None


def _give_the_name(part: Path, file: Path) -> None:
    part.chmod(0o600)
    part.replace(file)
