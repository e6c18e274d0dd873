"""The same rows written without a framework, one transaction a command: what the database can do.

A command leaves a row in a log and a row that pages read. SQLite has one writer; PostgreSQL as many
connections as the client has, in two processes.
"""

import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import psycopg

from bench.load.client import CONNECTIONS
from bench.load.postgresql import Cluster
from bench.load.scenario import registration
from bench.peers.entries import PROCESSES, TAIZHANG
from bench.peers.serving import SQLITE, Entry

BYTES = {SQLITE: "BLOB", "PostgreSQL": "bytea"}
TABLES = (
    "CREATE TABLE log (stream {bytes}, version integer, topic text, state {bytes},"
    " PRIMARY KEY (stream, version))",
    "CREATE TABLE rows (worker {bytes}, number integer, kind text, day text, detail text,"
    " PRIMARY KEY (worker, number))",
)
LOG, ROW = "INSERT INTO log VALUES (?, ?, ?, ?)", "INSERT INTO rows VALUES (?, ?, ?, ?, ?)"
_STATE = orjson.dumps(registration(1))


def raw(entry: Entry, folder: Path, cluster: Cluster, seconds: float) -> dict[str, Any]:
    """Once a database: for the others there is nothing to be found."""
    if entry.name != TAIZHANG:
        return {}
    if entry.database == SQLITE:
        return {"a_second": on_sqlite(folder / "raw.db", seconds)}
    return {"a_second": on_postgresql(cluster, seconds)}


def on_sqlite(file: Path, seconds: float) -> float:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    for table in TABLES:
        connection.execute(table.format(bytes=BYTES[SQLITE]))
    begun = time.perf_counter()
    for number in count(1):
        log, row = _rows(number)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(LOG, log)
        connection.execute(ROW, row)
        connection.execute("COMMIT")
        if (taken := time.perf_counter() - begun) > seconds:
            break
    connection.close()
    return number / taken


def on_postgresql(cluster: Cluster, seconds: float) -> float:
    with cluster.lent() as database:
        with cluster.connect(database) as connection:
            for table in TABLES:
                connection.execute(table.format(bytes=BYTES["PostgreSQL"]))
        url, each = cluster.url(database), CONNECTIONS // PROCESSES
        with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
            found = [pool.submit(_processed, url, each, seconds) for _ in range(PROCESSES)]
            return sum(each.result() for each in found)


def _processed(url: str, connections: int, seconds: float) -> float:
    with ThreadPoolExecutor(connections) as threads:
        return sum(threads.map(lambda _: _connected(url, seconds), range(connections)))


def _connected(url: str, seconds: float) -> float:
    log_sql, row_sql = (sql.replace("?", "%s") for sql in (LOG, ROW))
    with psycopg.connect(url) as connection:
        begun = time.perf_counter()
        for number in count(1):
            log, row = _rows(number)
            connection.execute(log_sql, log)
            connection.execute(row_sql, row)
            connection.commit()
            if (taken := time.perf_counter() - begun) > seconds:
                break
    return number / taken


def _rows(number: int) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    stream = uuid4().bytes
    return (
        (stream, 1, "worker.registered", _STATE),
        (stream, number, "registered", "2005-01-04", "蓬江区堤东路"),
    )
