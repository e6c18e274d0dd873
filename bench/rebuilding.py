"""Rebuilding every read model from 1,000,000 facts.

The facts are those of a made-up city, copied to new workers until there are
enough of them: the rebuild reads the log stream by stream and knows no difference.
"""

import sqlite3
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from application.kernel.projector import Projector
from application.kernel.rebuild import rebuild
from application.kernel.register import Register
from application.kernel.store import Store
from application.read_models import MODELS
from bench.city import city
from bench.measuring import Measured, peak_mb, say, scratch, show, stopwatch

FACTS, WORKERS = 1_000_000, 20_000
_OF_WORKERS = " AND ".join(
    f"topic NOT LIKE '{kind}.%'" for kind in ("claim", "unit", "policy", "target", "figure")
)


def multiply(database: Path, facts: int) -> int:
    """Copy the workers' streams under new ids until the log has `facts`; return how many.

    An id made at random has a 4 where the copies have their mark.
    """
    connection = sqlite3.connect(database)
    count = "SELECT count(*) FROM stored_events"
    originals = connection.execute(f"SELECT max(rowid) FROM stored_events WHERE {_OF_WORKERS}")
    last = originals.fetchone()[0]
    marks = iter("6789abcdef")
    while (there := connection.execute(count).fetchone()[0]) < facts:
        connection.execute(
            "INSERT INTO stored_events "
            "SELECT substr(originator_id, 1, 12) || ? || substr(originator_id, 14), "
            f"originator_version, topic, state FROM stored_events "
            f"WHERE rowid <= ? AND {_OF_WORKERS} ORDER BY rowid",
            (next(marks), last),
        )
        connection.commit()
    connection.close()
    return int(there)


def rebuild_seconds(database: Path) -> tuple[float, float]:
    """Seconds of a rebuild and the peak memory of the process that did it, in MB."""
    register, store = Register(database), Store(database)
    projector = Projector(register, store, MODELS)
    with stopwatch() as seconds:
        rebuild(projector, MODELS)
    return seconds[0], peak_mb()


def measure(facts: int = FACTS, workers: int = WORKERS) -> list[Measured]:
    with scratch() as folder:
        say(f"rebuilding: making up {facts:,} facts …")
        database = Path(folder) / "city.db"
        city(Path(folder), workers).close()
        count = multiply(database, facts)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            seconds, memory = alone.submit(rebuild_seconds, database).result()
    return [
        Measured("facts", count, "facts"),
        Measured("rebuilding all read models", seconds, "s"),
        Measured("facts a second", count / seconds, "/s", bound=15_000, at_least=True),
        Measured("most memory", memory, "MB", bound=1024),
    ]


if __name__ == "__main__":
    show("Rebuilding", measure())
