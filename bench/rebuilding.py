"""Rebuilding every read model from 1,000,000 facts.

The facts are those of a made-up city, copied to new workers until there are
enough of them: the rebuild reads the log stream by stream and knows no difference.
"""

from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from application.kernel.clock import new_id
from application.kernel.keys.key import keys_beside
from application.kernel.log.packing import Recorded
from application.kernel.log.register import Addition, Register
from application.kernel.projecting.projector import Projector
from application.kernel.projecting.rebuild import rebuild
from application.kernel.projecting.store import Store
from application.read_models import MODELS
from bench.city import city
from bench.measuring import Measured, peak_mb, say, scratch, show, stopwatch
from domain.worker.events import WorkerRegistered

FACTS, WORKERS = 1_000_000, 20_000
_AT_ONCE = 2_000


def multiply(database: Path, facts: int) -> int:
    """Copy the workers' streams under new ids until the log has `facts`; return how many."""
    register = Register(database, keys_beside(database))
    streams = [history for history in register.streams(register.position()) if _of_worker(history)]
    originals = cycle(streams)
    while (there := register.position()) < facts:
        register.save(
            Addition(stream, recorded.version, recorded.envelope, [recorded.fact])
            for history in islice(originals, _AT_ONCE)
            for stream in [new_id()]
            for recorded in history
        )
    register.close()
    return there


def _of_worker(history: list[Recorded]) -> bool:
    return isinstance(history[0].fact, WorkerRegistered)


def rebuild_seconds(database: Path) -> tuple[float, float]:
    """Seconds of a rebuild and the peak memory of the process that did it, in MB."""
    keys = keys_beside(database)
    register, store = Register(database, keys), Store(database, keys)
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
