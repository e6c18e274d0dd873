"""`python -m tests.province --rounds 2`: the leader is killed while somebody writes.

Every row that was acknowledged must be there at the end. Needs etcd, Patroni and PostgreSQL of the
machine (docs/how-to/run-a-province.md).
"""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests.province.cluster import Cluster, cluster
from tests.province.members import DEPLOY, settings_of, waited
from tests.province.writers import Writers

_MORE = 10
"""Rows after which the writers are taken to go on."""
_SECONDS = 3
"""Of writing before each blow."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.province", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    rounds = parser.parse_args().rounds
    with TemporaryDirectory(prefix="taizhang-province-") as folder:
        Path(folder).chmod(0o755)
        with cluster(Path(folder) / "cluster") as built:
            acknowledged, lost = rehearsed(built, rounds)
    print(f"{rounds} leaders killed: {acknowledged:,} rows acknowledged, {lost} lost")
    sys.exit(1 if lost else 0)


def rehearsed(built: Cluster, rounds: int) -> tuple[int, int]:
    """Rows that were acknowledged, and how many of them are gone."""
    example = settings_of(DEPLOY / "node.env")
    who = example["PATRONI_SUPERUSER_USERNAME"], example["PATRONI_SUPERUSER_PASSWORD"]
    url = built.url("postgres", *who)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE written (id uuid PRIMARY KEY)")
    with Writers(url) as writers:
        for _ in range(rounds):
            time.sleep(_SECONDS)
            _blow(built, writers)
    with psycopg.connect(url) as connection:
        there = {row[0] for row in connection.execute("SELECT id FROM written")}
    return len(writers.acknowledged), len(writers.acknowledged - there)


def _blow(built: Cluster, writers: Writers) -> None:
    leader = built.leader()
    assert leader is not None
    built.databases[leader].kill()
    before = len(writers.acknowledged)
    waited(lambda: built.leader() not in (None, leader), "no other leader")
    took = waited(lambda: len(writers.acknowledged) > before + _MORE, "nobody can write")
    print(f"{leader} killed; {built.leader()} leads, writes went on {took:.0f} s later", flush=True)
    built.databases[leader].start()
    waited(lambda: built.whole() and built.in_step() is not None, f"{leader} is not back")


if __name__ == "__main__":
    main()
