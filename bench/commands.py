"""Durable commands over HTTP: one server process, one token, the read models ready at the answer.

First many connections, of which a quarter registers people; then many writers on one case, of
which none may be lost. What is asked of it beside other stacks is in `bench/peers`.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import httpx2 as httpx

from application.tracker import CaseTracker
from bench.load.client import CONNECTIONS, Load
from bench.load.outcome import Outcome
from bench.load.scenario import REGISTER, Lives, OneCase, Scenario, registration
from bench.measuring import Measured, say, scratch, show
from tests.crash.server import Server, made

SECONDS, WARM_UP, WRITERS = 8.0, 2.0, 16


@contextmanager
def served() -> Iterator[tuple[str, dict[str, str], Path]]:
    """The address of a server over a new ledger, what a program sends with it, and its folder."""
    with scratch() as folder:
        headers = {"Authorization": f"Bearer {made(Path(folder))}"}
        server = Server(Path(folder))
        server.start()
        try:
            yield server.url, headers, Path(folder)
        finally:
            server.process.terminate()
            server.process.wait(60)


def mixed(seconds: float) -> Outcome:
    with served() as (url, headers, _):
        outcome = _loaded(url, Lives(), headers, CONNECTIONS, seconds)
        httpx.get(f"{url}/readyz").raise_for_status()
    return outcome


def on_one_case(seconds: float) -> Outcome:
    with served() as (url, headers, folder):
        first = f"{url}/api/v1/commands/{REGISTER[0]}"
        answer = httpx.post(first, json=registration(0) | REGISTER[1], headers=headers)
        worker = str(answer.raise_for_status().json()["worker"])
        outcome = _loaded(url, OneCase(worker), headers, WRITERS, seconds)
        answered = (folder / "journal").read_text().count('"status": 201') - 1
        with CaseTracker(folder / "ledger.db") as tracker:
            there = len(tracker.register.stream(UUID(worker))) - 1
    if there != answered:
        sys.exit(f"{answered} visits were acknowledged, {there} are there")
    return outcome


def _loaded(
    url: str, scenario: Scenario, headers: dict[str, str], connections: int, seconds: float
) -> Outcome:
    load = Load([url], scenario, headers, connections)
    outcome = load.run(seconds, WARM_UP)
    load.close()
    if outcome.statuses.keys() != {201}:
        sys.exit(f"not all were carried out: {outcome.statuses} {outcome.refused}")
    return outcome


def measure(seconds: float = SECONDS) -> list[Measured]:
    say("commands: serving a new ledger …")
    many, one = mixed(seconds), on_one_case(seconds)
    return [
        Measured(f"commands, {CONNECTIONS} connections", many.a_second, "a second"),
        Measured("half of them within", many.within(0.5), "ms"),
        Measured("99 of 100 within", many.within(0.99), "ms"),
        Measured(f"{WRITERS} writers on one case", one.a_second, "a second", 550, at_least=True),
        Measured("99 of 100 within", one.within(0.99), "ms"),
    ]


if __name__ == "__main__":
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=SECONDS)
    show("Commands over HTTP", measure(asked.parse_args().seconds))
