"""Every indicator on Spark, as DuckDB and the store answer it; then a worker dies on the way.

Random lives are exported as Parquet; a standalone master and two workers are processes of their
own. `--histories 3` asks about more lives.
"""

import random
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from application.exports.parquet import write_parquet
from application.kernel.answering.query import Query
from application.kernel.spark.engine import Spark
from application.tracker import CaseTracker
from tests.ledger import record, units_file
from tests.reports.questions import lives, questions, without_engine
from tests.spark.cluster import Cluster, cluster

Questions = list[tuple[str, Query[dict[str, Any]]]]


class Held:
    """One session for all questions: to start it costs more than to answer."""

    name = "spark"

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    @contextmanager
    def reading(self) -> Iterator[Any]:
        yield self.connection


def compare(tracker: CaseTracker, spark: Held, asked: Questions) -> None:
    """All three engines answer alike."""
    for told, question in asked:
        expected = without_engine(tracker.ask(question, on=tracker.store))
        assert without_engine(tracker.ask(question, on=tracker.engines.reports)) == expected, told
        assert without_engine(tracker.ask(question, on=spark)) == expected, told
        print(f"  {told}: the same", flush=True)


def lose_a_worker(tracker: CaseTracker, spark: Held, asked: Questions, on: Cluster) -> None:
    """A worker is killed while tasks of a question run; the answers stay right."""
    session = spark.connection.connection.dbapi_connection.session
    status = session.sparkContext.statusTracker()
    killed: list[int] = []

    def kill_on_the_way() -> None:
        while not (active := status.getActiveStageIds()):
            time.sleep(0.002)
        on.kill(0)
        killed.extend(active)

    killer = threading.Thread(target=kill_on_the_way)
    killer.start()
    compare(tracker, spark, asked)
    killer.join()
    assert on.workers[0].returncode == -9
    print(f"a worker was killed during stage {killed}; {len(asked)} answers were right", flush=True)


def of_one_history(folder: Path, seed: int) -> None:
    rng = random.Random(seed)
    with CaseTracker(folder / "l.db", units_file=units_file(folder / "u.csv")) as tracker:
        record(tracker, lives(rng))
        with tracker.engines.reports.reading() as connection:
            write_parquet(connection, folder / "rows", parts=4)
        asked = list(questions(rng))
        with (
            cluster(folder) as found,
            Spark(folder / "rows", found.master).reading() as connection,
        ):
            compare(tracker, Held(connection), asked)
            lose_a_worker(tracker, Held(connection), asked[:4], found)


def main() -> int:
    wanted = ArgumentParser(description=__doc__)
    wanted.add_argument("--histories", type=int, default=1)
    for seed in range(wanted.parse_args().histories):
        with TemporaryDirectory(prefix="taizhang-spark-") as folder:
            print(f"history {seed}", flush=True)
            of_one_history(Path(folder), seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
