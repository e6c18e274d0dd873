"""A city's rows on both clocks, multiplied: the same lives in other communities, as other people.

The rows are those that the read models make of a made-up city; a copy has the UUIDs of others and
every station moved on by as many communities. DuckDB, SQLite and PostgreSQL get the same.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
from sqlalchemy import Connection, Engine, create_engine, delete, event, text
from sqlalchemy.schema import CreateIndex, CreateTable, DropIndex

from application.kernel.bitemporal.episodes import EPISODES
from application.kernel.bitemporal.models import TABLES
from application.kernel.projecting.checkpoints import CHECKPOINTS
from application.kernel.projecting.read_model import METADATA
from application.kernel.reports.report_file import ALL_TABLES, MEMORY, in_order
from application.tracker import CaseTracker
from bench.load.postgresql import cluster
from domain.unit.units import Level, UnitTree

_STATIONS = ("station", "from_station", "to_station")
_WRITTEN = "(FORMAT csv, HEADER false)"
_KEY = ", ".join(column.name for column in EPISODES.primary_key)


def multiply(tracker: CaseTracker, file: Path, people: int) -> int:
    """Write a file of the report engine with about so many people; return how many."""
    tracker.engines.reports.sync()
    with duckdb.connect(str(file)) as into:
        into.execute(f"SET memory_limit = '{MEMORY}'")
        into.execute(f"ATTACH '{tracker.engines.file}' AS small (READ_ONLY)")
        for name in ("fed", *(table.name for table in ALL_TABLES)):
            of_all = "" if name in ("fed", CHECKPOINTS.name) else " LIMIT 0"
            into.execute(f"CREATE TABLE {name} AS FROM small.{name}{of_all}")
        into.execute("CREATE TEMP TABLE moved (code VARCHAR, copy INTEGER, there VARCHAR)")
        originals = _one(into, "SELECT count(DISTINCT stream) FROM small.episodes")
        copies = -(-people // originals)
        places = _communities(tracker.rules.units)
        into.execute("CREATE TEMP TABLE places AS SELECT unnest($1) AS code", [places])
        into.execute(_copied(copies, len(places)))
        return originals * copies


def _communities(tree: UnitTree) -> list[str]:
    return sorted(unit.code for unit in tree.at_level(Level.COMMUNITY))


def _copied(copies: int, places: int) -> str:
    """Each copy of a person moves all stations on alike, so that a move stays a move."""
    moved = {
        name: f"CASE WHEN {name} IS NOT NULL THEN (SELECT code FROM numbered WHERE place = "
        f"(hash({name}) // 7 + copy * 37 + hash(stream) % 1000) % {places}) END AS {name}"
        for name in _STATIONS
    }
    columns = [
        "CAST(md5(CAST(stream AS VARCHAR) || copy) AS UUID) AS stream",
        *(moved.get(column.name, column.name) for column in list(EPISODES.columns)[1:]),
    ]
    return (
        "INSERT INTO episodes WITH numbered AS (SELECT code, row_number() OVER (ORDER BY code) - 1 "
        f"AS place FROM places) SELECT {', '.join(columns)} "
        f"FROM small.episodes, range({copies}) AS copies(copy){in_order(EPISODES)}"
    )


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])


def written_out(file: Path, folder: Path) -> Path:
    """The multiplied rows as a text file, as a database without UUIDs takes them."""
    out = folder / "episodes.csv"
    with duckdb.connect(str(file), read_only=True) as source:
        source.execute(f"COPY (FROM episodes ORDER BY {_KEY}) TO '{out}' {_WRITTEN}")
    return out


def in_sqlite(rows: Path, folder: Path) -> Engine:
    engine = create_engine(f"sqlite:///{folder / 'rows.db'}")

    @event.listens_for(engine, "connect")
    def _as_the_store(connection: object, _record: object) -> None:
        for pragma in ("synchronous=OFF", "mmap_size=1073741824", "cache_size=-65536"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    METADATA.create_all(engine, tables=[*(t for t in TABLES if t is not EPISODES), CHECKPOINTS])
    with engine.begin() as connection:
        connection.execute(CreateTable(EPISODES))
        _fill(connection, rows)
        connection.execute(text("ANALYZE"))
    return engine


def _fill(connection: Connection, rows: Path) -> None:
    marks = ",".join("?" * len(EPISODES.columns))
    with rows.open(encoding="utf-8", newline="") as file:
        cursor: Any = connection.connection.cursor()
        cursor.executemany(f"INSERT INTO episodes VALUES ({marks})", map(_plain, csv.reader(file)))
    for index in EPISODES.indexes:
        connection.execute(CreateIndex(index))


def add_to(tracker: CaseTracker, people: int, folder: Path) -> int:
    """Give a closed small ledger about so many people more, in its store and its report file.

    Only their rows on both clocks are there: in the log, and elsewhere, is the small city alone.
    Return how many there are.
    """
    file, own = folder / "large", tracker.engines.file
    count = multiply(tracker, file, people)
    with duckdb.connect(str(file)) as into:
        into.execute(f"ATTACH '{own}' AS small (READ_ONLY)")
        into.execute("INSERT INTO episodes FROM small.episodes")
        count += _one(into, "SELECT count(DISTINCT stream) FROM small.episodes")
    rows = written_out(file, folder)
    with tracker.database.engine().begin() as connection:
        for index in EPISODES.indexes:
            connection.execute(DropIndex(index))
        connection.execute(delete(EPISODES))
        _fill(connection, rows)
    rows.unlink()
    file.replace(own)
    return count


_BOOLEANS = [
    place for place, c in enumerate(EPISODES.columns) if c.name in ("counted", "confirmed")
]


def _plain(row: list[str]) -> list[str | int | bytes | None]:
    cells: list[str | int | bytes | None] = [cell or None for cell in row]
    cells[0] = UUID(row[0]).bytes
    for place in _BOOLEANS:
        cells[place] = int(row[place] == "true")
    return cells


@contextmanager
def in_postgresql(rows: Path, folder: Path) -> Iterator[Engine]:
    """A server of its own, with the tables and indexes of the read models."""
    with cluster(folder / "postgresql") as server, server.lent() as database:
        engine = create_engine(server.url(database).replace("://", "+psycopg://"))
        METADATA.create_all(engine, tables=[*TABLES, CHECKPOINTS])
        with server.connect(database) as connection:
            with (
                connection.cursor().copy("COPY episodes FROM STDIN (FORMAT csv)") as copy,
                rows.open("rb") as file,
            ):
                while some := file.read(1 << 20):
                    copy.write(some)
            connection.execute("VACUUM ANALYZE episodes")
        try:
            yield engine
        finally:
            engine.dispose()
