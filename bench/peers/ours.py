"""`taizhang serve` as shipped: an account and its token, keys, chain, journal and read models.

Where there is more than one core it is two processes, of which one carries out the commands.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load.places import free_port
from bench.load.postgresql import Cluster
from bench.load.processes import process, run
from bench.peers.serving import Served, Settings, SizeOfDatabase, SizeOfFiles

UNIT = "440703"
TAIZHANG = (sys.executable, "-m", "interfaces.cli")


@contextmanager
def served_on_sqlite(
    folder: Path, _: Cluster | None = None, name: str = "ledger"
) -> Iterator[Served]:
    """The ledger of this name in a folder, which is made where there is none."""
    ledger = folder / f"{name}.db"
    settings = {"TAIZHANG_DATABASE_URL": f"sqlite:///{ledger}", "TAIZHANG_LANGUAGE": "en"}
    with _served(folder, settings) as (urls, headers, ids):
        size = SizeOfFiles([ledger, ledger.with_suffix(".keys")])
        yield Served(urls, headers, size, ids, settings, sys.executable)


@contextmanager
def served_on_postgresql(folder: Path, cluster: Cluster) -> Iterator[Served]:
    with cluster.lent() as database:
        settings = {"TAIZHANG_DATABASE_URL": cluster.url(database), "TAIZHANG_LANGUAGE": "en"}
        settings |= {"TAIZHANG_FOLDER": str(folder)}
        with _served(folder, settings) as (urls, headers, ids):
            size = SizeOfDatabase(cluster, database)
            yield Served(urls, headers, size, ids, settings, sys.executable)


@contextmanager
def _served(
    folder: Path, settings: Settings
) -> Iterator[tuple[list[str], dict[str, str], list[int]]]:
    account = f"bench{free_port()}"
    run([*TAIZHANG, "account", "add", account, "--role", "reviewer", "--unit", UNIT], settings)
    token = run([*TAIZHANG, "token", "issue", "--account", account], settings).strip()
    port = free_port()
    url, words = f"http://127.0.0.1:{port}", [*TAIZHANG, "serve", "--port", port]
    with process(words, settings, folder / "journal", f"{url}/readyz") as begun:
        yield [url], {"Authorization": f"Bearer {token}"}, [begun]
