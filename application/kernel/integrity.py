"""The integrity of the log: chain and seals against what stands in the database.

The file is only read, without the keys and without the application: it may be a ledger that is
being served, a backup, or a copy on another machine.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from application.kernel.chain import Link
from application.kernel.chain_walk import ChainWalk, Progress
from application.kernel.faults import Fault, Findings, Wrong
from application.kernel.seal import SEALS, Seal
from application.kernel.seal_check import Trusted, against_the_chain, broken_seals

_CHECKPOINTS = "SELECT max(position) FROM read_model_checkpoints"
_TABLES = {"stored_events", "answered_commands", "log_chain", "log_seals"}


@contextmanager
def only_reading(database: Path) -> Iterator[sqlite3.Connection]:
    """One snapshot of a database, whatever bytes stand in its texts."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    connection.isolation_level = None
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


def check(
    database: Path,
    trusted: Trusted,
    sealed: Sequence[Seal] = (),
    hashes: Mapping[int, bytes] | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Walk the chain of a database and check its seals, and those kept elsewhere.

    `trusted` are public keys of 32 bytes; None takes each seal by its own.
    `sealed` and `hashes`, by the number of the link, were exported before. Raises
    `sqlite3.Error` where the file is no database.
    """
    findings = Findings()
    with only_reading(database) as connection:
        if not _has_a_chain(connection):
            findings.add(Fault(Wrong.NO_CHAIN, 0))
            return findings
        findings.seals = [Seal(*row) for row in connection.execute(f"{SEALS} ORDER BY number")]
        every = [*findings.seals, *sealed]
        heads = _walk(connection, findings, every, hashes or {}, progress)
        for fault in (
            *_faults_of_seals(findings, findings.seals, heads, trusted),
            *_faults_of_seals(findings, sealed, heads, trusted),
            *_behind_the_end(connection, findings),
            *_of_the_file(connection),
        ):
            findings.add(fault)
    findings.settle()
    return findings


def _has_a_chain(connection: sqlite3.Connection) -> bool:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    return {name for (name,) in names} >= _TABLES


def _walk(
    connection: sqlite3.Connection,
    findings: Findings,
    seals: Sequence[Seal],
    hashes: Mapping[int, bytes],
    progress: Progress | None,
) -> dict[int, bytes]:
    """The hashes of the links that were sealed, as they stand in the chain."""
    heads = {seal.link: b"" for seal in seals}
    differing = False

    def look(link: Link) -> Fault | None:
        nonlocal differing
        if link.number in heads:
            heads[link.number] = link.hash
        if differing or hashes.get(link.number, link.hash) == link.hash:
            return None
        differing = True
        return Fault(Wrong.REWRITTEN, link.position)

    ChainWalk(connection, findings, look).walk(progress)
    return heads


def _faults_of_seals(
    findings: Findings, seals: Sequence[Seal], heads: Mapping[int, bytes], trusted: Trusted
) -> list[Fault]:
    return [*broken_seals(seals, trusted), *against_the_chain(seals, heads, findings)]


def _behind_the_end(connection: sqlite3.Connection, findings: Findings) -> list[Fault]:
    """A read model that has come further than the log says that the log was longer."""
    last = findings.last_position
    try:
        (reached,) = connection.execute(_CHECKPOINTS).fetchone()
    except sqlite3.OperationalError:
        return []
    gone = isinstance(reached, int) and reached > last
    return [Fault(Wrong.TRUNCATED, last + 1, reached)] if gone else []


def _of_the_file(connection: sqlite3.Connection) -> list[Fault]:
    """Indexes could lead elsewhere than to what the chain was compared with."""
    return [Fault(Wrong.DAMAGED, 0)] if damage(connection) else []


def damage(connection: sqlite3.Connection) -> list[str]:
    """What the database itself says is damaged in its file.

    SQLite 3.40 speaks of nulls where there are none, in tables without rowid.
    """
    said = (text for (text,) in connection.execute("PRAGMA integrity_check(1000)"))
    return [text for text in said if text != "ok" and not text.startswith("NULL value in ")]
