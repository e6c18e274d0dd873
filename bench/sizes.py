"""Bytes a fact of a made-up city in PostgreSQL: log, read models, keys, report file, Parquet, a
backup, what was written ahead of all that, and the people index that each process holds.

The history is one import in large transactions: commands one by one write more ahead.
"""

import subprocess
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from math import prod
from pathlib import Path

from application.exports.parquet import write_parquet
from application.kernel.database import PostgreSQL
from application.read_models.search import Search
from application.tracker import CaseTracker
from bench.city import bring_file, write_history
from bench.load.postgresql import Cluster, cluster
from bench.measuring import Measured, say, scratch, show
from tests.postgres import programs

PEOPLE = 2_000
OF_THE_LOG = ("ledger", "stored_events", "answered_commands", "log_chain", "log_seals")
_PAGES = ("count", "size")
_TABLES = (
    "SELECT relname, pg_total_relation_size(oid) FROM pg_class "
    "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)


def measure(people: int = PEOPLE) -> list[Measured]:
    with scratch() as name, cluster(Path(name) / "server") as server, server.lent() as database:
        folder = Path(name) / "ledger"
        folder.mkdir()
        say(f"sizes: a city of {people:,} people …")
        write_history(folder / "city.jsonl", people)
        before = _ahead(server)
        with CaseTracker(PostgreSQL(server.url(database), folder)) as tracker:
            bring_file(tracker, folder / "city.jsonl")
            facts, ahead = tracker.position, _ahead(server) - before
            tracker.engines.reports.sync()
            with tracker.engines.reports.reading() as connection:
                write_parquet(connection, folder / "rows", parts=1)
            index = _index(tracker)
        sizes = {**_tables(server, database), **_files(folder, server.url(database))}
        sizes |= {"written ahead": ahead, "people index in memory": index}
    found = [Measured("facts", facts, "facts"), Measured("facts a person", facts / people, "facts")]
    return found + [Measured(what, size / facts, "bytes a fact") for what, size in sizes.items()]


def _ahead(server: Cluster) -> int:
    with server.connect() as connection:
        row = connection.execute("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')").fetchone()
    assert row
    return int(str(row[0]))


def _index(tracker: CaseTracker) -> int:
    tracker.ask(Search("", date(2005, 3, 1)))
    with tracker.people.memory.reading.connect() as index:
        told = (index.exec_driver_sql(f"PRAGMA page_{what}").scalar_one() for what in _PAGES)
        return prod(told)


def _tables(server: Cluster, database: str) -> dict[str, int]:
    with server.connect(database) as connection:
        connection.execute("VACUUM FULL")
        tables = {str(name): int(str(size)) for name, size in connection.execute(_TABLES)}
    log = sum(size for name, size in tables.items() if name in OF_THE_LOG)
    return {"log": log, "read models": sum(tables.values()) - log}


def _files(folder: Path, url: str) -> dict[str, int]:
    backup = folder / "backup.dump"
    subprocess.run([programs() / "pg_dump", "-Fc", "-f", backup, url], check=True)
    named = {"keys": ".keys", "report file": ".reports", "backup": ".dump", "Parquet": ".parquet"}
    return {what: sum(_sizes(folder, suffix)) for what, suffix in named.items()}


def _sizes(folder: Path, suffix: str) -> Iterator[int]:
    return (file.stat().st_size for file in folder.rglob(f"*{suffix}"))


if __name__ == "__main__":
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE)
    show("Sizes", measure(asked.parse_args().people))
