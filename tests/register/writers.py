"""Processes that write on one ledger at the same time."""

from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import sleep

from application.kernel.keys.key_store import KeyFile
from domain.kernel.errors import DomainError
from tests.register.office import opened, registration, request, visit
from tests.use_cases.specification import Line

ALL, OURS = 1, 2
EACH = 20
STORES = 20


def lines(writer: int) -> Iterator[tuple[str, Line]]:
    """What one writer sends: the workers of all, its own, and visits to one worker of all."""
    for n in range(EACH):
        yield f"{writer}: everybody registers {n}", registration(ALL + n)
        yield f"{writer}: own {n}", registration(100 * (writer + 1) + n)
        yield f"{writer}: visit {n}", visit(ALL, f"{writer}-{n}")
        yield f"the same command {n}", visit(ALL, f"all-{n}")


def write(folder: Path, writer: int, barrier: Barrier, told: Path) -> None:
    """Send everything; tell, a line each, what was answered."""
    barrier.wait(60)
    with opened(folder) as tracker, told.open("w", encoding="utf-8") as answers:
        for name, line in lines(writer):
            try:
                outcome = tracker.do(request(line, name))
                word = "again" if outcome.replayed else "done"
            except DomainError as refusal:
                word = refusal.code
            answers.write(f"{word}\t{name}\n")


def write_until_killed(folder: Path, told: Path) -> None:
    """Send one visit after another; tell of each as soon as it is acknowledged."""
    with opened(folder) as tracker, told.open("w", encoding="utf-8", buffering=1) as answers:
        tracker.do(request(registration(ALL), "registered"))
        for n in range(1_000_000):
            tracker.do(request(visit(ALL, f"{n}"), f"visit {n}"))
            answers.write(f"{n}\n")
    sleep(600)


def make(folder: Path, barrier: Barrier) -> None:
    """Open a ledger that is not there, at the same moment as others do."""
    barrier.wait()
    opened(folder).close()


def make_key_stores(folder: Path, barrier: Barrier) -> None:
    """Make one store of keys after the other, each at the same moment as others do."""
    for n in range(STORES):
        barrier.wait(60)
        KeyFile(folder / f"{n}.keys").close()
