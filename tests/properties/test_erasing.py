"""Erasing people changes no figure, at any date, as known at any moment."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from application.kernel.actors import operator
from application.kernel.clock import LOCAL, FixedClock, new_id
from application.kernel.writing.sitting import Request
from application.read_models.search import Search
from application.tracker import HANDLERS, CaseTracker
from domain.kernel.fact import ERASED
from tests.ledger import record, units_file
from tests.oracle.histories import random_history
from tests.properties.test_two_clocks import counted, question

NOW = datetime(2006, 6, 30, 18, tzinfo=LOCAL)
TOLD = {"reason": "retention_over", "legal_reference": "个人信息保护法第四十七条"}


@contextmanager
def ledger(folder: Path) -> Iterator[CaseTracker]:
    units = units_file(folder / "units.csv")
    with CaseTracker(folder / "ledger.db", clock=FixedClock(NOW), units_file=units) as tracker:
        yield tracker


def erase(tracker: CaseTracker, worker: UUID) -> None:
    on = {"effective_on": NOW.date(), "worker": str(worker)}
    for name, by, told in (("request-erasure", "甲", TOLD), ("erase-worker", "乙", {})):
        command = HANDLERS[name].command.model_validate({**on, **told})
        tracker.do(Request(command, operator(by), new_id()))


@pytest.mark.parametrize("seed", range(24))
def test_every_figure_stays_when_people_are_erased(seed: int, tmp_path: Path):
    rng = random.Random(seed)
    with ledger(tmp_path) as tracker:
        record(tracker, random_history(rng))
        asked = [question(rng) for _ in range(8)]
        before = [counted(tracker, each) for each in asked]
        people = [each["worker"] for each in tracker.ask(Search("", NOW.date(), limit=200)).items]
        erased = rng.sample(people, max(1, len(people) // 2))
        for worker in erased:
            erase(tracker, worker)
        assert [counted(tracker, each) for each in asked] == before
        assert tracker.verify() == []
        tracker.rebuild()
        assert [counted(tracker, each) for each in asked] == before
        found = tracker.ask(Search(ERASED, NOW.date(), limit=200)).items
        assert {each["worker"] for each in found} == set(erased)
