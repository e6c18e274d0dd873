"""What a committer has at hand is what the log says, whoever wrote it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from application.kernel.database import Database
from application.tracker import CaseTracker
from domain.erasure.erasures import PersonErased
from domain.kernel.fact import ERASED
from domain.worker.events import WorkerRegistered
from tests.register.office import opened, registration, request, visit, words, worker
from tests.use_cases.words import ruled, started


@pytest.fixture
def tracker(database: Database, tmp_path: Path) -> Iterator[CaseTracker]:
    with opened(tmp_path) as tracker:
        yield tracker


def test_nothing_stale_refuses_a_command(tracker: CaseTracker, tmp_path: Path):
    """What is at hand is brought up to what another process wrote about it."""
    tracker.do(request(registration(1), "registered"))
    assert tracker.batches.carry_out([request(visit(2, "x"), "a")])[0].code == "worker-not-found"  # type: ignore[union-attr]
    with opened(tmp_path) as other:
        other.do(request(registration(2), "theirs"))
        other.do(request(visit(1, "theirs"), "visited"))
    seen = replace(request(visit(1, "ours"), "b"), expected_version=2)
    assert words(tracker.batches.carry_out([request(visit(2, "x"), "a"), seen])) == [
        (2, False),
        (3, False),
    ]


def test_of_what_others_wrote_only_the_new_is_read(
    tracker: CaseTracker, tmp_path: Path, monkeypatch
):
    done = tracker.do(request(registration(1), "registered"))
    assert done.worker
    with opened(tmp_path) as other:
        other.do(request(visit(1, "theirs"), "visited"))
        other.do(request(started("2005-02-01") | {"worker": worker(1)}, "started"))
        other.do(request(ruled("2005-01-01", "older_male", "45"), "ruled"))
        standing = other.batches.at_hand
    read: list[UUID] = []
    several = tracker.register.several

    def told(streams: Sequence[UUID], *kinds: Any) -> Any:
        read.extend(streams)
        return several(streams, *kinds)

    monkeypatch.setattr(tracker.register, "several", told)
    assert words(tracker.batches.carry_out([request(visit(1, "ours"), "a")])) == [(4, False)]
    assert done.worker not in read
    ours = tracker.batches.at_hand
    assert ours.case(done.worker).worker.life == standing.case(done.worker).worker.life
    assert ours.case(done.worker).facts[:3] == standing.case(done.worker).facts
    assert ours.rules.versions == (1, 1)


def test_who_was_erased_is_not_kept_at_hand(tracker: CaseTracker):
    done = tracker.batches.carry_out([request(registration(1), "registered")])
    person = str(done[0].worker)  # type: ignore[union-attr]
    on = {"effective_on": "2005-06-01", "worker": person}
    law = {"reason": "retention_over", "legal_reference": "个人信息保护法第四十七条"}
    ask, erase = ({"command": f"{each}", **on} for each in ("request-erasure", "erase-worker"))
    other = replace(request(erase, "erased"), by=replace(request(erase, "x").by, name="乙"))
    done = tracker.batches.carry_out(
        [request(ask | law, "asked"), other, request(visit(1, "x"), "after")]
    )
    assert words(done) == [(2, False), (3, False), PersonErased]
    facts = [recorded.fact for recorded in tracker.register.history()]
    assert [fact.name for fact in facts if isinstance(fact, WorkerRegistered)] == [ERASED]
    assert tracker.verify() == []
    assert tracker.register.keys.store.counts()[1] == 1
