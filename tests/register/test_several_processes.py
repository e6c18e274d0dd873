"""Two processes write at once; one is killed: nothing is lost, nothing is there twice."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from domain.unit.units import UnitsLoaded
from domain.worker.events import WorkerRegistered
from tests.databases import new_database
from tests.ledger import units_file
from tests.register.office import (
    id_of_command,
    notes_of,
    opened,
    request,
    visit,
    worker,
)
from tests.register.writers import (
    ALL,
    EACH,
    STORES,
    make,
    make_key_stores,
    write,
    write_until_killed,
)

FORKED = get_context("forkserver")
FORKED.set_forkserver_preload(["tests.register.writers"])
"""Processes of their own, of which each begins where everything has been imported."""
WRITERS = 2
# With `--dist loadgroup` these run in one worker, which makes each ledger once.
pytestmark = pytest.mark.xdist_group("several-processes")


@pytest.fixture(scope="module")
def folder(
    database_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A new ledger that two processes opened and wrote on at the same time."""
    folder = tmp_path_factory.mktemp("two")
    with new_database(database_kind, request, folder):
        _written_on(folder)
        yield folder


def _written_on(folder: Path) -> None:
    barrier = FORKED.Barrier(WRITERS)
    writers = [
        FORKED.Process(target=write, args=(folder, n, barrier, folder / f"{n}.txt"))
        for n in range(WRITERS)
    ]
    opened(folder).close()
    for each in writers:
        each.start()
    for each in writers:
        each.join(90)
    assert [each.exitcode for each in writers] == [0] * WRITERS


def answers(folder: Path) -> list[tuple[str, str]]:
    texts = (folder / f"{n}.txt" for n in range(WRITERS))
    found = [line for text in texts for line in text.read_text("utf-8").splitlines()]
    return [(line.split("\t")[0], line.split("\t")[1]) for line in found]


def test_every_command_was_carried_out_once_or_refused_with_reason(folder: Path):
    told = Counter((name.split(" ")[-2], word) for word, name in answers(folder))
    assert told == {
        ("registers", "done"): EACH,
        ("registers", "worker-already-registered"): EACH,
        ("own", "done"): EACH * WRITERS,
        ("visit", "done"): EACH * WRITERS,
        ("command", "done"): EACH,
        ("command", "again"): EACH,
    }


def test_what_was_acknowledged_is_there_once(folder: Path):
    with opened(folder) as tracker:
        history = list(tracker.register.history())
    registered = [r.fact.id_number for r in history if isinstance(r.fact, WorkerRegistered)]
    everybody = [ALL + n for n in range(EACH)]
    everybody += [100 * (writer + 1) + n for writer in range(WRITERS) for n in range(EACH)]
    assert sorted(registered) == sorted(worker(n) for n in everybody)
    visits = [f"{who}-{n}" for who in (*range(WRITERS), "all") for n in range(EACH)]
    assert sorted(notes_of(history)) == sorted(visits)


def test_the_log_has_every_version_and_grows_in_order(folder: Path):
    with opened(folder) as tracker:
        history = list(tracker.register.history())
    positions = [r.position for r in history]
    assert positions == list(range(1, len(history) + 1))
    last: Counter[str] = Counter()
    for recorded in history:
        last[recorded.stream.hex] += 1
        assert recorded.version == last[recorded.stream.hex]


def test_the_read_models_are_those_of_the_log(folder: Path):
    with opened(folder) as tracker:
        assert {model.behind for model in tracker.status()} == {0}
        assert tracker.verify() == []


@pytest.mark.usefixtures("database")
def test_a_writer_that_is_killed_loses_nothing_that_it_acknowledged(tmp_path: Path):
    opened(tmp_path).close()
    told = tmp_path / "told.txt"
    writer = FORKED.Process(target=write_until_killed, args=(tmp_path, told))
    writer.start()
    deadline = time.monotonic() + 60
    while not told.exists() or told.read_bytes().count(b"\n") < 25:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert writer.pid
    os.kill(writer.pid, signal.SIGKILL)
    writer.join(30)
    assert writer.exitcode == -signal.SIGKILL
    acknowledged = [int(line) for line in told.read_text("utf-8").splitlines()]
    with opened(tmp_path) as tracker:
        notes = [int(note) for note in notes_of(tracker.register.history())]
        assert notes[: len(acknowledged)] == acknowledged
        # At most the one under way was written without being told of.
        assert len(notes) - len(acknowledged) in (0, 1)
        ids = [id_of_command(f"visit {n}") for n in notes]
        assert set(tracker.register.answers(ids)) == set(ids)
        assert tracker.verify() == []
        assert tracker.do(request(visit(ALL, "0"), "visit 0")).replayed
        assert not tracker.do(request(visit(ALL, "on"), "and on")).replayed


@pytest.mark.usefixtures("database")
def test_processes_that_make_a_new_ledger_at_once_make_one(tmp_path: Path):
    units_file(tmp_path / "units.csv")
    assert at_once(make, tmp_path) == [0] * 4
    with opened(tmp_path) as tracker:
        assert [type(r.fact) for r in tracker.register.history()] == [UnitsLoaded]


def test_processes_that_make_a_store_of_keys_at_once_make_one(tmp_path: Path):
    assert at_once(make_key_stores, tmp_path) == [0] * 4
    assert len(list(tmp_path.glob("*.keys"))) == STORES
    assert list(tmp_path.glob("*.keys.*")) == []


def at_once(target: Callable[[Path, Barrier], None], folder: Path) -> list[int | None]:
    """How four processes ended that did the same in a folder at the same moment."""
    barrier = FORKED.Barrier(4)
    makers = [FORKED.Process(target=target, args=(folder, barrier)) for _ in range(4)]
    for each in makers:
        each.start()
    for each in makers:
        each.join(60)
    return [each.exitcode for each in makers]
