"""A ledger whose commands another process carries out, for the tests of that process."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from application.kernel.writing.writer_apart import WriterApart
from application.tracker import CaseTracker
from interfaces.logs import write_lines
from tests.register.office import opened

SECONDS = 60


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[CaseTracker]:
    with opened(tmp_path) as tracker:
        yield tracker


@pytest.fixture
def writer(tracker: CaseTracker) -> Iterator[WriterApart]:
    with begun(tracker) as writer:
        yield writer


def apart(tracker: CaseTracker, prepare: Callable[[], None] = write_lines) -> WriterApart:
    return WriterApart(tracker.batches.carry_out, tracker.again, prepare)


@contextmanager
def begun(tracker: CaseTracker, prepare: Callable[[], None] = write_lines) -> Iterator[WriterApart]:
    writer = apart(tracker, prepare)
    writer.begin()
    try:
        yield writer
    finally:
        writer.end()


def process_of(writer: WriterApart) -> int:
    assert writer._writer
    return int(writer._writer.process.pid or 0)


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_there(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False
