"""What is measured of a server: commands a second, writers on one case, bytes a case."""

from dataclasses import asdict, dataclass
from pathlib import Path

import httpx2 as httpx

from bench.load.client import CONNECTIONS, Load
from bench.load.outcome import Outcome
from bench.load.postgresql import Cluster
from bench.load.scenario import OF_ELEVEN, REGISTER, Lives, OneCase, Scenario, registration
from bench.peers.entries import TAIZHANG
from bench.peers.serving import Entry, Served

WRITERS = 16
CASES = 500
WARM_UP = 5.0
_HOT, _APART = 3_999_000, 1_000_000
"""Numbers of made-up people that no other part of a run uses."""


@dataclass(frozen=True)
class Rate:
    """Commands acknowledged in a second; milliseconds; counts of what was not acknowledged."""

    a_second: float
    p50: float
    p99: float
    refused: int
    failed: int
    client: float

    @classmethod
    def of(cls, outcome: Outcome) -> "Rate":
        refused = sum(n for status, n in outcome.statuses.items() if 400 <= status < 500)
        p50, p99 = (outcome.within(share) if outcome.taken else 0.0 for share in (0.5, 0.99))
        a_second, client = outcome.a_second, outcome.client
        return cls(a_second, p50, p99, refused, outcome.failed, client)


def loaded(
    served: Served,
    scenario: Scenario,
    seconds: float = float("inf"),
    warm_up: float = 0.0,
    connections: int = CONNECTIONS,
) -> Outcome:
    load = Load(served.urls, scenario, served.headers, connections)
    try:
        return load.run(seconds, warm_up)
    finally:
        load.close()


def rates(entry: Entry, folder: Path, cluster: Cluster, seconds: float) -> dict[str, object]:
    """Commands over many cases, then by many writers on one."""
    with entry.served(folder, cluster) as served:
        many = loaded(served, Lives(), seconds, WARM_UP)
        one, lost = _on_one_case(entry, served, seconds / 2)
    return {
        "commands": asdict(Rate.of(many)),
        "one-case": asdict(Rate.of(one)) | {"lost": lost},
    }


def _on_one_case(entry: Entry, served: Served, seconds: float) -> tuple[Outcome, int | None]:
    """The outcome, and how many acknowledged commands the case has not; None if it cannot tell."""
    command, fields = REGISTER
    url = served.urls[0]
    with httpx.Client(base_url=url, headers=dict(served.headers), timeout=60) as client:
        path = f"/api/v1/commands/{command}"
        worker = client.post(path, json=registration(_HOT) | fields).json()["worker"]
        scenario = OneCase(worker)
        outcome = loaded(served, scenario, seconds, connections=WRITERS)
        if entry.name != TAIZHANG:
            return outcome, None
        version = client.get(f"/api/v1/workers/{worker}").headers["etag"].strip('"')
    return outcome, 1 + scenario.recorded - int(version)


def space(entry: Entry, folder: Path, cluster: Cluster, cases: int = CASES) -> dict[str, object]:
    """Bytes that each case of eleven commands adds to the database, everything included."""
    with entry.served(folder, cluster) as served:
        before = served.size()
        lives = Lives(OF_ELEVEN, first=_APART, open_at_once=cases, limit=cases)
        outcome = loaded(served, lives)
        if outcome.done != cases * len(OF_ELEVEN[0]):
            raise SystemExit(f"{entry.title}: {outcome.statuses} {outcome.refused}")
        return {"bytes": (served.size() - before) / cases}
