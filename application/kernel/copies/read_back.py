"""A copy that PostgreSQL's program wrote, read back row by row, without a server.

The log in it becomes a file of the embedded database, whose chain and seals are checked as those
of any ledger; of every other table the rows are counted.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import takewhile
from pathlib import Path
from typing import IO, Any

from application.kernel.log.rights import LOG
from application.kernel.projecting.store_engines import CHECKPOINTS_NAME

_HEADING = re.compile(rb"COPY (\S+) \((.+)\) FROM stdin;\n")
_END = b"\\.\n"
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_MEANT = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_KEPT = {*LOG, CHECKPOINTS_NAME}
_BYTES = ("state", "command_id", "digest", "hash", "chain", "head", "previous", "public_key")
_STREAMS = ("originator_id", "worker")
_TEXTS = ("topic", "day", "name")


def read_back(lines: IO[bytes], log: Path) -> dict[str, int]:
    """Put the log into a file; how many rows every table has. Raises `ValueError`."""
    with closing(sqlite3.connect(log, isolation_level=None)) as connection:
        # Nobody wants this file after a crash.
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        counts = {
            table: _taken(connection, table, names, rows) for table, names, rows in _tables(lines)
        }
        connection.execute("CREATE INDEX by_command ON answered_commands (command_id)")
        connection.execute("COMMIT")
    return counts


def _tables(lines: IO[bytes]) -> Iterator[tuple[str, list[str], Iterable[bytes]]]:
    for line in lines:
        if heading := _HEADING.fullmatch(line):
            names = heading[2].decode().split(", ")
            yield heading[1].decode(), names, takewhile(_END.__ne__, lines)


def _taken(
    connection: sqlite3.Connection, table: str, names: list[str], rows: Iterable[bytes]
) -> int:
    name = table.rpartition(".")[2]
    if name not in _KEPT:
        return sum(1 for _ in rows)
    columns = ", ".join(each for each in names if each != "notification_id")
    connection.execute(f"CREATE TABLE {name} ({columns})")
    places = ", ".join("rowid" if each == "notification_id" else each for each in names)
    into = f"INSERT INTO {name} ({places}) VALUES ({', '.join('?' * len(names))})"
    values = [_VALUES.get(each, int) for each in names]
    return connection.executemany(into, (_values(row, values) for row in rows)).rowcount


def _values(row: bytes, values: list[Callable[[bytes], Any]]) -> list[Any]:
    cells = row.rstrip(b"\n").split(b"\t")
    return [
        None if cell == b"\\N" else value(cell) for cell, value in zip(cells, values, strict=True)
    ]


def _bytes(cell: bytes) -> bytes:
    return bytes.fromhex(cell.removeprefix(b"\\\\x").decode("ascii"))


def _stream(cell: bytes) -> str:
    return cell.decode("ascii").replace("-", "")


def _text(cell: bytes) -> str:
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), cell).decode()


_VALUES: dict[str, Callable[[bytes], Any]] = {
    **dict.fromkeys((*_BYTES, "signature"), _bytes),
    **dict.fromkeys(_STREAMS, _stream),
    **dict.fromkeys(_TEXTS, _text),
}
"""By the column; any other is a number."""
