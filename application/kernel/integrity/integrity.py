"""The integrity of the log: chain and seals against what stands in the database.

The database is only read, without the keys and without the application: it may be a ledger that
is being served, a backup, or a copy on another machine.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from application.kernel.database import Database
from application.kernel.integrity.chain import Link
from application.kernel.integrity.chain_walk import ChainWalk, Progress
from application.kernel.integrity.faults import Fault, Findings, Wrong
from application.kernel.integrity.seal import SEALS, Seal
from application.kernel.integrity.seal_check import Trusted, against_the_chain, broken_seals
from application.kernel.projecting.store_engines import CHECKPOINTS_NAME
from application.kernel.snapshots import Snapshot, damage, snapshot, tables

_CHECKPOINTS = f"SELECT max(position) FROM {CHECKPOINTS_NAME}"
_TABLES = {"stored_events", "answered_commands", "log_chain", "log_seals"}


def check(
    database: Database | Path,
    trusted: Trusted,
    sealed: Sequence[Seal] = (),
    hashes: Mapping[int, bytes] | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Walk the chain of a database and check its seals, and those kept elsewhere.

    `trusted` are public keys of 32 bytes; None takes each seal by its own.
    `sealed` and `hashes`, by the number of the link, were exported before. Raises
    `sqlite3.Error` where the file is no database, `psycopg.Error`.
    """
    findings = Findings()
    with snapshot(database) as connection:
        if not tables(connection) >= _TABLES:
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


def _walk(
    connection: Snapshot,
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


def _behind_the_end(connection: Snapshot, findings: Findings) -> list[Fault]:
    """A read model that has come further than the log says that the log was longer."""
    last = findings.last_position
    if CHECKPOINTS_NAME not in tables(connection):
        return []
    (reached,) = connection.execute(_CHECKPOINTS).fetchone()
    gone = isinstance(reached, int) and reached > last
    return [Fault(Wrong.TRUNCATED, last + 1, reached)] if gone else []


def _of_the_file(connection: Snapshot) -> list[Fault]:
    """Indexes could lead elsewhere than to what the chain was compared with."""
    return [Fault(Wrong.DAMAGED, 0)] if damage(connection) else []
