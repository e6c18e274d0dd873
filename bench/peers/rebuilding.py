"""Every read model made anew from the log, against the stock projection doing its own again.

Each program is timed as a whole. The stock projection does an event a transaction, so its log is
shorter; both are told as events a second.
"""

from pathlib import Path
from typing import Any

from bench.city import write_history
from bench.load.postgresql import Cluster
from bench.load.processes import run
from bench.measuring import stopwatch
from bench.peers.entries import STOCK, TAIZHANG
from bench.peers.ours import TAIZHANG as COMMAND
from bench.peers.serving import Entry, Served

LINES, PEOPLE, OF_STOCK = 200_000, 32_000, 10_000


def rebuilt(entry: Entry, folder: Path, cluster: Cluster) -> dict[str, Any]:
    """Events a second; nothing for whoever keeps no log."""
    if entry.name not in (TAIZHANG, STOCK):
        return {}
    with entry.served(folder, cluster) as served:
        if entry.name == STOCK:
            rate = run(
                [served.python, "-m", "bench.peers.stock.rebuild", OF_STOCK], served.settings
            )
            return {"a_second": float(rate)}
        return {"a_second": _ours(served, folder)}


def _ours(served: Served, folder: Path) -> float:
    file = folder / "history.jsonl"
    lines = write_history(file, PEOPLE, LINES)
    settings = dict(served.settings) | {"TAIZHANG_MAX_IMPORT_BYTES": str(2**30)}
    run([*COMMAND, "import", file], settings)
    with stopwatch() as seconds:
        run([*COMMAND, "read-models", "rebuild"], settings)
    return lines / seconds[0]
