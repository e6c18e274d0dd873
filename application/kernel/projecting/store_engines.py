"""How the read models are read and written: what each transaction begins with."""

from typing import Any

from sqlalchemy import Engine, event

from application.kernel.database import PAGES_A_CHECKPOINT, Database

# Rows can be rebuilt, so a commit of theirs need not wait for the disk; the log's does.
_PRAGMAS = (
    "synchronous=NORMAL",
    "mmap_size=1073741824",
    "cache_size=-65536",
    "temp_store=MEMORY",
    f"wal_autocheckpoint={PAGES_A_CHECKPOINT}",
)
CHECKPOINTS_NAME = "read_model_checkpoints"
_WRITING = 0x73_74_6F_72_65
"""The number of the lock of whoever writes read models, among those that a server keeps."""


def embedded(database: Database) -> tuple[Engine, Engine, Engine]:
    """To read, to write, and to write apart, which is no other here: one writes at a time."""

    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    reading, writing = database.engine(), database.engine()
    for engine in (reading, writing):
        event.listen(engine, "connect", connected)
    _beginning(writing, "BEGIN IMMEDIATE")
    return _beginning(reading, "BEGIN"), writing, writing


def on_a_server(database: Database) -> tuple[Engine, Engine, Engine]:
    """A snapshot that began before tables were exchanged would see the new ones half-filled: who
    reads holds off the exchange, and takes the snapshot behind that lock."""

    def connected(connection: Any, _record: Any) -> None:
        connection.execute("SET synchronous_commit = off")
        connection.commit()

    reading = database.engine(isolation_level="REPEATABLE READ")
    writing, apart = database.engine(), database.engine()
    for engine in (writing, apart):
        event.listen(engine, "connect", connected)
    return (
        _beginning(reading, f"LOCK TABLE {CHECKPOINTS_NAME} IN ACCESS SHARE MODE"),
        _beginning(writing, f"SELECT pg_advisory_xact_lock({_WRITING})"),
        apart,
    )


def _beginning(engine: Engine, statement: str) -> Engine:
    """Every transaction begins with a statement: no question, of which a server makes no cursor."""
    at_once = {"stream_results": False}
    event.listen(engine, "begin", lambda c: c.exec_driver_sql(statement, execution_options=at_once))
    return engine
