"""Load over HTTP, `kill -9` at some moment, and what must then be true of the ledger."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import orjson

from application.kernel.integrity.integrity import check
from application.tracker import CaseTracker
from tests.crash.load import Load, Told
from tests.crash.server import Server, made
from tests.databases import database_in


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to; `acknowledged` counts commands since the first one."""

    seconds: float
    facts: int
    acknowledged: int
    files: int


class Crashes:
    """One ledger through any number of crashes."""

    def __init__(self, folder: Path, seed: int = 20050301, longest: float = 3.0) -> None:
        self._moments = random.Random(seed)
        self._longest = longest
        self.told = Told()
        self.server = Server(folder)
        self.token = made(folder)

    def round(self) -> Round:
        """Raises AssertionError for whatever was lost, doubled, halved or out of step."""
        self.server.start()
        load = Load(self.server.url, self.token, self.told)
        load.begin()
        load.wait_for_work()
        seconds = self._moments.uniform(0.1, self._longest)
        time.sleep(seconds)
        self.server.kill()
        load.end()
        with CaseTracker(database_in(self.server.folder)) as tracker:
            files = checked(tracker, self.told)
            facts = tracker.register.position()
        return Round(seconds, facts, len(self.told.acknowledged), files)


def checked(tracker: CaseTracker, told: Told) -> int:
    """How many files are on the ledger as a whole. Raises AssertionError."""
    _nothing_is_lost(tracker, told)
    _nothing_is_twice(tracker)
    _nothing_is_out_of_step(tracker)
    assert check(tracker.database, None).faults == [], "the chain does not hold"
    return _files_are_whole(tracker, told)


def _nothing_is_lost(tracker: CaseTracker, told: Told) -> None:
    answers = tracker.register.answers(list(told.acknowledged))
    lost = told.acknowledged.keys() - answers.keys()
    assert not lost, f"{len(lost)} acknowledged commands are lost"
    for command_id, (worker, position) in told.acknowledged.items():
        found = answers[command_id]
        assert (str(found.worker), found.position) == (worker, position), command_id
        assert tracker.register.recorded_by(found), f"{command_id} is answered without a fact"


def _nothing_is_twice(tracker: CaseTracker) -> None:
    """No command has facts in two places of the log, nobody is registered twice."""
    ended: set[UUID | None] = set()
    before: UUID | None = None
    for recorded in tracker.register.history():
        command_id = recorded.envelope.command_id
        if command_id != before:
            assert command_id is None or command_id not in ended, f"{command_id} was done twice"
            ended.add(before)
            before = command_id
    people = Counter(_registered(tracker))
    assert not people or max(people.values()) == 1, people.most_common(3)


def _nothing_is_out_of_step(tracker: CaseTracker) -> None:
    assert all(model.behind == 0 for model in tracker.status())
    assert tracker.verify() == []


def _files_are_whole(tracker: CaseTracker, told: Told) -> int:
    there = set(_registered(tracker))
    whole = 0
    for people in told.files:
        of_it = len(there & set(people))
        assert of_it in (0, len(people)), f"{of_it} of a file of {len(people)}"
        whole += of_it > 0
    return whole


def _registered(tracker: CaseTracker) -> Iterator[str]:
    """The identity numbers of everybody who is on the ledger."""
    for line in map(orjson.loads, tracker.history()):
        if line["command"] == "register-worker":
            yield line["id_number"]
