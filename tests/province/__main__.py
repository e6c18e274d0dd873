"""`python -m tests.province --rounds 2`: the leader is killed while clerks work.

Two server processes behind a proxy, over three database servers. Every command that was
acknowledged must be there at the end, once. Needs etcd, Patroni, PostgreSQL and HAProxy of the
machine (docs/how-to/run-a-province.md).
"""

import argparse
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from application.tracker import CaseTracker
from tests.crash.load import Told
from tests.crash.rounds import checked
from tests.databases import database_in
from tests.province.clerks import Clerks
from tests.province.cluster import Cluster, cluster
from tests.province.members import waited
from tests.province.office import Office, office

_MORE = 10
"""Commands after which the clerks are taken to go on."""
_LONGEST = 5.0
"""Seconds of work before a blow, at most."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.province", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20050301, help="of the moments")
    wanted = parser.parse_args()
    with TemporaryDirectory(prefix="taizhang-province-") as folder:
        Path(folder).chmod(0o755)
        with (
            cluster(Path(folder) / "cluster") as built,
            office(built, Path(folder) / "office") as opened,
        ):
            clerks = rehearsed(built, opened, wanted.rounds, random.Random(wanted.seed))
            _nothing_is_wrong(opened, clerks.told)
    again = ", ".join(f"{what} {n}" for what, n in clerks.interrupted.most_common())
    print(f"sent again: {again or 'nothing'}; {clerks.replayed} had been done at the first time")
    print(
        f"{wanted.rounds} leaders killed: {clerks.acknowledged:,} commands acknowledged, ", end=""
    )
    print("none lost, none twice, all in step")


def rehearsed(built: Cluster, opened: Office, rounds: int, moments: random.Random) -> Clerks:
    """The clerks, after so many leaders were killed while they worked."""
    with Clerks(opened.url, opened.token) as clerks:
        for _ in range(rounds):
            _go_on(clerks)
            time.sleep(moments.uniform(0.1, _LONGEST))
            _blow(built, clerks)
            waited(lambda: all(opened.ready()), "a server process is not ready again")
        _go_on(clerks)
    return clerks


def _go_on(clerks: Clerks) -> None:
    before = clerks.acknowledged
    waited(lambda: clerks.acknowledged > before + _MORE, "nobody can work")


def _blow(built: Cluster, clerks: Clerks) -> None:
    leader = built.leader()
    assert leader is not None
    since = time.monotonic()
    built.databases[leader].kill()
    waited(lambda: built.leader() not in (None, leader), "no other leader")
    took = time.monotonic() - since
    _go_on(clerks)
    pause = clerks.longest_pause(since)
    print(f"{leader} killed; {built.leader()} leads after {took:.1f} s, ", end="")
    print(f"clerks waited {pause:.1f} s", end="", flush=True)
    rewound = _rejoined(built, leader)
    print(f"; {leader} follows again{', rewound' if rewound else ''}", flush=True)


def _rejoined(built: Cluster, name: str) -> bool:
    """Whether it had written what nobody was told of, and had to take that back."""
    member = built.databases[name]
    before = len(member.log.read_text())
    member.start()
    waited(lambda: built.whole() and built.in_step() is not None, f"{name} is not back")
    return "running pg_rewind" in member.log.read_text()[before:]


def _nothing_is_wrong(opened: Office, told: Told) -> None:
    """Raises AssertionError, or SystemExit with what the operator's own commands say."""
    assert not told.refused, told.refused
    with CaseTracker(database_in(opened.folder)) as tracker:
        checked(tracker, told)
        there: set[UUID | None] = {
            recorded.envelope.command_id for recorded in tracker.register.history()
        }
    assert there - {None} == set(told.acknowledged), "a command is there of which nobody was told"
    for command in (("verify",), ("read-models", "verify")):
        opened.taizhang(*command)


if __name__ == "__main__":
    main()
