"""Erasures and the history of a ledger, which is brought to a ledger of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import orjson
import pytest

from application.exports.history import history_lines
from application.imports.importing import Import
from application.imports.lines import Line
from application.kernel.clock import FixedClock
from application.read_models.erasures import ErasuresRequested
from application.read_models.search import FindByNumber, Search
from application.tracker import HANDLERS, CaseTracker
from domain.erasure.erasures import ErasureByOneAccount
from domain.worker.errors import WorkerAlreadyRegistered
from tests.read_models.erasing import NUMBER, OTHERS, REASON, TODAY, carry_out, erase
from tests.read_models.office import CLERK, Office, office, pick

__all__ = ["office"]


@contextmanager
def moved(office: Office, folder: Path) -> Iterator[Office]:
    """The same office on a ledger that has all of its history."""
    lines = map(orjson.loads, history_lines(office.tracker.register, HANDLERS))
    wanted = Import(lambda: (Line(*each) for each in enumerate(lines, 1)), OTHERS)
    clock = FixedClock(office.clock.at)
    with CaseTracker(folder / "moved" / "ledger.db", clock=clock) as there:
        assert there.bring(wanted).refused == []
        yield Office(there, clock)


def test_a_history_says_nothing_of_the_erased_that_could_not_be_carried_out_again(
    office: Office, tmp_path: Path
):
    duplicate, survivor, one, other, third = (office.register() for _ in range(5))
    office.tell("merge-worker", "2004-01-05", worker=duplicate, into=survivor)
    office.tell("rule-out-duplicate", "2004-01-05", worker=one, other=survivor)
    office.tell("merge-worker", "2004-01-06", worker=third, into=other)
    office.tell("unmerge-worker", "2004-01-07", worker=third, into=other)
    for worker in (survivor, other):
        erase(office, worker)
    with moved(office, tmp_path) as there:
        cards = there.ask(Search("", TODAY)).items
    assert {str(card["worker"]) for card in cards} == {duplicate, one, third}


def test_whoever_signed_for_an_erasure_in_a_history_does_not_carry_it_out(
    office: Office, tmp_path: Path
):
    worker = office.register()
    office.tell("request-erasure", "2005-02-01", worker=worker, **REASON)
    with moved(office, tmp_path) as there:
        assert pick(there, ErasuresRequested(TODAY), "erasure_requested_by") == [(CLERK.name,)]
        with pytest.raises(ErasureByOneAccount):
            carry_out(there, worker, by=CLERK)


def test_after_an_older_backup_the_number_of_the_erased_is_free_all_the_same(office: Office):
    """The backup has the person without the erasure; the keys are those of today."""
    worker = office.register(id_number=NUMBER)
    office.tracker.keys.destroy(UUID(worker))
    with CaseTracker(office.tracker.database, clock=office.clock) as restored:
        again = Office(restored, office.clock)
        anew = again.register("陈建国", "2005-02-01", id_number=NUMBER)
        (card,) = restored.ask(FindByNumber(NUMBER, TODAY))
        assert (str(card["worker"]), anew != worker) == (anew, True)
        with pytest.raises(WorkerAlreadyRegistered):
            again.register("陈建国", "2005-02-02", id_number=NUMBER)
