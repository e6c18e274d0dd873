"""Several processes write, one reads behind them: it must miss nothing.

`python -m tests.register.tailing --facts 100000 --writers 8` on a server of its own,
with `--sqlite` in a file.
"""

import argparse
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from uuid import NAMESPACE_OID, uuid5

from application.kernel.database import Database, PostgreSQL, SQLite
from application.kernel.keys.key import keys_beside
from application.kernel.log.packing import Envelope
from application.kernel.log.register import Addition, Register
from domain.follow_up.follow_ups import FollowUpRecorded, Outcome
from tests.postgres import OwnServer

SPAWN = get_context("spawn")
MOST = 20
_VISITED = FollowUpRecorded(outcome=Outcome.AT_WORK, effective_on=date(2004, 5, 1))
_ENVELOPE = Envelope(1_000, "tests", None, None)


def write(database: Database, number: int, facts: int) -> None:
    """Add facts to a stream of one's own, a few at a time."""
    register, sizes, version = Register(database, keys_beside(database)), Random(number), 1
    while version <= facts:
        some = min(sizes.randint(1, MOST), facts + 1 - version)
        stream = uuid5(NAMESPACE_OID, f"writer {number}")
        register.save([Addition(stream, version, _ENVELOPE, [_VISITED] * some)])
        version += some
    register.close()


def tail(database: Database, ended: Event) -> list[int]:
    """The positions that a reader meets who never looks back."""
    register = Register(database, keys_beside(database))
    seen: list[int] = []
    while True:
        last_look = ended.is_set()
        found = register.touched(seen[-1] if seen else 0, 1_000)
        seen += [position for position, _, _ in found]
        if last_look and not found:
            register.close()
            return seen


def missed(database: Database, facts: int, writers: int, many: Executor, ended: Event) -> int:
    """How many of the facts that several wrote meanwhile a reader did not meet."""
    Register(database, keys_beside(database)).close()
    reader = many.submit(tail, database, ended)
    written = [many.submit(write, database, n, facts // writers) for n in range(writers)]
    for each in written:
        each.result()
    ended.set()
    return facts // writers * writers - len(set(reader.result()))


@contextmanager
def new(folder: Path, in_a_file: bool) -> Iterator[Database]:
    """A new database, in which commits are kept whatever happens."""
    if in_a_file:
        yield SQLite(folder / "ledger.db")
        return
    server = OwnServer()
    try:
        with server.fresh() as url:
            yield PostgreSQL(url, folder)
    finally:
        server.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.register.tailing", description=__doc__)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--sqlite", action="store_true")
    wanted = parser.parse_args()
    began = time.monotonic()
    with (
        TemporaryDirectory(prefix="taizhang-tail-") as folder,
        new(Path(folder), wanted.sqlite) as database,
        ProcessPoolExecutor(wanted.writers + 1, SPAWN) as processes,
        SPAWN.Manager() as manager,
    ):
        lost = missed(database, wanted.facts, wanted.writers, processes, manager.Event())
    seconds = time.monotonic() - began
    print(f"{lost} of {wanted.facts} facts missed, {wanted.writers} writers, {seconds:.0f} s")
    raise SystemExit(1 if lost else 0)


if __name__ == "__main__":
    main()
