"""`python -m bench.peers.stock.rebuild N`: N events, then the events a second of projecting them.

The server's own runner follows them as they come; here a second projection begins with nothing.
"""

import os
import sys
import time
from itertools import cycle, islice

import psycopg
from eventsourcing.persistence import TrackingRecorder
from eventsourcing.projection import ProjectionRunner

from bench.load.scenario import OF_FOUR, registration
from bench.peers import bodies
from bench.peers.stock.application import Ledger
from bench.peers.stock.projection import SQLITE, VIEW, Cases
from bench.peers.stock.reading import InRequest, view_of

_LOOKS = 0.02


def fill(ledger: Ledger, events: int) -> int:
    """Lives one after the other; the position of the last event."""
    position = 0
    for number, plan in enumerate(islice(cycle(OF_FOUR), events // 4)):
        worker = None
        for command, fields in plan:
            name = command.title().replace("-", "")
            told = registration(number) | {"certificate_no": f"B{number:08}"} | fields
            body = getattr(bodies, name)(**told, **({"worker": worker} if worker else {}))
            worker, position = getattr(ledger, command.replace("-", "_"))(body)
    return position


def anew_on_sqlite(ledger: Ledger, position: int) -> float:
    os.environ["CASES_SQLITE_DBNAME"] += ".anew"
    begun = time.perf_counter()
    InRequest(ledger).up_to(position)
    return time.perf_counter() - begun


def anew_on_postgresql(ledger: Ledger, position: int) -> float:
    _wait(ledger, view_of(ledger), position)
    host, port, name = (os.environ[f"POSTGRES_{which}"] for which in ("HOST", "PORT", "DBNAME"))
    where = f"host={host} port={port} dbname={name} user=postgres"
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}_anew")
    os.environ["CASES_POSTGRES_DBNAME"] = f"{name}_anew"
    begun = time.perf_counter()
    with ProjectionRunner(
        application_class=Ledger, projection_class=Cases, view_class=VIEW
    ) as runner:
        while not runner.view.has_tracking_id(ledger.name, position):
            runner.run_forever(_LOOKS)  # raises what the projection failed with
        return time.perf_counter() - begun


def _wait(ledger: Ledger, view: TrackingRecorder, position: int) -> None:
    while not view.has_tracking_id(ledger.name, position):
        time.sleep(_LOOKS)


def main() -> None:
    with Ledger() as ledger:
        position = fill(ledger, int(sys.argv[1]))
        seconds = (anew_on_sqlite if SQLITE else anew_on_postgresql)(ledger, position)
    print(position / seconds)


if __name__ == "__main__":
    main()
